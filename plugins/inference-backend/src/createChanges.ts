import { randomUUID } from 'node:crypto';
import type {
  DatabaseService,
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import {
  inferenceRollbackExecutePermission,
  inferenceServerScalePermission,
  type ModelServerDetail,
} from '@inference-portal/plugin-inference-common';
import { ClusterWriters } from './act/clusters/ClusterWriters';
import { BackstageNotifier } from './act/notify/BackstageNotifier';
import {
  createAskPrometheus,
  type AskedPrometheus,
} from './act/metrics/createAskPrometheus';
import { createReadRunning } from './act/remediation/createReadRunning';
import { RemediationPlanner } from './act/remediation/RemediationPlanner';
import { createReadAnswered } from './act/rollback/createReadAnswered';
import { RecordedServers } from './act/rollback/RecordedServers';
import { RollbackPlanner } from './act/rollback/RollbackPlanner';
import { VersionJudge, type AliasAccess } from './act/rollback/VersionJudge';
import { ChangeRunner } from './jobs/changes/ChangeRunner';
import { RemediationHandler } from './jobs/remediation/RemediationHandler';
import { RemediationTeller } from './jobs/remediation/RemediationTeller';
import { RollbackHandler } from './jobs/rollback/RollbackHandler';
import { RollbackTeller } from './jobs/rollback/RollbackTeller';
import type { ClusterConfig } from './observe/clusters';
import {
  AuthorizedChanges,
  ChangeAccess,
  readChangeRules,
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
  logger: LoggerService;
}) {
  const { logger } = options;
  const now = Date.now;
  const rules = readChangeRules(options.config);
  const store = await KnexChangeStore.create(options);
  const writers = new ClusterWriters({ clusters: options.clusters, now });
  const writerOf = (cluster: string, signal: AbortSignal) =>
    writers.writerOf(cluster, signal);
  const recorded = new RecordedServers(options);
  const readRecorded = (detail: ModelServerDetail) => recorded.read(detail);
  const ask = createAskPrometheus({
    prometheus: options.prometheus,
    clusters: options.clusters.map(({ name }) => name),
    now,
  });
  const notifier = new BackstageNotifier(options);
  const runner = new ChangeRunner({
    store,
    handlers: [
      new RemediationHandler({
        ...options,
        writerOf,
        teller: new RemediationTeller({ notifier, logger }),
      }),
      new RollbackHandler({
        ...options,
        writerOf,
        readRecorded,
        teller: new RollbackTeller({ notifier, logger }),
        aliases: options.registry,
        readAnswered: createReadAnswered(ask),
      }),
    ],
    logger,
    holder: randomUUID(),
    now,
  });
  const shared = { ...options, store, poke: () => runner.poke(), now };
  return {
    remediations: new AuthorizedChanges({
      ...shared,
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
    rollbacks: new AuthorizedChanges({
      ...shared,
      planner: new RollbackPlanner({
        writerOf,
        readRecorded,
        judge: new VersionJudge({
          store: options.registry,
          aliases: options.aliases,
        }),
      }),
      access: new ChangeAccess({
        ...options,
        permission: inferenceRollbackExecutePermission,
        what: 'roll back servers',
        rules,
      }),
    }),
    jobs: {
      schedule: runner.schedule.bind(runner),
      async shutdown() {
        await runner.shutdown();
        writers.close();
      },
    },
  };
}
