import type {
  FleetSummaryQuery,
  ListModelServersQuery,
} from '@inference-portal/plugin-inference-common';
import type { ServerFilter } from '../record';

/** Value of `?owner=` that stands for servers without an owner. */
const NO_OWNER = 'none';

/** Turns the query of a list into a filter; null when it asks for everything. */
export function queryToFilter(
  query: ListModelServersQuery | FleetSummaryQuery,
): ServerFilter | null {
  const filters: ServerFilter[] = [];
  const { owner, cluster } = query;
  if (owner) {
    const anyOf = owner.map(ref => (ref === NO_OWNER ? null : ref));
    filters.push({ kind: 'owner', anyOf });
  }
  if (cluster) {
    filters.push({ kind: 'cluster', anyOf: cluster });
  }
  if ('model' in query && query.model) {
    filters.push({ kind: 'model', anyOf: query.model });
  }
  if ('namespace' in query && query.namespace) {
    filters.push({ kind: 'namespace', anyOf: query.namespace });
  }
  if ('runtime' in query && query.runtime) {
    filters.push({ kind: 'runtime', anyOf: query.runtime });
  }
  if ('state' in query && query.state) {
    filters.push({ kind: 'state', anyOf: query.state });
  }
  if ('entityRef' in query && query.entityRef) {
    filters.push({ kind: 'entity', ref: query.entityRef });
  }
  if ('registered' in query && query.registered !== undefined) {
    filters.push({ kind: 'registered', registered: query.registered });
  }
  if ('q' in query && query.q?.trim()) {
    filters.push({ kind: 'text', text: query.q.trim() });
  }
  return filters.length === 0 ? null : { kind: 'allOf', filters };
}
