import type { Knex } from 'knex';
import { readNumber, type StoredNumber } from '../../database/codec';

interface LineageStateRow {
  id: number;
  writes: StoredNumber;
}

const ROW = 1;

/** Grows with every transaction that added versions or lineage. */
export async function readLineageWrites(db: Knex): Promise<number> {
  const row = await db<LineageStateRow>('lineage_state')
    .select('writes')
    .where({ id: ROW })
    .first();
  return row ? readNumber(row.writes) : 0;
}

/** The last statement of a transaction that added versions or lineage, as others wait for it from here on. */
export async function countLineageWrite(tx: Knex.Transaction): Promise<void> {
  await tx<LineageStateRow>('lineage_state')
    .where({ id: ROW })
    .increment('writes', 1);
}
