/** Views of a model, in the order of their tabs. */
export const MODEL_VIEWS = [
  'versions',
  'lineage',
  'compare',
  'servers',
  'aliases',
] as const;

/** One of them. */
export type ModelViewName = (typeof MODEL_VIEWS)[number];

/** Reads a view out of the URL; the first one when it is none. */
export function parseModelView(text: unknown): ModelViewName {
  return MODEL_VIEWS.find(view => view === text) ?? 'versions';
}
