import type { Knex } from 'knex';
import { whereAmong } from '../database/conditions';
import { whereServer } from '../inventory/serverFilterQuery';
import type { FindingFilter } from './FindingStore';
import type { FindingRow, FoundServerColumns } from './tables';

/** Columns of `servers` that tell of which server something is. */
export const FOUND_SERVER = {
  server_name: 'servers.name',
  server_namespace: 'servers.namespace',
  server_cluster: 'servers.cluster',
  server_model: 'servers.model_id',
  server_entity: 'servers.entity_ref',
  server_owner: 'servers.owner_ref',
} as const;

/** Findings with their servers, those that were removed since among them. */
export function selectFindings(
  db: Knex,
): Knex.QueryBuilder<
  FindingRow & FoundServerColumns,
  (FindingRow & FoundServerColumns)[]
> {
  return db('findings')
    .join('servers', 'servers.id', 'findings.server_id')
    .select('findings.*', FOUND_SERVER);
}

/** Adds a filter to a query over `findings` joined with `servers`. */
export function whereFinding(
  query: Knex.QueryBuilder,
  db: Knex,
  filter: FindingFilter,
): void {
  const { states, causes, confidences, serverIds } = filter;
  if (states !== null) {
    query.whereIn('findings.state', [...states]);
  }
  if (causes !== null) {
    query.whereIn('findings.cause', [...causes]);
  }
  if (confidences !== null) {
    query.whereIn('findings.confidence', [...confidences]);
  }
  if (serverIds !== null) {
    whereAmong(query, db, 'findings.server_id', serverIds);
  }
  whereServer(query, filter.servers);
}
