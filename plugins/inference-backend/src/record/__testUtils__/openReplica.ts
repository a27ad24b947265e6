import { mockServices } from '@backstage/backend-test-utils';
import knexFactory, { type Knex } from 'knex';
import { isPostgres } from '../database/dialect';
import { KnexRegistryStore } from '../registry/KnexRegistryStore';

/** A second backend on the same database; on SQLite, which lives in one process, it shares the connection. */
export async function openReplica(db: Knex): Promise<{
  readonly registry: KnexRegistryStore;
  close(): Promise<void>;
}> {
  const own = isPostgres(db) ? knexFactory(db.client.config) : db;
  return {
    registry: await KnexRegistryStore.create({
      database: mockServices.database({ knex: own }),
    }),
    async close() {
      if (own !== db) {
        await own.destroy();
      }
    },
  };
}
