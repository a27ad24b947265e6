import {
  mockServices,
  type TestDatabases,
} from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import type { ObservationBatch } from '../../types';
import { KnexInventoryStore } from '../inventory/KnexInventoryStore';
import { KnexLeaseStore } from '../leases/KnexLeaseStore';
import type { Fence } from '../leases/LeaseStore';
import { KnexRegistryStore } from '../registry/KnexRegistryStore';
import { KnexDataSourceStore } from '../sources/KnexDataSourceStore';
import { at, joinsOf } from './observations';

/**
 * Databases that the stores are tested on: PostgreSQL only where a server is given, and alone where the tests on SQLite
 * have run before.
 */
export const DATABASE_IDS =
  process.env.TEST_ONLY_POSTGRES === 'true'
    ? (['POSTGRES_15'] as const)
    : (['SQLITE_3', 'POSTGRES_15'] as const);

type DatabaseId = Parameters<TestDatabases['init']>[0];

/** Stores over one fresh database, with a lease on cluster `eu-west`. */
export interface OpenStores {
  readonly db: Knex;
  readonly inventory: KnexInventoryStore;
  readonly leases: KnexLeaseStore;
  readonly dataSources: KnexDataSourceStore;
  readonly registry: KnexRegistryStore;
  readonly fence: Fence;
  leaseOf(cluster: string): Promise<Fence>;
  /** Records batches one after the other, all servers owned by one group. */
  apply(...batches: readonly ObservationBatch[]): Promise<void>;
}

export async function openStores(
  databases: TestDatabases,
  databaseId: DatabaseId,
): Promise<OpenStores> {
  const db = await databases.init(databaseId);
  const database = mockServices.database({ knex: db });
  const inventory = await KnexInventoryStore.create({ database });
  const leases = await KnexLeaseStore.create({ database });
  const dataSources = await KnexDataSourceStore.create({ database });
  const registry = await KnexRegistryStore.create({ database });
  const leaseOf = async (cluster: string): Promise<Fence> => {
    const fence = await leases.acquire({
      cluster,
      holder: 'replica-1',
      now: at(0),
      ttlMs: 60_000,
    });
    if (!fence) {
      throw new Error(`the lease of ${cluster} is held`);
    }
    return fence;
  };
  const fence = await leaseOf('eu-west');
  return {
    db,
    inventory,
    leases,
    dataSources,
    registry,
    fence,
    leaseOf,
    async apply(...batches) {
      for (const batch of batches) {
        await inventory.applyBatch(
          batch,
          joinsOf(batch),
          await leaseOf(batch.cluster),
        );
      }
    },
  };
}
