import type { RegistrySettings } from '../registryConfig';
import { RegistryRequestError } from '../http/RegistryRequestError';
import { mapParallel } from '../parallel';
import type { OciApi } from './OciApi';
import { isModelManifest, type Manifest, type ModelConfig } from './ociSchemas';

/** Variants of one index that are looked at. */
const MAX_VARIANTS = 32;

/** What stands behind a digest. */
export type Artifact =
  | { readonly kind: 'something-else' }
  | {
      readonly kind: 'model';
      readonly manifest: Manifest;
      /** One, or those of the variants of an index. */
      readonly configs: readonly ModelConfig[];
      /** Digests of the variants; empty for a plain manifest. */
      readonly variants: readonly string[];
    };

/** Reads a manifest and the config of its model; of an index those of its parts. Throws as {@link OciApi} does. */
export async function readArtifact(
  api: OciApi,
  repository: string,
  digest: string,
  signal: AbortSignal,
): Promise<Artifact> {
  const manifest = await api.readManifest(repository, digest, signal);
  const isModel = isModelManifest(manifest);
  if (isModel === false) {
    return { kind: 'something-else' };
  }
  if (isModel === true) {
    const config = manifest.config
      ? [await api.readConfig(repository, manifest.config.digest, signal)]
      : [];
    return { kind: 'model', manifest, configs: config, variants: [] };
  }
  const parts = (manifest.manifests ?? []).slice(0, MAX_VARIANTS);
  const variants: string[] = [];
  const configs: ModelConfig[] = [];
  for (const part of parts) {
    const child = await api.readManifest(repository, part.digest, signal);
    if (isModelManifest(child) === true) {
      variants.push(part.digest);
      if (child.config) {
        configs.push(
          await api.readConfig(repository, child.config.digest, signal),
        );
      }
    }
  }
  return variants.length === 0
    ? { kind: 'something-else' }
    : { kind: 'model', manifest, configs, variants };
}

/** Reads many; what cannot be read becomes a problem, unless the registry itself is gone. */
export async function readArtifacts(options: {
  readonly api: OciApi;
  readonly settings: RegistrySettings;
  readonly repository: string;
  readonly digests: readonly string[];
  /** Artifacts by digest, which never change. */
  readonly known: Map<string, Artifact>;
  readonly signal: AbortSignal;
}): Promise<{
  readonly artifacts: ReadonlyMap<string, Artifact>;
  readonly problems: readonly string[];
}> {
  const { api, repository, digests, known, signal } = options;
  const artifacts = new Map<string, Artifact>();
  const problems: string[] = [];
  await mapParallel(digests, 4, async digest => {
    const key = `${repository}@${digest}`;
    const remembered = known.get(key);
    try {
      const artifact =
        remembered ?? (await readArtifact(api, repository, digest, signal));
      known.set(key, artifact);
      artifacts.set(digest, artifact);
    } catch (error) {
      if (!isOfThisArtifact(error)) {
        throw error;
      }
      problems.push(`${digest.slice(0, 19)}: ${error.message}`);
    }
  });
  return { artifacts, problems: problems.sort() };
}

/** True for failures that another artifact need not have. */
function isOfThisArtifact(error: unknown): error is RegistryRequestError {
  return (
    error instanceof RegistryRequestError &&
    ['not-found', 'rejected', 'too-large', 'nonsense'].includes(error.kind)
  );
}
