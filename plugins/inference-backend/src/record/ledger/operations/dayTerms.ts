import type { Knex } from 'knex';
import { chunks } from '../../database/chunks';
import { isPostgres } from '../../database/dialect';

/** Rows are a few integers each, handed over as one value. */
const ROWS_AT_ONCE = 5_000;

/** A row of `ledger_day_terms` without its partition; the quantity as text, which keeps every bit on both databases. */
export interface DayTerm {
  readonly grain: number;
  readonly series: number;
  readonly quantity: string;
}

/** What is recorded of a partition, by series; a series has one grain. */
export async function readTerms(
  tx: Knex.Transaction,
  partitionId: number,
): Promise<Map<number, DayTerm>> {
  const rows: DayTerm[] = await tx('ledger_day_terms')
    .where({ partition_id: partitionId })
    .select(
      'grain',
      'series_id as series',
      tx.raw('cast(quantity as text) as quantity'),
    );
  return new Map(rows.map(row => [row.series, row]));
}

/** Records terms of a partition, in place of what their series have in it. */
export async function putTerms(
  tx: Knex.Transaction,
  partitionId: number,
  terms: readonly DayTerm[],
): Promise<void> {
  await writeTerms(tx, 'ledger_day_terms', 'excluded.quantity', {
    partitionId,
    terms,
  });
}

/** Adds to what changed in a partition since its month was closed; what is as it was then leaves no trace. */
export async function addCorrections(
  tx: Knex.Transaction,
  partitionId: number,
  terms: readonly DayTerm[],
): Promise<void> {
  await writeTerms(
    tx,
    'ledger_corrections',
    'ledger_corrections.quantity + excluded.quantity',
    { partitionId, terms },
  );
  await tx('ledger_corrections')
    .where({ partition_id: partitionId, quantity: 0 })
    .delete();
}

async function writeTerms(
  tx: Knex.Transaction,
  table: 'ledger_day_terms' | 'ledger_corrections',
  merged: string,
  { partitionId, terms }: { partitionId: number; terms: readonly DayTerm[] },
): Promise<void> {
  // In the order of the key, so that what stands together is written together.
  const rows = terms
    .map(({ grain, series, quantity }) => [grain, series, quantity] as const)
    .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const target = `insert into ${table} (partition_id, grain, series_id, quantity)`;
  const merge = `on conflict (partition_id, grain, series_id) do update set quantity = ${merged}`;
  for (const part of chunks(rows, ROWS_AT_ONCE)) {
    if (isPostgres(tx)) {
      await tx.raw(
        `${target} select ?, * from unnest(?::int[], ?::int[], ?::bigint[]) ${merge}`,
        [
          partitionId,
          part.map(row => row[0]),
          part.map(row => row[1]),
          part.map(row => row[2]),
        ],
      );
    } else {
      await tx.raw(
        `${target} select ?, value ->> 0, value ->> 1, cast(value ->> 2 as integer) from json_each(?) where true ${merge}`,
        [partitionId, JSON.stringify(part)],
      );
    }
  }
}

/** `in` for thousands of ids: one value is bound, whatever their number. */
export function whereIdAmong(
  query: Knex.QueryBuilder,
  db: Knex,
  column: string,
  ids: readonly number[],
): void {
  if (isPostgres(db)) {
    query.whereRaw('?? = any(?::int[])', [column, [...ids]]);
  } else {
    query.whereRaw('?? in (select value from json_each(?))', [
      column,
      JSON.stringify(ids),
    ]);
  }
}

/** Deletes terms of a partition. */
export async function deleteTerms(
  tx: Knex.Transaction,
  partitionId: number,
  terms: readonly DayTerm[],
): Promise<void> {
  for (const part of chunks(terms, ROWS_AT_ONCE)) {
    const query = tx('ledger_day_terms')
      .where({ partition_id: partitionId })
      .whereIn('grain', [...new Set(part.map(({ grain }) => grain))]);
    whereIdAmong(
      query,
      tx,
      'series_id',
      part.map(({ series }) => series),
    );
    await query.delete();
  }
}
