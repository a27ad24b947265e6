import type {
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import {
  inferenceRollbackExecutePermission,
  inferenceServerScalePermission,
  type ModelServerDetail,
} from '@inference-portal/plugin-inference-common';
import type { Knex } from 'knex';
import { ClusterWriter } from '../act/clusters/ClusterWriter';
import {
  RemediationPlanner,
  type RemediationWish,
} from '../act/remediation/RemediationPlanner';
import { RecordedServers } from '../act/rollback/RecordedServers';
import { VersionJudge, type AliasAccess } from '../act/rollback/VersionJudge';
import {
  RollbackPlanner,
  type RollbackWish,
} from '../act/rollback/RollbackPlanner';
import type { Answered } from '../decide/rollback/judgeAnswered';
import type { Message } from '../act/notify/Notifier';
import { ChangeRunner } from '../jobs/changes/ChangeRunner';
import { RemediationHandler } from '../jobs/remediation/RemediationHandler';
import { RemediationTeller } from '../jobs/remediation/RemediationTeller';
import { RollbackHandler } from '../jobs/rollback/RollbackHandler';
import { RollbackTeller } from '../jobs/rollback/RollbackTeller';
import type { ClusterPatcher } from '../observe/clusters/connection/ClusterConnection';
import {
  AuthorizedChanges,
  ChangeAccess,
  type ChangeRules,
} from '../permissions';
import {
  KnexChangeStore,
  KnexFindingStore,
  KnexRegistryStore,
  KnexUsageStore,
  type InventoryStore,
} from '../record';

/** What the portal does to servers, over a database and a cluster of a test. Nothing runs by itself: `run` does what is due. */
export interface TestChanges {
  readonly remediations: AuthorizedChanges<RemediationWish>;
  readonly rollbacks: AuthorizedChanges<RollbackWish>;
  readonly store: KnexChangeStore;
  readonly told: readonly Message[];
  /** What Prometheus says that every server works at now. */
  readonly running: { requests: number | null };
  /** What Prometheus says that new pods did with their requests. */
  readonly answered: { requests: Answered | null };
  run(): Promise<void>;
}

/** No cluster answers. */
const nobody: ClusterPatcher = {
  get: async () => {
    throw new Error('no cluster');
  },
  patch: async () => {
    throw new Error('no cluster');
  },
};

export async function createTestChanges(options: {
  db: Knex;
  inventory: InventoryStore;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  rules?: ChangeRules;
  /** Everybody may move every alias when left out. */
  aliases?: AliasAccess;
  cluster?: ClusterPatcher;
  now: () => number;
}): Promise<TestChanges> {
  const { now, cluster = nobody } = options;
  const database = mockServices.database({ knex: options.db });
  const logger = mockServices.logger.mock();
  const store = await KnexChangeStore.create({ database });
  const findings = await KnexFindingStore.create({ database });
  const registry = await KnexRegistryStore.create({ database });
  const usage = await KnexUsageStore.create({ database });
  const writerOf = (_: string, signal: AbortSignal) =>
    new ClusterWriter({ cluster, signal });
  const told: Message[] = [];
  const answered: { requests: Answered | null } = { requests: null };
  const running: { requests: number | null } = { requests: null };
  const notifier = {
    send: async (message: Message) => void told.push(message),
  };
  const recorded = new RecordedServers({ inventory: options.inventory, usage });
  const readRecorded = (detail: ModelServerDetail) => recorded.read(detail);
  const runner = new ChangeRunner({
    store,
    handlers: [
      new RemediationHandler({
        writerOf,
        inventory: options.inventory,
        usage,
        findings,
        teller: new RemediationTeller({ notifier, logger }),
      }),
      new RollbackHandler({
        writerOf,
        inventory: options.inventory,
        readRecorded,
        teller: new RollbackTeller({ notifier, logger }),
        aliases: registry,
        readAnswered: async () => answered.requests,
        pause: async () => {},
      }),
    ],
    logger,
    holder: 'replica-1',
    now,
  });
  return {
    remediations: new AuthorizedChanges({
      ...options,
      store,
      planner: new RemediationPlanner({
        writerOf,
        findings,
        usage,
        readRunning: async () => running.requests,
      }),
      access: new ChangeAccess({
        ...options,
        permission: inferenceServerScalePermission,
        what: 'scale servers',
        rules: options.rules ?? { ownersOnly: true, admins: [] },
      }),
      poke: () => {},
    }),
    rollbacks: new AuthorizedChanges({
      ...options,
      store,
      planner: new RollbackPlanner({
        writerOf,
        readRecorded,
        judge: new VersionJudge({
          store: registry,
          aliases: options.aliases ?? {
            judgeMove: async () => ({ isProtected: false, mayMove: true }),
          },
        }),
      }),
      access: new ChangeAccess({
        ...options,
        permission: inferenceRollbackExecutePermission,
        what: 'roll back servers',
        rules: options.rules ?? { ownersOnly: true, admins: [] },
      }),
      poke: () => {},
    }),
    store,
    told,
    running,
    answered,
    async run() {
      await runner.tick();
      await runner.idle();
    },
  };
}
