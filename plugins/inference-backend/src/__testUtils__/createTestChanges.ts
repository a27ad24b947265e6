import type {
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { inferenceServerScalePermission } from '@inference-portal/plugin-inference-common';
import { ConfigReader } from '@backstage/config';
import type { Knex } from 'knex';
import { ClusterWriter } from '../act/clusters/ClusterWriter';
import {
  RemediationPlanner,
  type RemediationWish,
} from '../act/remediation/RemediationPlanner';
import type { GitReverter } from '../act/rollback/git/GitReverter';
import type { RollbackWish } from '../act/rollback/RollbackPlanner';
import type { AliasAccess } from '../act/rollback/VersionJudge';
import { createRollbacks } from '../createRollbacks';
import type { Answered } from '../decide/rollback/judgeAnswered';
import type { MeasuredLatency } from '../decide/rollback/judgeLatency';
import type { Message } from '../act/notify/Notifier';
import { ChangeRunner } from '../jobs/changes/ChangeRunner';
import { RemediationHandler } from '../jobs/remediation/RemediationHandler';
import { RemediationTeller } from '../jobs/remediation/RemediationTeller';
import type { ClusterPatcher } from '../observe/clusters/connection/ClusterConnection';
import {
  AuthorizedChanges,
  ChangeAccess,
  readRollbackRules,
  type ChangeRules,
  type RollbackRules,
  type RollbackSafety,
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
  readonly rollbackSafety: RollbackSafety;
  readonly store: KnexChangeStore;
  readonly told: readonly Message[];
  /** What Prometheus says that every server works at now. */
  readonly running: { requests: number | null };
  /** What Prometheus says that new pods did with their requests. */
  readonly answered: {
    requests: Answered | null;
    latency: MeasuredLatency | null;
  };
  run(): Promise<void>;
  /** Looks after the pauses of syncs once. */
  keepPauses(): Promise<void>;
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
  rollbackRules?: RollbackRules;
  /** No pull requests are opened when left out. */
  reverter?: GitReverter;
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
  const answered: TestChanges['answered'] = { requests: null, latency: null };
  const running: { requests: number | null } = { requests: null };
  const notifier = {
    send: async (message: Message) => void told.push(message),
  };
  const rules = options.rules ?? { ownersOnly: true, admins: [] };
  const rolling = await createRollbacks({
    ...options,
    database,
    store,
    usage,
    registry,
    aliases: options.aliases ?? {
      judgeMove: async () => ({ isProtected: false, mayMove: true }),
    },
    writerOf,
    measures: {
      readAnswered: async () => answered.requests,
      readLatency: async () => answered.latency,
    },
    rules,
    rollbackRules:
      options.rollbackRules ?? readRollbackRules(new ConfigReader({})),
    notifier,
    poke: () => {},
    logger,
    pause: async () => {},
  });
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
      rolling.handler,
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
        rules,
      }),
      poke: () => {},
    }),
    rollbacks: rolling.rollbacks,
    rollbackSafety: rolling.safety,
    store,
    told,
    running,
    answered,
    async run() {
      await runner.tick();
      await runner.idle();
    },
    async keepPauses() {
      await rolling.keeper.tick();
    },
  };
}
