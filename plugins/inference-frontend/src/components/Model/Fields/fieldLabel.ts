import type { Text } from '../../../translation/useText';

const FIELDS = [
  'version',
  'state',
  'source',
  'revision',
  'pinned',
  'digest',
  'format',
  'architecture',
  'parameters',
  'precision',
  'quantization',
  'contextLength',
  'license',
  'creator',
  'createdAt',
  'registeredAt',
  'registeredBy',
  'signature',
  'signature.bundleDigest',
  'signature.identity',
  'signature.issuer',
  'signature.status',
  'signature.verifiedAt',
  'description',
  'homepage',
  'modelCard',
] as const;

/** A field of a version that has a name in the language of the reader. */
export type KnownField = (typeof FIELDS)[number];

/** The field as one that has a name, else undefined. */
export function knownField(field: string): KnownField | undefined {
  return FIELDS.find(known => known === field);
}

// `tags.base_model` of a comparison, `tags: base_model` of a conflict.
const PART = /^(tags|metrics|lineage)(?:\.|: )(.+)$/s;

/** What people call a field of the API; one that is new to this page keeps its name. */
export function fieldLabel(t: Text, field: string): string {
  const known = knownField(field);
  if (known !== undefined) {
    return t(`field.${known}`);
  }
  const [, list, name] = PART.exec(field) ?? [];
  if (name === undefined) {
    return field;
  }
  switch (list) {
    case 'metrics':
      return t('field.metric', { name });
    case 'lineage':
      return t('field.link', { name });
    default:
      return t('field.tag', { name });
  }
}
