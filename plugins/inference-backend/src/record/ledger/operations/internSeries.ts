import type { Knex } from 'knex';
import { chunks } from '../../database/chunks';
import { whereAmong } from '../../database/conditions';
import type { NewSeries } from '../series';
import type { SeriesRow } from '../tables';

/** Hashes in one question. */
const HASHES = 5_000;

async function readIds(
  db: Knex,
  hashes: readonly string[],
  into: Map<string, number>,
): Promise<void> {
  for (const part of chunks(hashes, HASHES)) {
    const rows: Pick<SeriesRow, 'id' | 'hash'>[] = await db<SeriesRow>(
      'ledger_series',
    )
      .select('id', 'hash')
      .modify(query => whereAmong(query, db, 'hash', part));
    for (const { id, hash } of rows) {
      into.set(hash, id);
    }
  }
}

/** Ids of series by their hash; those that are not there yet are added. */
export async function internSeries(
  db: Knex,
  series: ReadonlyMap<string, NewSeries>,
): Promise<ReadonlyMap<string, number>> {
  const ids = new Map<string, number>();
  // In one order, so that two writers never wait for each other.
  const hashes = [...series.keys()].sort();
  await readIds(db, hashes, ids);
  const missing = hashes.filter(hash => !ids.has(hash));
  for (const part of chunks(missing)) {
    const rows = part.flatMap(hash => series.get(hash) ?? []);
    await db('ledger_series').insert(rows).onConflict('hash').ignore();
  }
  await readIds(db, missing, ids);
  return ids;
}
