import type { Knex } from 'knex';
import { chunks } from './chunks';
import { writeJson } from './codec';
import { isPostgres } from './dialect';

/** Rows of one statement: it is over in some ten milliseconds, however many values a row has. */
const ROWS_AT_ONCE = 2_000;

/**
 * Inserts many rows, or replaces those that have the same key. One value is bound for thousands of rows: writing an insert of as many
 * placeholders takes longer than the insert.
 *
 * @param key - columns of a primary key or a unique index
 * @param rows - all with the same columns: texts, whole numbers and null
 */
export async function putRows<Row extends object>(
  tx: Knex.Transaction,
  table: string,
  key: readonly (keyof Row & string)[],
  rows: readonly Row[],
): Promise<void> {
  const [first] = rows;
  if (!first) {
    return;
  }
  const columns = Object.keys(first) as (keyof Row & string)[];
  const names = columns.map(column => `"${column}"`).join(', ');
  const replaced = columns
    .filter(column => !key.includes(column))
    .map(column => `"${column}" = excluded."${column}"`)
    .join(', ');
  const target = `insert into "${table}" (${names})`;
  const merge = `on conflict (${key
    .map(column => `"${column}"`)
    .join(', ')}) do update set ${replaced}`;
  const values = isPostgres(tx)
    ? `select ${names} from json_populate_recordset(null::"${table}", ?::json)`
    : `select ${columns
        .map((_, index) => `value ->> ${index}`)
        .join(', ')} from json_each(?) where true`;
  for (const part of chunks(rows, ROWS_AT_ONCE)) {
    await tx.raw(`${target} ${values} ${merge}`, [
      writeJson(
        isPostgres(tx)
          ? part
          : part.map(row => columns.map(column => row[column])),
      ),
    ]);
  }
}
