import type { Knex } from 'knex';
import type { SeenServerRow } from '../serverRows';

/** Rows of `servers` with the sighting of their cluster and their registration, for `rowToServer`. */
export function selectServers(
  db: Knex,
): Knex.QueryBuilder<SeenServerRow, SeenServerRow[]> {
  return db('servers')
    .leftJoin(
      'cluster_sightings',
      'cluster_sightings.cluster',
      'servers.cluster',
    )
    .leftJoin(
      'server_registrations',
      'server_registrations.server_id',
      'servers.id',
    )
    .select('servers.*', {
      seen_at: 'cluster_sightings.observed_at',
      registered_namespace: 'server_registrations.namespace',
      registered_name: 'server_registrations.name',
      registered_version: 'server_registrations.version',
      registered_reason: 'server_registrations.reason',
      registered_confidence: 'server_registrations.confidence',
    });
}
