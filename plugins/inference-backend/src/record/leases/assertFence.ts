import type { Knex } from 'knex';
import { isPostgres } from '../database/dialect';
import { readNumber, type StoredNumber } from '../database/codec';
import type { Fence } from './LeaseStore';
import { StaleFenceError } from './StaleFenceError';

/**
 * Throws `StaleFenceError` unless the fence is the cluster's newest. Until the transaction ends no other holder can take the lease,
 * so that its writes come after this one's.
 */
export async function assertFence(
  tx: Knex.Transaction,
  fence: Fence,
): Promise<void> {
  const query = tx<{ cluster: string; token: StoredNumber }>('cluster_leases')
    .select('token')
    .where({ cluster: fence.cluster });
  // SQLite has one writer at a time anyway.
  const row = await (isPostgres(tx) ? query.forUpdate() : query).first();
  if (!row || readNumber(row.token) !== fence.token) {
    throw new StaleFenceError(fence);
  }
}
