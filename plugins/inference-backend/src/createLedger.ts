import type {
  DatabaseService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type { CostExtensions } from './CostExtensions';
import type { BackfillSource } from './jobs/ledger/ClusterBackfill';
import { LedgerJobs } from './jobs/ledger/LedgerJobs';
import type { ServerJoiner } from './jobs/ServerJoiner';
import { hamiResolver } from './observe/clusters/ledger/hamiResolver';
import type { LedgerRules } from './observe/clusters/ledger/LedgerRules';
import { readCostSettings } from './observe/prices';
import type { InventoryStore } from './record';
import { KnexLedgerStore } from './record/ledger/KnexLedgerStore';
import type { InstantMs } from './types';

/** Opens the ledger, and makes what fills it: rules for observers, and jobs. */
export async function createLedger(options: {
  config: Config;
  database: DatabaseService;
  inventory: InventoryStore;
  joiner: ServerJoiner;
  extensions: CostExtensions;
  /** Names of the clusters that are observed. */
  clusters: readonly string[];
  prometheus: readonly BackfillSource[];
  logger: LoggerService;
}) {
  const { config, database, extensions, logger } = options;
  const { settings, problems } = readCostSettings(config);
  problems.forEach(problem => logger.warn(problem));
  const store = await KnexLedgerStore.create({
    database,
    timezones: settings.timezones,
  });
  const rules: LedgerRules = {
    migMeasure: settings.migMeasure,
    labels: settings.labels,
    resolvers: [...extensions.resolvers, hamiResolver],
  };
  const jobs = new LedgerJobs({
    ...options,
    settings,
    priceSources: extensions.priceSources,
    ledger: store,
    now: () => Date.now() as InstantMs,
  });
  return { store, settings, rules, jobs };
}
