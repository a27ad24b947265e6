import type { Knex } from 'knex';
import { plainText } from '../database/codec';
import { likePattern, whereAnyOf } from '../database/conditions';
import { modelRefKey } from './modelRows';
import type { ModelFilter } from './RegistryStore';

type Where = Knex.QueryBuilder;

/** Adds a filter to a query over `models`. Null lets every model through. */
export function whereModel(query: Where, filter: ModelFilter | null): void {
  if (filter === null) {
    return;
  }
  switch (filter.kind) {
    case 'ref':
      whereAnyOf(query, 'models.ref', filter.anyOf.map(modelRefKey));
      return;
    case 'owner':
      whereAnyOf(query, 'models.owner_ref', filter.anyOf);
      return;
    case 'namespace':
      whereAnyOf(
        query,
        'models.namespace_key',
        filter.anyOf.map(name => name.toLowerCase()),
      );
      return;
    case 'origin':
      whereAnyOf(query, 'models.origin', filter.anyOf);
      return;
    case 'license':
      whereAnyOf(query, 'models.license', filter.anyOf);
      return;
    case 'alias':
      query.whereExists(alias =>
        alias
          .from('model_aliases')
          .select('model_aliases.model_ref')
          .whereRaw('model_aliases.model_ref = models.ref')
          .where('model_aliases.alias', plainText(filter.alias))
          .whereNotNull('model_aliases.version'),
      );
      return;
    case 'text':
      query.whereRaw("models.search_text like ? escape '!'", [
        likePattern(filter.text),
      ]);
      return;
    case 'allOf':
      query.where(all => {
        all.whereRaw('1 = 1');
        for (const part of filter.filters) {
          all.andWhere(one => whereModel(one, part));
        }
      });
      return;
    case 'anyOf':
      query.where(any => {
        any.whereRaw('1 = 0');
        for (const part of filter.filters) {
          any.orWhere(one => whereModel(one, part));
        }
      });
      return;
    case 'not':
      query.whereNot(one => whereModel(one, filter.filter));
      return;
    default:
      filter satisfies never;
      throw new Error(`Unknown filter ${JSON.stringify(filter)}`);
  }
}
