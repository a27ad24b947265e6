import { randomUUID } from 'node:crypto';
import type {
  LifecycleService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import {
  createCheckPrometheus,
  type CheckedPrometheus,
} from './checkPrometheus';
import {
  ObserveClusters,
  TICK_SECONDS,
  type ObservableCluster,
} from './observeClusters';
import { createRefreshCatalog } from './refreshCatalog';
import { createEndForgottenClusters } from './endForgottenClusters';
import type { ChangeRunner } from './changes/ChangeRunner';
import type { FindingJobs } from './findings/FindingJobs';
import type { RegistryImports } from './importRegistries';
import type { LedgerJobs } from './ledger/LedgerJobs';
import type { ServerJoiner } from './ServerJoiner';
import type { ServerRegistrar } from './ServerRegistrar';
import type { UsageJobs } from './usage/UsageJobs';
import type {
  DataSourceStore,
  InventoryStore,
  LeaseStore,
  UsageStore,
} from '../record';

/** Schedules what the plugin does by itself, and ends it with the backend. */
export async function startJobs(options: {
  clusters: readonly ObservableCluster[];
  /** Names of all clusters of the configuration, misconfigured ones too. */
  configuredClusters: readonly string[];
  prometheus: readonly CheckedPrometheus[];
  index: { refresh(): Promise<boolean> };
  joiner: ServerJoiner;
  registry: {
    readonly registrar: Pick<
      ServerRegistrar,
      'registerServers' | 'registerAll'
    >;
    readonly imports: Pick<RegistryImports, 'schedule' | 'shutdown'>;
  };
  ledger: Pick<LedgerJobs, 'sink' | 'schedule'>;
  usage: {
    readonly jobs: Pick<UsageJobs, 'schedule'>;
    readonly store: Pick<UsageStore, 'listSources'>;
  };
  findings: Pick<FindingJobs, 'schedule'>;
  changes: Pick<ChangeRunner, 'schedule' | 'shutdown'>;
  inventory: InventoryStore;
  dataSources: DataSourceStore;
  leases: LeaseStore;
  scheduler: SchedulerService;
  lifecycle: LifecycleService;
  logger: LoggerService;
}): Promise<void> {
  const { clusters, prometheus, scheduler, lifecycle, logger } = options;

  const holder = randomUUID();
  const observation = new ObserveClusters({
    ...options,
    registrar: options.registry.registrar,
    costs: options.ledger.sink,
    holder,
    now: Date.now,
  });
  lifecycle.addShutdownHook(() => observation.shutdown());

  // Every replica tends its leases and reads the catalog for itself, hence the local scope.
  if (clusters.length > 0) {
    await scheduler.scheduleTask({
      id: 'inference-observe-clusters',
      scope: 'local',
      frequency: { seconds: TICK_SECONDS },
      timeout: { seconds: 30 },
      fn: () => observation.tick(),
    });
  }
  await scheduler.scheduleTask({
    id: 'inference-end-forgotten-clusters',
    frequency: { minutes: 5 },
    timeout: { minutes: 5 },
    initialDelay: { seconds: 30 },
    fn: createEndForgottenClusters({
      ...options,
      configured: options.configuredClusters,
      holder,
      now: Date.now,
    }),
  });
  await scheduler.scheduleTask({
    id: 'inference-refresh-catalog',
    scope: 'local',
    frequency: { seconds: 15 },
    timeout: { minutes: 2 },
    // The catalog starts beside this plugin.
    initialDelay: { seconds: 3 },
    fn: createRefreshCatalog(options),
  });
  // Writes and observations join by themselves; this makes up for what failed, and joins what was recorded before.
  await scheduler.scheduleTask({
    id: 'inference-register-servers',
    frequency: { minutes: 5 },
    timeout: { minutes: 5 },
    initialDelay: { seconds: 15 },
    fn: async signal => {
      await options.registry.registrar.registerAll(signal);
    },
  });
  const { imports } = options.registry;
  lifecycle.addShutdownHook(() => imports.shutdown());
  await imports.schedule(scheduler);
  await options.ledger.schedule(scheduler);
  await options.findings.schedule(scheduler);
  await options.usage.jobs.schedule(scheduler);
  const { changes } = options;
  lifecycle.addShutdownHook(() => changes.shutdown());
  await changes.schedule(scheduler);
  if (prometheus.length > 0) {
    await scheduler.scheduleTask({
      id: 'inference-check-prometheus',
      frequency: { seconds: 60 },
      timeout: { minutes: 5 },
      initialDelay: { seconds: 5 },
      fn: createCheckPrometheus({
        sources: prometheus,
        inventory: options.inventory,
        dataSources: options.dataSources,
        usage: options.usage.store,
        logger,
        now: Date.now,
      }),
    });
  }
}
