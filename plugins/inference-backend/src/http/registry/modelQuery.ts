import type { ListModelsQuery } from '@inference-portal/plugin-inference-common';
import type { ModelFilter } from '../../record';

/** Value of `?owner=` that stands for models without an owner. */
const NO_OWNER = 'none';

/** Turns the query of a list into a filter; null when it asks for everything. */
export function queryToModelFilter(query: ListModelsQuery): ModelFilter | null {
  const { owner, origin, license, alias, q } = query;
  const filters: ModelFilter[] = [];
  if (owner) {
    const anyOf = owner.map(ref => (ref === NO_OWNER ? null : ref));
    filters.push({ kind: 'owner', anyOf });
  }
  if (origin) {
    filters.push({ kind: 'origin', anyOf: origin });
  }
  if (license) {
    filters.push({ kind: 'license', anyOf: license });
  }
  if (alias !== undefined) {
    filters.push({ kind: 'alias', alias });
  }
  if (q?.trim()) {
    filters.push({ kind: 'text', text: q.trim() });
  }
  return filters.length === 0 ? null : { kind: 'allOf', filters };
}
