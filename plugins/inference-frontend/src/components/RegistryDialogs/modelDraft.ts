import type {
  Model,
  ModelChange,
} from '@inference-portal/plugin-inference-common';

/** What describes a model and may change, in the words of the API. */
export const DESCRIPTION_FIELDS = [
  'owner',
  'title',
  'description',
  'homepage',
  'tags',
  'sourceIds',
] as const;

/** One of the fields. */
export type DescriptionField = (typeof DESCRIPTION_FIELDS)[number];

/** What stands in the fields of a form. */
export type DescriptionDraft = { readonly [field in DescriptionField]: string };

type Described = Pick<Model, 'tags' | 'sourceIds'> & {
  readonly owner: string;
  readonly title: string | null;
  readonly description: string | null;
  readonly homepage: string | null;
};

/** Entries of a text with one on each line or between commas. */
export function entries(text: string): string[] {
  return text
    .split(/[\n,]/)
    .map(entry => entry.trim())
    .filter(entry => entry !== '');
}

/** The description of a model as texts to edit. */
export function descriptionDraft(model: Model): DescriptionDraft {
  return {
    owner: model.owner ?? '',
    title: model.title ?? '',
    description: model.description ?? '',
    homepage: model.homepage ?? '',
    tags: model.tags.join(', '),
    sourceIds: model.sourceIds.join('\n'),
  };
}

/** What the texts of a form say of a model; what is empty is null. */
export function describedIn(draft: DescriptionDraft): Described {
  const text = (field: DescriptionField) => draft[field].trim() || null;
  return {
    owner: draft.owner.trim(),
    title: text('title'),
    description: text('description'),
    homepage: text('homepage'),
    tags: entries(draft.tags),
    sourceIds: entries(draft.sourceIds),
  };
}

/** What a form changes of a model; null when nothing. Fields that were not touched are left out. */
export function modelChange(
  model: Model,
  draft: DescriptionDraft,
): ModelChange | null {
  // Compared with what the form began with, so that a space that was always there is no change.
  const before = describedIn(descriptionDraft(model));
  const after = describedIn(draft);
  const changed = DESCRIPTION_FIELDS.filter(
    field => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  );
  return changed.length === 0
    ? null
    : Object.fromEntries(changed.map(field => [field, after[field]]));
}
