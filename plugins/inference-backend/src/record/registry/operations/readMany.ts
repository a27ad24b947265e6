import type { Knex } from 'knex';
import { isPostgres } from '../../database/dialect';

/**
 * The named columns of a query that has thousands of rows. From PostgreSQL they come as one JSON text, a list for every column, as its client
 * takes longer for that many rows than the database does; what is a bigint is a number then.
 */
export async function readMany<T extends object>(
  db: Knex,
  query: Knex.QueryBuilder,
  columns: readonly (keyof T & string)[],
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
  const [first, ...rest] = found?.columns ?? [];
  return (first ?? []).map((value, place) => {
    const row: Record<string, unknown> = { [columns[0] ?? '']: value };
    for (const [index, column] of rest.entries()) {
      row[columns[index + 1] ?? ''] = column?.[place];
    }
    return row as T;
  });
}
