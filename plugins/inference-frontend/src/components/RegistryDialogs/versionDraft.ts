import type {
  LineageLink,
  LineageRelation,
  NewModelVersion,
} from '@inference-portal/plugin-inference-common';

/** Fields of the form that registers a version, as the HTTP API names them. */
export const VERSION_FIELDS = [
  'version',
  'source',
  'digest',
  'license',
  'format',
  'precision',
  'quantization',
  'architecture',
  'parameters',
  'contextLength',
  'creator',
  'homepage',
  'description',
  'modelCard',
  'lineage',
] as const;

/** One of the fields. */
export type VersionField = (typeof VERSION_FIELDS)[number];

/** What was typed. */
export type VersionDraft = { readonly [field in VersionField]: string };

/** Nothing typed yet. */
export const EMPTY_VERSION: VersionDraft = {
  version: '',
  source: '',
  digest: '',
  license: '',
  format: '',
  precision: '',
  quantization: '',
  architecture: '',
  parameters: '',
  contextLength: '',
  creator: '',
  homepage: '',
  description: '',
  modelCard: '',
  lineage: '',
};

const RELATIONS: { readonly [relation in LineageRelation]: true } = {
  finetune: true,
  quantized: true,
  adapter: true,
  merge: true,
  distilled: true,
  'trained-on': true,
  'produced-by': true,
  'previous-version': true,
};

/** Names of all relations, for help. */
export const RELATION_NAMES = Object.keys(RELATIONS);

function isRelation(text: string): text is LineageRelation {
  return Object.hasOwn(RELATIONS, text);
}

/** What is wrong with a field before the server is asked; the rest is the server's to judge. */
export type DraftProblem = 'number' | 'lineage';

/** The body of the request, or the fields that cannot be sent. */
export type ParsedDraft =
  | { readonly status: 'ready'; readonly version: NewModelVersion }
  | {
      readonly status: 'problems';
      readonly problems: ReadonlyMap<VersionField, DraftProblem>;
    };

/** `7,000,000` and `7 000 000` are numbers that people paste; `7e6` and `7B` are not read. */
function wholeNumber(text: string): number | undefined {
  const plain = text.replace(/[\s,_]/g, '');
  return /^\d+$/.test(plain) ? Number(plain) : undefined;
}

/** One link on each line: the relation, a blank, what it was made from. */
function lineageOf(text: string): LineageLink[] | undefined {
  const links: LineageLink[] = [];
  for (const line of text.split('\n')) {
    const trimmed = line.trim();
    if (trimmed === '') {
      continue;
    }
    const [relation = '', to, ...rest] = trimmed.split(/\s+/);
    if (!isRelation(relation) || to === undefined || rest.length > 0) {
      return undefined;
    }
    links.push({ relation, to });
  }
  return links;
}

/** Reads the form; what is empty is left out. */
export function parseVersionDraft(draft: VersionDraft): ParsedDraft {
  const problems = new Map<VersionField, DraftProblem>();
  const text = (field: VersionField) => draft[field].trim() || undefined;
  const number = (field: VersionField) => {
    const typed = text(field);
    const value = typed === undefined ? undefined : wholeNumber(typed);
    if (typed !== undefined && value === undefined) {
      problems.set(field, 'number');
    }
    return value;
  };
  const lineage = lineageOf(draft.lineage);
  if (lineage === undefined) {
    problems.set('lineage', 'lineage');
  }
  const version: NewModelVersion = {
    version: draft.version.trim(),
    source: draft.source.trim(),
    digest: text('digest'),
    license: text('license'),
    format: text('format'),
    precision: text('precision'),
    quantization: text('quantization'),
    architecture: text('architecture'),
    parameters: number('parameters'),
    contextLength: number('contextLength'),
    creator: text('creator'),
    homepage: text('homepage'),
    description: text('description'),
    // Markdown keeps its own blanks.
    modelCard: draft.modelCard === '' ? undefined : draft.modelCard,
    lineage: lineage && lineage.length > 0 ? lineage : undefined,
  };
  return problems.size > 0
    ? { status: 'problems', problems }
    : { status: 'ready', version };
}
