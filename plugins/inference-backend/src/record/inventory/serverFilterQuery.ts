import type { Knex } from 'knex';
import { plainText, searchable } from '../database/codec';
import type { ServerFilter } from './InventoryStore';

type Where = Knex.QueryBuilder;

/** `in` that is false, not unknown, for null; so that its negation lets unset values through. */
function whereAnyOf(
  query: Where,
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

/** `!` escapes itself and the wildcards. */
function likePattern(text: string): string {
  return `%${searchable(text).replace(/[!%_]/g, '!$&')}%`;
}

/** Adds a filter to a query over `servers`. Null lets every server through. */
export function whereServer(query: Where, filter: ServerFilter | null): void {
  if (filter === null) {
    return;
  }
  switch (filter.kind) {
    case 'owner':
      whereAnyOf(query, 'servers.owner_ref', filter.anyOf);
      return;
    case 'cluster':
      whereAnyOf(query, 'servers.cluster', filter.anyOf);
      return;
    case 'namespace':
      whereAnyOf(query, 'servers.namespace', filter.anyOf);
      return;
    case 'model':
      whereAnyOf(query, 'servers.model_id', filter.anyOf);
      return;
    case 'runtime':
      whereAnyOf(query, 'servers.runtime', filter.anyOf);
      return;
    case 'state':
      whereAnyOf(query, 'servers.state', filter.anyOf);
      return;
    case 'entity':
      query.where(either => {
        whereAnyOf(either, 'servers.entity_ref', [filter.ref]);
        either.orWhere(model =>
          whereAnyOf(model, 'servers.model_entity_ref', [filter.ref]),
        );
      });
      return;
    case 'text':
      query.whereRaw("servers.search_text like ? escape '!'", [
        likePattern(filter.text),
      ]);
      return;
    case 'allOf':
      query.where(all => {
        all.whereRaw('1 = 1');
        for (const part of filter.filters) {
          all.andWhere(one => whereServer(one, part));
        }
      });
      return;
    case 'anyOf':
      query.where(any => {
        any.whereRaw('1 = 0');
        for (const part of filter.filters) {
          any.orWhere(one => whereServer(one, part));
        }
      });
      return;
    case 'not':
      query.whereNot(one => whereServer(one, filter.filter));
      return;
    default:
      filter satisfies never;
      throw new Error(`Unknown filter ${JSON.stringify(filter)}`);
  }
}
