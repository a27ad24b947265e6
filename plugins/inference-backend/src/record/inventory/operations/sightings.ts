import type { Knex } from 'knex';
import type { InstantMs } from '../../../types';
import { plainText, readInstant, readNumber } from '../../database/codec';
import type { Fence } from '../../leases/LeaseStore';
import type { ClusterSightingRow } from '../tables';

/** The newest batch of a cluster that was recorded. */
export interface Sighting {
  readonly fenceToken: number;
  readonly observedAt: InstantMs;
}

export async function findSighting(
  tx: Knex,
  cluster: string,
): Promise<Sighting | undefined> {
  const row = await tx<ClusterSightingRow>('cluster_sightings')
    .where({ cluster: plainText(cluster) })
    .first();
  return (
    row && {
      fenceToken: readNumber(row.fence_token),
      observedAt: readInstant(row.observed_at),
    }
  );
}

export async function putSighting(
  tx: Knex.Transaction,
  fence: Fence,
  observedAt: InstantMs,
): Promise<void> {
  await tx<ClusterSightingRow>('cluster_sightings')
    .insert({
      cluster: plainText(fence.cluster),
      fence_token: fence.token,
      observed_at: observedAt,
    })
    .onConflict('cluster')
    .merge();
}
