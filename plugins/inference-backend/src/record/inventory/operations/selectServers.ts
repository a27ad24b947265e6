import type { Knex } from 'knex';
import type { SeenServerRow } from '../serverRows';

/** Rows of `servers` with the sighting of their cluster, for `rowToServer`. */
export function selectServers(
  db: Knex,
): Knex.QueryBuilder<SeenServerRow, SeenServerRow[]> {
  return db('servers')
    .leftJoin(
      'cluster_sightings',
      'cluster_sightings.cluster',
      'servers.cluster',
    )
    .select('servers.*', { seen_at: 'cluster_sightings.observed_at' });
}
