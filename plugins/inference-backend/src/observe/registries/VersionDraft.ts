import type {
  EvaluationMetric,
  LineageLink,
  NewModelVersion,
} from '@inference-portal/plugin-inference-common';
import { importLicense } from '../../decide/registry/licenses';
import { parseLineageReference } from '../../decide/registry/lineageReference';
import { findHomepageProblem } from '../../decide/registry/toVersionContent';
import { findSecret } from '../../decide/secrets/findSecret';
import { REDACTED, redactText } from '../../decide/secrets/redactText';

const LIMITS = {
  source: 1000,
  digest: 200,
  format: 63,
  architecture: 200,
  precision: 63,
  quantization: 63,
  homepage: 1000,
  creator: 300,
  description: 5000,
  modelCard: 262_144,
  tagName: 250,
  tagValue: 5000,
  tags: 100,
  metrics: 1000,
  lineage: 200,
} as const;

/** What a source tells of a version, before limits and formats are looked at. Absent is undefined. */
export interface VersionDraft {
  readonly version: string;
  readonly source: string;
  readonly digest?: string;
  readonly format?: string;
  readonly architecture?: string;
  readonly parameters?: number;
  readonly precision?: string;
  readonly quantization?: string;
  readonly contextLength?: number;
  /** In the source's words. */
  readonly license?: string;
  readonly description?: string;
  readonly modelCard?: string;
  readonly homepage?: string;
  readonly creator?: string;
  /** Milliseconds since the Unix epoch. */
  readonly createdAt?: number;
  readonly metrics?: readonly EvaluationMetric[];
  readonly lineage?: readonly LineageLink[];
  readonly tags?: { readonly [name: string]: string };
}

type Field =
  | 'digest'
  | 'format'
  | 'architecture'
  | 'precision'
  | 'quantization'
  | 'homepage'
  | 'creator';

const DIGEST = /^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$/;

/** Why a field cannot be used; null when it can. The value stays out of it. */
function findProblem(field: Field, value: string): string | null {
  if (field === 'digest') {
    return DIGEST.test(value)
      ? null
      : 'is not of the form sha256:<64 hex digits>';
  }
  if (field === 'homepage') {
    return findHomepageProblem(value);
  }
  return findSecret(value) === null ? null : 'holds credentials';
}

/** Without what no database stores: NUL and half characters. */
function storable(text: string): string {
  return text.replace(/\p{Cs}|\0/gu, '');
}

/** Texts are cut, what has no meaning when cut is left out; each loss is told in `problems`. */
export function toNewVersion(
  draft: VersionDraft,
  problems: string[],
): NewModelVersion {
  const at = (problem: string) =>
    problems.push(`version ${draft.version}: ${problem}`);
  const word = (field: Field): { [F in Field]?: string } => {
    const value = storable(draft[field] ?? '').trim();
    if (value === '') {
      return {};
    }
    if (value.length > LIMITS[field]) {
      at(`${field} is longer than ${LIMITS[field]} characters; left out.`);
      return {};
    }
    const problem = findProblem(field, value);
    if (problem !== null) {
      at(`${field} ${problem}; left out.`);
      return {};
    }
    return { [field]: value };
  };
  const text = (field: 'description' | 'modelCard') => {
    const value = storable(draft[field] ?? '').trim();
    if (value === '') {
      return {};
    }
    const limit = LIMITS[field];
    if (value.length > limit) {
      at(`${field} is longer than ${limit} characters; cut.`);
    }
    // Not through the middle of a character.
    return {
      [field]: value
        .slice(0, limit)
        .replace(/[\uD800-\uDBFF]$/, '')
        .trim(),
    };
  };
  const count = (field: 'parameters' | 'contextLength', max: number) => {
    const value = draft[field];
    if (value === undefined) {
      return {};
    }
    if (!Number.isSafeInteger(value) || value < 1 || value > max) {
      at(`${field} is no whole number from 1 to ${max}; left out.`);
      return {};
    }
    return { [field]: value };
  };
  const license =
    draft.license === undefined ? null : importLicense(draft.license);
  const metrics = limited(
    'metrics',
    uniqueMetrics(draft.metrics ?? [], at),
    at,
  );
  const lineage = limited('lineage', uniqueLinks(draft.lineage ?? [], at), at);
  return {
    version: draft.version,
    source: draft.source,
    ...word('digest'),
    ...word('format'),
    ...word('architecture'),
    ...count('parameters', 100_000_000_000_000),
    ...word('precision'),
    ...word('quantization'),
    ...count('contextLength', 1_000_000_000),
    ...(license === null ? {} : { license }),
    ...text('description'),
    ...text('modelCard'),
    ...word('homepage'),
    ...word('creator'),
    ...instant(draft.createdAt),
    ...(metrics.length > 0 ? { metrics } : {}),
    ...(lineage.length > 0 ? { lineage } : {}),
    ...tagsOf(draft.tags ?? {}, at),
  };
}

type Tell = (problem: string) => void;

function instant(at: number | undefined): { createdAt?: string } {
  return at !== undefined && at > 0 && at < 8.64e15
    ? { createdAt: new Date(at).toISOString() }
    : {};
}

function limited<T>(
  field: 'metrics' | 'lineage',
  items: readonly T[],
  tell: Tell,
): T[] {
  const limit = LIMITS[field];
  if (items.length > limit) {
    tell(`${items.length} ${field}; the first ${limit} are taken.`);
  }
  return items.slice(0, limit);
}

function uniqueMetrics(
  metrics: readonly EvaluationMetric[],
  tell: Tell,
): EvaluationMetric[] {
  const kept = new Map<string, EvaluationMetric>();
  for (const raw of metrics) {
    const metric = { ...raw, name: storable(raw.name).trim() };
    const { name, dataset = '', slice = '' } = metric;
    const isUsable =
      Number.isFinite(metric.value) &&
      name !== '' &&
      name.length <= 200 &&
      dataset.length <= 300 &&
      slice.length <= 200;
    if (isUsable) {
      kept.set(JSON.stringify([name, dataset, slice, metric.at]), metric);
    } else if (Number.isFinite(metric.value)) {
      tell('a metric has a name that is empty or too long; left out.');
    }
  }
  return [...kept.values()];
}

function uniqueLinks(links: readonly LineageLink[], tell: Tell): LineageLink[] {
  const kept = new Map<string, LineageLink>();
  for (const link of links) {
    const parsed = parseLineageReference(link.to);
    if ('problem' in parsed) {
      tell(`a ${link.relation} link ${parsed.problem}; left out.`);
    } else {
      kept.set(JSON.stringify([link.relation, parsed.id]), {
        ...link,
        to: parsed.id,
      });
    }
  }
  return [...kept.values()];
}

/** A tag that anybody may have written: an address with a login in it tells nothing more. */
function withoutSecret(value: string): string {
  const plain = redactText(value);
  return findSecret(plain) === null ? plain : REDACTED;
}

function tagsOf(
  tags: VersionDraft['tags'] & object,
  tell: Tell,
): { tags?: Record<string, string> } {
  const entries = Object.entries(tags)
    .map(([name, value]) => [storable(name), value] as const)
    .filter(([name]) => name !== '' && name.length <= LIMITS.tagName);
  if (entries.length > LIMITS.tags) {
    tell(`${entries.length} tags; the first ${LIMITS.tags} are taken.`);
  }
  const kept = entries
    .slice(0, LIMITS.tags)
    .map(([name, value]) => [
      name,
      storable(withoutSecret(value).slice(0, LIMITS.tagValue)),
    ]);
  return kept.length > 0 ? { tags: Object.fromEntries(kept) } : {};
}
