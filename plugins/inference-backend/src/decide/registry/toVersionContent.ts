import type {
  EvaluationMetric,
  LineageLink,
  NewModelVersion,
} from '@inference-portal/plugin-inference-common';
import type { InstantMs } from '../../types';
import { findSecret } from '../secrets/findSecret';
import { linkKey, metricKey, metricTitle } from './compareContent';
import { parseLicense } from './licenses';
import { parseLineageReference } from './lineageReference';
import { findVersionProblem, type FieldProblem } from './names';
import { parseModelSource } from './parseModelSource';
import type { VersionContent } from './VersionContent';

/** What can be registered, or everything that is wrong with it. */
export type ParsedContent =
  | { readonly content: VersionContent }
  | { readonly problems: readonly FieldProblem[] };

const DIGEST = /^sha256:[0-9a-f]{64}$|^sha512:[0-9a-f]{128}$/;
const INSTANT =
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/i;

type Tell = (field: string, message: string) => void;

function byKey<T>(keyOf: (item: T) => readonly (string | undefined)[]) {
  return (a: T, b: T): number => {
    const other = keyOf(b);
    for (const [index, part = ''] of keyOf(a).entries()) {
      const counterpart = other[index] ?? '';
      if (part !== counterpart) {
        return part < counterpart ? -1 : 1;
      }
    }
    return 0;
  };
}

/** Milliseconds, UTC; null when absent or, after a word about it, unreadable. */
function readInstant(
  field: string,
  text: string | undefined,
  tell: Tell,
): InstantMs | null {
  if (text === undefined) {
    return null;
  }
  const instant = INSTANT.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(instant)) {
    tell(field, 'is no time: use RFC 3339, such as 2026-03-01T12:00:00Z');
    return null;
  }
  return instant as InstantMs;
}

/** Results of evaluations in their normal form and order; equal ones count once. */
export function normalizeMetrics(
  metrics: readonly EvaluationMetric[],
  tell: Tell,
): EvaluationMetric[] {
  const known = new Map<string, EvaluationMetric>();
  for (const [index, written] of metrics.entries()) {
    const field = `metrics[${index}]`;
    const name = written.name.trim();
    if (name === '') {
      tell(`${field}.name`, 'is empty');
    }
    if (!Number.isFinite(written.value)) {
      tell(`${field}.value`, 'is no finite number');
    }
    const at = readInstant(`${field}.at`, written.at, tell);
    const metric: EvaluationMetric = {
      name,
      // -0 and 0 are one value to everybody who reads them.
      value: written.value + 0,
      ...(written.dataset?.trim() && { dataset: written.dataset.trim() }),
      ...(written.slice?.trim() && { slice: written.slice.trim() }),
      ...(at !== null && { at: new Date(at).toISOString() }),
      ...(written.better && { better: written.better }),
    };
    const same = known.get(metricKey(metric));
    if (same && same.value !== metric.value) {
      tell(
        `${field}.value`,
        `is ${metric.value}, and ${
          same.value
        } stands before for the same ${metricTitle(
          metric,
        )}: tell them apart by dataset, slice or at`,
      );
    }
    known.set(metricKey(metric), metric);
  }
  return [...known.values()].sort(
    byKey(({ name, dataset, slice, at }) => [name, dataset, slice, at]),
  );
}

/** Edges in their normal form and order; equal ones count once. */
export function normalizeLineage(
  lineage: readonly LineageLink[],
  tell: Tell,
): LineageLink[] {
  const known = new Map<string, LineageLink>();
  for (const [index, written] of lineage.entries()) {
    const parsed = parseLineageReference(written.to);
    if ('problem' in parsed) {
      tell(`lineage[${index}].to`, parsed.problem);
      continue;
    }
    const note = written.note?.trim();
    const link: LineageLink = {
      relation: written.relation,
      to: parsed.id,
      ...(note && { note }),
    };
    const same = known.get(linkKey(link));
    if (same && same.note !== link.note) {
      tell(
        `lineage[${index}].note`,
        `differs from the note of the same ${link.relation} ${link.to} before`,
      );
    }
    known.set(linkKey(link), link);
  }
  return [...known.values()].sort(byKey(({ relation, to }) => [relation, to]));
}

function readSource(written: NewModelVersion, tell: Tell) {
  const parsed = parseModelSource(written.source);
  if ('problem' in parsed) {
    tell('source', parsed.problem);
    return null;
  }
  return parsed.source;
}

