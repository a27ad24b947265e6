import type { LineageLink } from '@inference-portal/plugin-inference-common';
import type { VersionDraft } from './VersionDraft';

/** Name of a tag, without prefix, case and punctuation, to the field that it fills. */
const FIELDS: ReadonlyMap<
  string,
  | 'digest'
  | 'format'
  | 'architecture'
  | 'parameters'
  | 'precision'
  | 'quantization'
  | 'contextLength'
  | 'license'
  | 'homepage'
  | 'creator'
  | 'baseModel'
  | 'baseModelRelation'
> = new Map([
  ['digest', 'digest'],
  ['sha256', 'digest'],
  ['format', 'format'],
  ['modelformat', 'format'],
  ['architecture', 'architecture'],
  ['parameters', 'parameters'],
  ['numparameters', 'parameters'],
  ['precision', 'precision'],
  ['dtype', 'precision'],
  ['quantization', 'quantization'],
  ['contextlength', 'contextLength'],
  ['maxpositionembeddings', 'contextLength'],
  ['license', 'license'],
  ['homepage', 'homepage'],
  ['creator', 'creator'],
  ['author', 'creator'],
  ['basemodel', 'baseModel'],
  ['basemodelrelation', 'baseModelRelation'],
]);

const RELATIONS = [
  'finetune',
  'quantized',
  'adapter',
  'merge',
  'distilled',
] as const;
type BaseRelation = (typeof RELATIONS)[number];

/** Understands one of the relation words of the Hub, and ours; undefined for anything else. */
export function readBaseRelation(value: unknown): BaseRelation | undefined {
  return RELATIONS.find(relation => relation === value);
}

/** `8B`, `7.6e9` or `8030261248` as a number of parameters; NaN when it is none. */
export function readParameterCount(text: string): number {
  const match = /^\s*(\d+(?:\.\d+)?(?:e\d+)?)\s*([kmbt]?)\s*$/i.exec(text);
  const scale = { k: 1e3, m: 1e6, b: 1e9, t: 1e12 }[
    match?.[2]?.toLowerCase() as 'k'
  ];
  return match ? Math.round(Number(match[1]) * (scale ?? 1)) : Number.NaN;
}

/** A base model as lineage names it: an id of the Hub becomes `hf://…`, a reference stays. */
export function toModelReference(text: string): string {
  return /^[\w.-]+\/[\w.-]+(@[\w.-]+)?$/.test(text) ? `hf://${text}` : text;
}

/**
 * Facts of a version that registries without fields for them keep in tags or custom properties: `license`, `format`, `architecture`,
 * `parameters`, `precision`, `quantization`, `context_length`, `digest`, `homepage`, `creator`, `base_model`, `base_model_relation`. Case,
 * `_`, `-` and a prefix up to `/` or `.` make no difference. Earlier lists win.
 */
export function readNamedFacts(
  ...lists: readonly { readonly [name: string]: string }[]
): { readonly facts: Partial<VersionDraft>; readonly base: LineageLink[] } {
  const found = new Map<string, string>();
  for (const tags of lists) {
    for (const [name, value] of Object.entries(tags)) {
      const word = name.replace(/^.*[/.]/s, '').replace(/[^A-Za-z0-9]/g, '');
      const field = FIELDS.get(word.toLowerCase());
      if (field !== undefined && value.trim() !== '' && !found.has(field)) {
        found.set(field, value.trim());
      }
    }
  }
  const number = (text: string | undefined) =>
    text === undefined ? undefined : readParameterCount(text);
  const digest = found.get('digest')?.toLowerCase();
  const relation = readBaseRelation(found.get('baseModelRelation'));
  const base = found.get('baseModel');
  return {
    facts: {
      digest:
        digest !== undefined && /^[0-9a-f]{64}$/.test(digest)
          ? `sha256:${digest}`
          : digest,
      format: found.get('format'),
      architecture: found.get('architecture'),
      parameters: number(found.get('parameters')),
      precision: found.get('precision'),
      quantization: found.get('quantization'),
      contextLength: number(found.get('contextLength')),
      license: found.get('license'),
      homepage: found.get('homepage'),
      creator: found.get('creator'),
    },
    base:
      base === undefined
        ? []
        : base
            .split(',')
            .map(id => id.trim())
            .filter(id => id !== '')
            .map((id, _index, all) => ({
              relation: relation ?? (all.length > 1 ? 'merge' : 'finetune'),
              to: toModelReference(id),
            })),
  };
}
