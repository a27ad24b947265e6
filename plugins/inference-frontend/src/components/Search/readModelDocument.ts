import type { SearchDocument } from '@backstage/plugin-search-common';

/** What the search index has of a model, or of a version of it. */
export interface ModelDocument {
  readonly namespace: string;
  readonly name: string;
  /** Null for the model itself. */
  readonly version: string | null;
  readonly owner: string | null;
  readonly license: string | null;
}

/** `type` of the documents that `search-backend-module-inference` collects. */
export const MODEL_DOCUMENTS = 'inference-model';

/** Reads what a document of the index says of a model; undefined when it is about something else. */
export function readModelDocument(
  document: SearchDocument,
): ModelDocument | undefined {
  const fields = new Map<string, unknown>(Object.entries(document));
  const text = (field: string) => {
    const value = fields.get(field);
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const namespace = text('namespace');
  const name = text('name');
  if (namespace === null || name === null) {
    return undefined;
  }
  return {
    namespace,
    name,
    version: text('version'),
    owner: text('owner'),
    license: text('license'),
  };
}