function readDigest(written: NewModelVersion, tell: Tell): string | null {
  const digest = written.digest?.trim().toLowerCase();
  if (digest === undefined || digest === '') {
    return null;
  }
  if (!DIGEST.test(digest)) {
    tell('digest', 'is no digest: use sha256:<64 hex digits>');
  }
  return digest;
}

function readLicense(written: NewModelVersion, tell: Tell): string | null {
  if (written.license === undefined) {
    return null;
  }
  const parsed = parseLicense(written.license);
  if ('problem' in parsed) {
    tell('license', parsed.problem);
    return null;
  }
  return parsed.license;
}

function readSignature(
  { signature }: NewModelVersion,
  tell: Tell,
): VersionContent['signature'] {
  if (signature === undefined) {
    return null;
  }
  const at = readInstant('signature.verifiedAt', signature.verifiedAt, tell);
  return {
    bundleDigest: signature.bundleDigest,
    identity: signature.identity.trim(),
    ...(signature.issuer !== undefined && { issuer: signature.issuer.trim() }),
    ...(signature.status !== undefined && { status: signature.status }),
    ...(at !== null && { verifiedAt: new Date(at).toISOString() }),
  };
}

/** Why a text is no address of a page; null when it is one. */
export function findHomepageProblem(text: string): string | null {
  if (!/^https?:\/\/[^\s/]/i.test(text) || /[\s\p{Cc}]/u.test(text)) {
    return 'is no http or https address';
  }
  const secret = findSecret(text);
  return secret === null ? null : `${secret}: take it out`;
}

function readTags(
  written: NewModelVersion,
  tell: Tell,
): VersionContent['tags'] {
  const tags = written.tags ?? {};
  for (const [name, value] of Object.entries(tags)) {
    if (/^[a-z][a-z0-9+.-]*:\/\//i.test(value) && findSecret(value) !== null) {
      tell(`tags.${name}`, `${findSecret(value)}: take it out`);
    }
  }
  return tags;
}

/** Half a character, or the one that ends texts: no database takes them. */
const UNSTORABLE = /\p{Cs}|\0/u;

function checkTexts(written: NewModelVersion, tell: Tell): void {
  const fields = Object.entries({
    ...written,
    ...written.signature,
    ...written.tags,
  });
  for (const [name, value] of fields) {
    if (
      UNSTORABLE.test(name) ||
      (typeof value === 'string' && UNSTORABLE.test(value))
    ) {
      tell(
        UNSTORABLE.test(name) ? 'tags' : name,
        'has a NUL or half a character in it, which no database stores: take it out',
      );
    }
  }
}

/** A one-line text without white space around it; absent and empty are the same. */
function word(text: string | undefined): string | null {
  return text?.trim() || null;
}

/** A longer text as it is; absent and empty are the same. */
function prose(text: string | undefined): string | null {
  return text === undefined || text.trim() === '' ? null : text;
}

/**
 * Reads a version that somebody wants to register: normal forms, order and times, so that the same content always is the same. Tells
 * everything that is wrong at once; secrets are never repeated.
 */
export function toVersionContent(written: NewModelVersion): ParsedContent {
  const problems: FieldProblem[] = [];
  const tell: Tell = (field, message) => problems.push({ field, message });
  const wrongVersion = findVersionProblem(written.version);
  if (wrongVersion !== null) {
    tell('version', wrongVersion);
  }
  checkTexts(written, tell);
  const source = readSource(written, tell);
  const digest = readDigest(written, tell);
  const homepage = word(written.homepage);
  const wrongHomepage =
    homepage === null ? null : findHomepageProblem(homepage);
  if (wrongHomepage !== null) {
    tell('homepage', wrongHomepage);
  }
  const rest: Omit<VersionContent, 'source'> = {
    version: written.version,
    digest,
    format: word(written.format),
    architecture: word(written.architecture),
    parameters: written.parameters ?? null,
    precision: word(written.precision),
    quantization: word(written.quantization),
    contextLength: written.contextLength ?? null,
    license: readLicense(written, tell),
    description: prose(written.description),
    modelCard: prose(written.modelCard),
    homepage,
    creator: word(written.creator),
    createdAt: readInstant('createdAt', written.createdAt, tell),
    signature: readSignature(written, tell),
    metrics: normalizeMetrics(written.metrics ?? [], tell),
    lineage: normalizeLineage(written.lineage ?? [], tell),
    tags: readTags(written, tell),
  };
  return source === null || problems.length > 0
    ? { problems }
    : {
        content: {
          ...rest,
          // A digest of the content tells whether the bytes behind any address are the same.
          source: { ...source, pinned: source.pinned || digest !== null },
        },
      };
}
