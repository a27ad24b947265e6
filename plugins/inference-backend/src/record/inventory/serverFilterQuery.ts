import type { Knex } from 'knex';
import { modelKey } from '../../decide/registry/nodeId';
import { plainText } from '../database/codec';
import { whereAnyOf, whereCombined, whereText } from '../database/conditions';
import type { ServerFilter } from './InventoryStore';

type Where = Knex.QueryBuilder;

function registrationOfServer(query: Where): void {
  query
    .from('server_registrations')
    .select('server_registrations.server_id')
    .whereRaw('server_registrations.server_id = servers.id');
}

/** Adds a filter to a query over `servers`. Null lets every server through. */
export function whereServer(query: Where, filter: ServerFilter | null): void {
  if (filter === null) {
    return;
  }
  switch (filter.kind) {
    case 'id':
      whereAnyOf(query, 'servers.id', filter.anyOf);
      return;
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
    case 'registered':
      if (filter.registered) {
        query.whereExists(registrationOfServer);
      } else {
        query.whereNotExists(registrationOfServer);
      }
      return;
    case 'runs':
      query.whereIn('servers.id', runs =>
        runs
          .select('server_id')
          .from('server_registrations')
          .whereIn(
            'model_ref',
            filter.anyOf.map(model => plainText(modelKey(model))),
          ),
      );
      return;
    case 'text':
      whereText(query, 'servers.search_text', filter.text);
      return;
    case 'allOf':
    case 'anyOf':
    case 'not':
      whereCombined(query, filter, whereServer);
      return;
    default:
      filter satisfies never;
      throw new Error(`Unknown filter ${JSON.stringify(filter)}`);
  }
}
