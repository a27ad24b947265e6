import type {
  DatabaseService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { UsageJobs, type UsagePrometheus } from './jobs/usage/UsageJobs';
import { type AuthorizedInventory, AuthorizedUsage } from './permissions';
import {
  KnexUsageStore,
  type InventoryStore,
  type LedgerStore,
} from './record';
import type { InstantMs } from './types';

/** Opens the store of usage, and makes what fills and what answers it. */
export async function createUsage(options: {
  database: DatabaseService;
  inventory: InventoryStore;
  servers: AuthorizedInventory;
  ledger: LedgerStore;
  /** Names of the clusters that are observed. */
  clusters: readonly string[];
  prometheus: readonly UsagePrometheus[];
  logger: LoggerService;
}) {
  const store = await KnexUsageStore.create(options);
  return {
    store,
    authorized: new AuthorizedUsage({ usage: store, servers: options.servers }),
    jobs: new UsageJobs({
      ...options,
      store,
      now: () => Date.now() as InstantMs,
    }),
  };
}
