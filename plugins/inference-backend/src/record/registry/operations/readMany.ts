import type { Knex } from 'knex';
import { isPostgres } from '../../database/dialect';

/** Answers the value of a column in the row that is being written out. */
type ReadColumn<T> = <Column extends keyof T>(column: Column) => T[Column];

/**
 * The named columns of a query that has thousands of rows. From PostgreSQL they come as one JSON text, a list for every column, as its client
 * takes longer for that many rows than the database does; what is a bigint is a number then. `toRow` writes a row out, as objects whose
 * properties are named by a variable take ten times as long.
 */
export async function readMany<T extends object>(
  db: Knex,
  query: Knex.QueryBuilder,
  columns: readonly (keyof T & string)[],
  toRow: (read: ReadColumn<T>) => T,
): Promise<T[]> {
  if (!isPostgres(db)) {
    return query;
  }
  const [found]: { columns: (unknown[] | null)[] }[] = await db
    .select({
      columns: db.raw(
        `json_build_array(${columns.map(() => 'json_agg(??)').join(', ')})`,
        [...columns],
      ),
    })
    .from(query.as('many'));
  const lists = new Map<PropertyKey, unknown[] | null | undefined>(
    columns.map((column, index) => [column, found?.columns[index]]),
  );
  let place = 0;
  const read: ReadColumn<T> = <Column extends keyof T>(column: Column) =>
    lists.get(column)?.[place] as T[Column];
  const rows: T[] = [];
  for (
    const count = found?.columns[0]?.length ?? 0;
    place < count;
    place += 1
  ) {
    rows.push(toRow(read));
  }
  return rows;
}
