import type { Knex } from 'knex';
import { isPostgres } from '../../database/dialect';

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
 * that for some hundred ids it would rather read the whole table, unless it is given no choice.
 */
export function joinByIndex(
  db: Knex,
  {
    left,
    table,
    column,
    as,
  }: { left: string; table: string; column: string; as: string },
): string {
  return isPostgres(db)
    ? `${left} cross join lateral (select * from ${table} where ${column} = ${left}.id offset 0) as ${as}`
    : `${left} cross join ${table} as ${as} on ${as}.${column} = ${left}.id`;
}
