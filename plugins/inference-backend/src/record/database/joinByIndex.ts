import type { Knex } from 'knex';
import { isPostgres } from './dialect';

/** A table of texts with the column `id`, and the value to bind for it. */
export function tableOfTexts(
  db: Knex,
  texts: readonly string[],
): readonly [sql: string, binding: string | string[]] {
  return isPostgres(db)
    ? ['select unnest(?::text[]) collate "C" as id', [...texts]]
    : ['select value as id from json_each(?)', JSON.stringify(texts)];
}

/**
 * SQL that joins the rows of `table` whose `column` is the `id` of `left`, named `as`, by an index. PostgreSQL takes random pages for so dear
 * that for some hundred ids it would rather read the whole table, unless it is given no choice. `where` is SQL of a further condition, in which the columns of `table` stand by their names.
 */
export function joinByIndex(
  db: Knex,
  {
    left,
    table,
    column,
    as,
    where = 'true',
  }: {
    left: string;
    table: string;
    column: string;
    as: string;
    where?: string;
  },
): string {
  return isPostgres(db)
    ? `${left} cross join lateral (select * from ${table} where ${column} = ${left}.id and ${where} offset 0) as ${as}`
    : `${left} cross join ${table} as ${as} on ${as}.${column} = ${left}.id and ${where}`;
}
