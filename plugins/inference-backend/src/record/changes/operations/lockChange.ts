import type { Knex } from 'knex';
import { isPostgres } from '../../database/dialect';
import { selectChanges } from '../changeQuery';
import type { PlannedChangeRow } from '../changeRows';

/** Reads a change that goes on, and keeps everybody else from writing it until the transaction ends. */
export async function lockRunning(
  tx: Knex.Transaction,
  id: string,
): Promise<PlannedChangeRow | undefined> {
  const query = selectChanges(tx)
    .where('changes.id', id)
    .whereNull('changes.finished_at');
  // SQLite has one connection, which is the transaction's.
  const [row] = await (isPostgres(tx) ? query.forUpdate('changes') : query);
  return row;
}
