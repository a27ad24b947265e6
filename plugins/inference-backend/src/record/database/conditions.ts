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

/** Filters put together: all of them, any of them, or not this one. */
export type CombinedFilter<F> =
  | { readonly kind: 'allOf'; readonly filters: readonly F[] }
  | { readonly kind: 'anyOf'; readonly filters: readonly F[] }
  | { readonly kind: 'not'; readonly filter: F };

/** Adds filters put together, each by `where`. All of none lets everything through, any of none nothing. */
export function whereCombined<F>(
  query: Knex.QueryBuilder,
  filter: CombinedFilter<F>,
  where: (query: Knex.QueryBuilder, part: F) => void,
): void {
  switch (filter.kind) {
    case 'allOf':
      query.where(all => {
        all.whereRaw('1 = 1');
        for (const part of filter.filters) {
          all.andWhere(one => where(one, part));
        }
      });
      return;
    case 'anyOf':
      query.where(any => {
        any.whereRaw('1 = 0');
        for (const part of filter.filters) {
          any.orWhere(one => where(one, part));
        }
      });
      return;
    default:
      query.whereNot(one => where(one, filter.filter));
  }
}

/** Adds that a column of searchable text contains a text. `column` is named by us, never by a caller. */
export function whereText(
  query: Knex.QueryBuilder,
  column: string,
  text: string,
): void {
  query.whereRaw("?? like ? escape '!'", [column, likePattern(text)]);
}
