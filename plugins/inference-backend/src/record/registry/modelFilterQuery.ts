import type { Knex } from 'knex';
import { plainText } from '../database/codec';
import { whereAnyOf, whereCombined, whereText } from '../database/conditions';
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
      whereText(query, 'models.search_text', filter.text);
      return;
    case 'allOf':
    case 'anyOf':
    case 'not':
      whereCombined(query, filter, whereModel);
      return;
    default:
      filter satisfies never;
      throw new Error(`Unknown filter ${JSON.stringify(filter)}`);
  }
}
