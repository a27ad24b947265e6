import type { LineageLink } from '@inference-portal/plugin-inference-common';
import { displayUrl } from '../../metrics/PrometheusConfig';
import {
  readBaseRelation,
  readNamedFacts,
  readParameterCount,
} from '../namedFacts';
import type { VersionDraft } from '../VersionDraft';
import type { Artifact } from './readArtifact';
import type { ModelConfig } from './ociSchemas';

const IMAGE = 'org.opencontainers.image.';
const DIGEST = /^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$/;

/**
 * The version that a digest is registered under: that of the artifact's own descriptor with the beginning of the digest, because tags move and
 * two pushes may call themselves 1.0.
 */
export function ociVersionName(
  digest: string,
  named: string | undefined,
): string {
  const short = digest.replace(/^sha\d+:/, '').slice(0, 12);
  return named !== undefined && /^[A-Za-z0-9][A-Za-z0-9._-]{0,100}$/.test(named)
    ? `${named}+${short}`
    : `sha-${short}`;
}

/** The value that all of them tell; undefined when they differ or do not tell. */
function common<T>(
  configs: readonly ModelConfig[],
  pick: (config: ModelConfig) => T | null | undefined,
): T | undefined {
  const values = new Set(configs.map(config => pick(config) ?? undefined));
  return values.size === 1 ? [...values][0] : undefined;
}

/** A version of what a digest holds. `host` is that of the registry, with port. */
export function toOciVersion(
  artifact: Extract<Artifact, { kind: 'model' }>,
  place: {
    readonly host: string;
    readonly repository: string;
    readonly digest: string;
    readonly tags: readonly string[];
  },
): VersionDraft {
  const { host, repository, digest, tags } = place;
  const { configs, manifest, variants } = artifact;
  const annotations = manifest.annotations ?? {};
  const annotation = (name: string) => annotations[`${IMAGE}${name}`];
  const { facts, base } = readNamedFacts(annotations);
  const described = <T>(
    pick: (descriptor: NonNullable<ModelConfig['descriptor']>) => T,
  ) =>
    common(configs, ({ descriptor }) => (descriptor ? pick(descriptor) : null));
  const size = common(configs, ({ config }) => config?.paramSize);
  const created = Date.parse(
    described(({ createdAt }) => createdAt) ?? annotation('created') ?? '',
  );
  const licenses = described(({ licenses: all }) => all?.join(' AND '));
  return {
    ...facts,
    version: ociVersionName(
      digest,
      described(({ version }) => version) ?? annotation('version'),
    ),
    source: `oci://${host}/${repository}@${digest}`,
    digest,
    format: common(configs, ({ config }) => config?.format) ?? facts.format,
    architecture:
      common(configs, ({ config }) => config?.architecture) ??
      facts.architecture,
    parameters:
      size === undefined ? facts.parameters : readParameterCount(String(size)),
    precision:
      common(configs, ({ config }) => config?.precision) ?? facts.precision,
    quantization:
      common(configs, ({ config }) => config?.quantization) ??
      facts.quantization,
    license: licenses || annotation('licenses') || facts.license,
    description:
      described(({ description }) => description) ?? annotation('description'),
    homepage:
      described(({ docURL }) => docURL) ??
      annotation('documentation') ??
      annotation('url') ??
      facts.homepage,
    creator:
      described(({ authors }) => authors?.join(', ')) ??
      annotation('authors') ??
      described(({ vendor }) => vendor) ??
      facts.creator,
    createdAt: Number.isFinite(created) ? created : undefined,
    lineage: [...base, ...baseLinks(annotations), ...sourceLinks(artifact)],
    tags: {
      ...(tags.length > 0 ? { 'oci.tags': tags.join(', ') } : {}),
      ...(variants.length > 0 ? { 'oci.variants': variants.join(', ') } : {}),
      ...definedOnly({
        family: described(({ family }) => family),
        vendor: described(({ vendor }) => vendor),
      }),
    },
  };
}

function definedOnly(
  values: Readonly<Record<string, string | null | undefined>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      value ? [[name, value]] : [],
    ),
  );
}

/** The base as image builders note it: a name, a digest, or both. */
function baseLinks(
  annotations: Readonly<Record<string, string>>,
): LineageLink[] {
  const name = annotations[`${IMAGE}base.name`];
  const digest = annotations[`${IMAGE}base.digest`];
  if (name === undefined) {
    return [];
  }
  const repository = name.replace(/@.*$/, '').replace(/:[^/:]*$/, '');
  return [
    {
      relation: readBaseRelation(annotations.base_model_relation) ?? 'finetune',
      to:
        digest !== undefined && DIGEST.test(digest)
          ? `oci://${repository}@${digest}`
          : `oci://${name}`,
    },
  ];
}

/** The commit that the artifact says it was made at. */
function sourceLinks({
  configs,
  manifest,
}: Extract<Artifact, { kind: 'model' }>): LineageLink[] {
  const annotations = manifest.annotations ?? {};
  const source =
    common(configs, ({ descriptor }) => descriptor?.sourceURL) ??
    annotations[`${IMAGE}source`];
  const revision =
    common(configs, ({ descriptor }) => descriptor?.revision) ??
    annotations[`${IMAGE}revision`];
  const shown = source === undefined ? null : displayUrl(source);
  return shown === null || revision === undefined
    ? []
    : [{ relation: 'produced-by', to: `commit:${shown}@${revision}` }];
}
