import type { Knex } from 'knex';
import { plainText } from '../database/codec';
import { whereAmong } from '../database/conditions';
import { FOUND_SERVER } from '../findings/findingQuery';
import type { FoundServerColumns } from '../findings/tables';
import { whereServer } from '../inventory/serverFilterQuery';
import type { PlannedChangeRow } from './changeRows';
import type { ChangeFilter } from './ChangeStore';

/** Changes with their plans. */
export function selectChanges(
  db: Knex,
): Knex.QueryBuilder<PlannedChangeRow, PlannedChangeRow[]> {
  return db('changes')
    .join('change_plans', 'change_plans.id', 'changes.plan_id')
    .select('changes.*', {
      plan_hash: 'change_plans.hash',
      plan_content: 'change_plans.content',
      plan_created_at: 'change_plans.created_at',
      plan_created_by: 'change_plans.created_by',
      plan_expires_at: 'change_plans.expires_at',
    });
}

/** Changes with their plans and servers, those that were removed since among them. */
export function selectListedChanges(
  db: Knex,
): Knex.QueryBuilder<
  PlannedChangeRow & FoundServerColumns,
  (PlannedChangeRow & FoundServerColumns)[]
> {
  return selectChanges(db)
    .join('servers', 'servers.id', 'changes.server_id')
    .select(FOUND_SERVER);
}

/** Adds a filter to a query over `changes` joined with `servers`. */
export function whereChange(
  query: Knex.QueryBuilder,
  db: Knex,
  filter: ChangeFilter,
): void {
  const { kinds, serverIds, states, running } = filter;
  if (kinds !== null) {
    query.whereIn('changes.kind', [...kinds]);
  }
  if (serverIds !== null) {
    whereAmong(query, db, 'changes.server_id', serverIds.map(plainText));
  }
  if (states !== null) {
    whereAmong(query, db, 'changes.state', states.map(plainText));
  }
  if (running === true) {
    query.whereNull('changes.finished_at');
  } else if (running === false) {
    query.whereNotNull('changes.finished_at');
  }
  whereServer(query, filter.servers);
}
