import type { Knex } from 'knex';
import { plainText, searchable } from './codec';
import { isPostgres } from './dialect';

/** `in` that is false, not unknown, for null; so that its negation lets unset values through. */
export function whereAnyOf(
  query: Knex.QueryBuilder,
  column: string,
  anyOf: readonly (string | null)[],
): void {
  const texts = anyOf.filter(value => value !== null).map(plainText);
  query.where(any => {
    any.where(present => present.whereNotNull(column).whereIn(column, texts));
    if (anyOf.includes(null)) {
      any.orWhereNull(column);
    }
  });
}

/** `in` for thousands of texts: one value is bound, whatever their number. */
export function whereAmong(
  query: Knex.QueryBuilder,
  db: Knex,
  column: string,
  texts: readonly string[],
): void {
  if (isPostgres(db)) {
    query.whereRaw('?? = any(?::text[])', [column, [...texts]]);
  } else {
    query.whereRaw('?? in (select value from json_each(?))', [
      column,
      JSON.stringify(texts),
    ]);
  }
}

/** A pattern for `like … escape '!'` that finds a text anywhere; `!` escapes itself and the wildcards. */
export function likePattern(text: string): string {
  return `%${searchable(text).replace(/[!%_]/g, '!$&')}%`;
}
