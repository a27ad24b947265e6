import { randomUUID } from 'node:crypto';
import type {
  DatabaseService,
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
  SchedulerService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import { inferenceServerScalePermission } from '@inference-portal/plugin-inference-common';
import { ClusterWriters } from './act/clusters/ClusterWriters';
import { BackstageNotifier } from './act/notify/BackstageNotifier';
import {
  createAskPrometheus,
  type AskedPrometheus,
} from './act/metrics/createAskPrometheus';
import { createReadRunning } from './act/remediation/createReadRunning';
import { RemediationPlanner } from './act/remediation/RemediationPlanner';
import { createReadAnswered } from './act/rollback/createReadAnswered';
import { createReadLatency } from './act/rollback/createReadLatency';
import type { AliasAccess } from './act/rollback/VersionJudge';
import { createGitReverter } from './createGitReverter';
import { createRollbacks } from './createRollbacks';
import { ChangeRunner } from './jobs/changes/ChangeRunner';
import { RemediationHandler } from './jobs/remediation/RemediationHandler';
import { RemediationTeller } from './jobs/remediation/RemediationTeller';
import type { ClusterConfig } from './observe/clusters';
import {
  AuthorizedChanges,
  ChangeAccess,
  readChangeRules,
  readRollbackRules,
} from './permissions';
import {
  KnexChangeStore,
  type FindingStore,
  type InventoryStore,
  type RegistryStore,
  type UsageStore,
} from './record';

/** Puts together what the portal does to servers: who may, and the runner that does it. */
export async function createChanges(options: {
  config: Config;
  database: DatabaseService;
  inventory: InventoryStore;
  findings: FindingStore;
  usage: UsageStore;
  registry: RegistryStore;
  aliases: AliasAccess;
  clusters: readonly Pick<ClusterConfig, 'name' | 'access'>[];
  prometheus: readonly AskedPrometheus[];
  notifications: NotificationService;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  urlReader: UrlReaderService;
  logger: LoggerService;
}) {
  const { logger } = options;
  const now = Date.now;
  const rules = readChangeRules(options.config);
  const store = await KnexChangeStore.create(options);
  const writers = new ClusterWriters({ clusters: options.clusters, now });
  const writerOf = (cluster: string, signal: AbortSignal) =>
    writers.writerOf(cluster, signal);
  const ask = createAskPrometheus({
    prometheus: options.prometheus,
    clusters: options.clusters.map(({ name }) => name),
    now,
  });
  const notifier = new BackstageNotifier(options);
  const rollbackRules = readRollbackRules(options.config);
  // Rollbacks are put together before the runner that does them.
  const begun: { runner?: ChangeRunner } = {};
  const rolling = await createRollbacks({
    ...options,
    store,
    writerOf,
    measures: {
      readAnswered: createReadAnswered(ask),
      readLatency: createReadLatency(ask),
    },
    rules,
    rollbackRules,
    reverter: createGitReverter({ ...options, rules: rollbackRules }),
    notifier,
    poke: () => begun.runner?.poke(),
    now,
  });
  const runner = new ChangeRunner({
    store,
    handlers: [
      new RemediationHandler({
        ...options,
        writerOf,
        teller: new RemediationTeller({ notifier, logger }),
      }),
      rolling.handler,
    ],
    logger,
    holder: randomUUID(),
    now,
  });
  begun.runner = runner;
  return {
    remediations: new AuthorizedChanges({
      ...options,
      store,
      poke: () => runner.poke(),
      now,
      planner: new RemediationPlanner({
        ...options,
        writerOf,
        readRunning: createReadRunning(ask),
      }),
      access: new ChangeAccess({
        ...options,
        permission: inferenceServerScalePermission,
        what: 'scale servers',
        rules,
      }),
    }),
    rollbacks: rolling.rollbacks,
    rollbackSafety: rolling.safety,
    jobs: {
      async schedule(scheduler: SchedulerService) {
        await runner.schedule(scheduler);
        await rolling.keeper.schedule(scheduler);
      },
      async shutdown() {
        await runner.shutdown();
        writers.close();
      },
    },
  };
}
