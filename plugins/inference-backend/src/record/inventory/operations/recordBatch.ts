import type { Knex } from 'knex';
import type {
  CatalogJoin,
  ObservationBatch,
  ServerObservation,
} from '../../../types';
import { chunks } from '../../database/chunks';
import { plainText } from '../../database/codec';
import { assertFence } from '../../leases/assertFence';
import type { Fence } from '../../leases/LeaseStore';
import { replaceCapacity } from './capacity';
import { findMissing, markRemoved } from './markRemoved';
import { recordServers, type JoinedObservation } from './recordServers';
import { findSighting, putSighting, type Sighting } from './sightings';

function isOlder(
  batch: ObservationBatch,
  fence: Fence,
  sighting: Sighting | undefined,
): boolean {
  return (
    sighting !== undefined &&
    sighting.fenceToken === fence.token &&
    batch.observedAt < sighting.observedAt
  );
}

function joined(
  batch: ObservationBatch,
  joins: ReadonlyMap<string, CatalogJoin>,
): JoinedObservation[] {
  // A server that is there twice counts as it was seen last.
  const last = new Map<string, ServerObservation>(
    batch.servers.map(observation => [observation.server.id, observation]),
  );
  return [...last.values()].map(observation => {
    const join = joins.get(observation.server.id);
    if (!join) {
      throw new Error(
        `joins has no entry for server ${observation.server.id} of the batch`,
      );
    }
    return { observation, join };
  });
}

/**
 * Writes a batch, a transaction per chunk of servers; removals, capacity and the sighting come with the last. A batch that was cut off
 * in between is recorded in full when it is handed over again.
 */
export async function recordBatch(
  db: Knex,
  batch: ObservationBatch,
  joins: ReadonlyMap<string, CatalogJoin>,
  fence: Fence,
): Promise<void> {
  if (fence.cluster !== batch.cluster) {
    throw new Error(
      `The fence of cluster ${fence.cluster} cannot guard a batch of cluster ${batch.cluster}`,
    );
  }
  const seen = joined(batch, joins);

  for (const part of chunks(seen)) {
    const older = await db.transaction(async tx => {
      await assertFence(tx, fence);
      if (isOlder(batch, fence, await findSighting(tx, batch.cluster))) {
        return true;
      }
      await recordServers(tx, part, batch.observedAt);
      return false;
    });
    if (older) {
      return;
    }
  }

  await db.transaction(async tx => {
    await assertFence(tx, fence);
    const sighting = await findSighting(tx, batch.cluster);
    if (isOlder(batch, fence, sighting)) {
      return;
    }
    const seenIds = new Set(
      seen.map(({ observation }) => plainText(observation.server.id)),
    );
    const removed = batch.complete
      ? await findMissing(tx, batch.cluster, seenIds)
      : batch.removed.map(plainText).filter(id => !seenIds.has(id));
    await markRemoved(tx, {
      cluster: batch.cluster,
      ids: removed,
      removedAt: batch.observedAt,
      lastSeenAt: sighting?.observedAt ?? null,
    });
    if (batch.capacity !== null) {
      await replaceCapacity(tx, batch.cluster, batch.capacity);
    }
    await putSighting(tx, fence, batch.observedAt);
  });
}
