import type { Knex } from 'knex';
import { whereAmong } from '../../database/conditions';
import { readNumber } from '../../database/codec';
import type { EvidenceTable } from '../evidence';
import { LASTING, type EvidenceColumns } from '../tables';

/** Rows of a table of evidence. */
export function selectEvidence<Row extends EvidenceColumns>(
  db: Knex,
  table: EvidenceTable<Row>,
): Knex.QueryBuilder {
  return db(table.name).select();
}

/** Times of a row as numbers; PostgreSQL hands them out as texts. */
export function normalize<Row extends EvidenceColumns>(row: Row): Row {
  return {
    ...row,
    from_at: readNumber(row.from_at),
    to_at: readNumber(row.to_at),
    told_at: readNumber(row.told_at),
    ended_by: row.ended_by === null ? null : readNumber(row.ended_by),
  };
}

/** Rows of things that the first column of their identity names. */
export async function readByIdentity<Row extends EvidenceColumns>(
  tx: Knex,
  table: EvidenceTable<Row>,
  names: readonly string[],
): Promise<Row[]> {
  const [first] = table.identity;
  if (!first || names.length === 0) {
    return [];
  }
  const query = selectEvidence(tx, table);
  whereAmong(query, tx, first, [...new Set(names)]);
  const rows: Row[] = await query;
  return rows.map(normalize);
}

/** Rows of a cluster that batches told and that last; with `endedAfter` also those that a complete batch after it no longer held. */
export async function readUnended<Row extends EvidenceColumns>(
  tx: Knex,
  table: EvidenceTable<Row>,
  cluster: string,
  endedAfter: number | null,
): Promise<Row[]> {
  const rows: Row[] = await selectEvidence(tx, table)
    .where({ cluster })
    .where('told_at', '>', 0)
    .where(unended => {
      unended.where('to_at', LASTING);
      if (endedAfter !== null) {
        unended.orWhere('ended_by', '>', endedAfter);
      }
    });
  return rows.map(normalize);
}
