import type { ModelRef } from '@inference-portal/plugin-inference-common';
import { modelKey } from '../../decide/registry/nodeId';
import type { ModelFilter, RegistryStore } from '../../record';

/** Both filters, of which null lets everything through. */
export function bothFilters(
  a: ModelFilter | null,
  b: ModelFilter | null,
): ModelFilter | null {
  if (a === null || b === null) {
    return a ?? b;
  }
  return { kind: 'allOf', filters: [a, b] };
}

const PAGE_SIZE = 500;

/** Keys of those models that `filter` lets through, in a question for every 500. */
export async function findReadableModels(
  store: Pick<RegistryStore, 'listModels'>,
  filter: ModelFilter | null,
  models: readonly ModelRef[],
): Promise<ReadonlySet<string>> {
  const distinct = new Map(models.map(model => [modelKey(model), model]));
  if (filter === null) {
    return new Set(distinct.keys());
  }
  const readable = new Set<string>();
  const all = [...distinct.values()];
  for (let start = 0; start < all.length; start += PAGE_SIZE) {
    const page = await store.listModels({
      filter: {
        kind: 'allOf',
        filters: [
          filter,
          { kind: 'ref', anyOf: all.slice(start, start + PAGE_SIZE) },
        ],
      },
      limit: PAGE_SIZE,
    });
    for (const model of page.items) {
      readable.add(modelKey(model));
    }
  }
  return readable;
}
