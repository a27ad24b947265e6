import type { Knex } from 'knex';
import type { InstantMs } from '../../../types';
import {
  plainText,
  readInstant,
  readNumber,
  type StoredNumber,
} from '../../database/codec';
import type { List, Lists } from '../planEvidence';
import type { BatchRow, LedgerClusterRow } from '../tables';

/** Batches that come later than this after a newer one are still recorded; only what they end may be off by the time in between. */
const MEMORY_MS = 3_600_000;

/** Complete batches of a cluster, oldest first. */
export async function readLists(tx: Knex, cluster: string): Promise<Lists> {
  const rows: { at: StoredNumber; confirmed_to: StoredNumber | null }[] =
    await tx('ledger_batches as list')
      .where({ cluster: plainText(cluster), complete: 1 })
      .select(
        'observed_at as at',
        tx('ledger_batches as before')
          .max('before.observed_at')
          .whereRaw('before.cluster = list.cluster')
          .whereRaw('before.observed_at < list.observed_at')
          .as('confirmed_to'),
      )
      .orderBy('observed_at');
  return rows.map(row => ({
    at: readNumber(row.at),
    confirmedTo:
      row.confirmed_to === null ? null : readNumber(row.confirmed_to),
  }));
}

export async function findObservedTo(
  tx: Knex,
  cluster: string,
): Promise<InstantMs | null> {
  const row = await tx<LedgerClusterRow>('ledger_clusters')
    .where({ cluster: plainText(cluster) })
    .first();
  return row ? readInstant(row.observed_to) : null;
}

/** Remembers that a batch was recorded, and forgets those that no late one can come before. */
export async function putBatch(
  tx: Knex.Transaction,
  batch: { cluster: string; observedAt: InstantMs; complete: boolean },
  lists: Lists,
): Promise<void> {
  const cluster = plainText(batch.cluster);
  const query = tx<BatchRow>('ledger_batches')
    .insert({
      cluster,
      observed_at: batch.observedAt,
      complete: batch.complete ? 1 : 0,
    })
    .onConflict(['cluster', 'observed_at']);
  // A complete batch stays one when a part of it is told again.
  await (batch.complete ? query.merge() : query.ignore());

  const before = await findObservedTo(tx, batch.cluster);
  const observedTo = Math.max(before ?? batch.observedAt, batch.observedAt);
  if (before !== observedTo) {
    await tx<LedgerClusterRow>('ledger_clusters')
      .insert({ cluster, observed_to: observedTo })
      .onConflict('cluster')
      .merge();
  }

  const old = lists.filter(list => list.at <= observedTo - MEMORY_MS).at(-1);
  if (old && batch.complete) {
    await tx<BatchRow>('ledger_batches')
      .where({ cluster })
      .where('observed_at', '<', old.confirmedTo ?? old.at)
      .delete();
  }
}

/** The first complete batch after an instant. */
export function findNextList(lists: Lists, at: number): List | undefined {
  return lists.find(list => list.at > at);
}
