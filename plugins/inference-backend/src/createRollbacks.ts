import type { DatabaseService } from '@backstage/backend-plugin-api';
import type {
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  inferenceRollbackExecutePermission,
  type ModelServerDetail,
} from '@inference-portal/plugin-inference-common';
import type { ClusterWriter } from './act/clusters/ClusterWriter';
import type { Notifier } from './act/notify/Notifier';
import type { GitReverter } from './act/rollback/git/GitReverter';
import { RecordedServers } from './act/rollback/RecordedServers';
import { RollbackPlanner } from './act/rollback/RollbackPlanner';
import { SyncPauser } from './act/rollback/sync/SyncPauser';
import { VersionJudge, type AliasAccess } from './act/rollback/VersionJudge';
import type { TrafficMeasures } from './jobs/rollback/lookAtRelease';
import { RollbackHandler } from './jobs/rollback/RollbackHandler';
import { RollbackTeller } from './jobs/rollback/RollbackTeller';
import { SyncPauseKeeper } from './jobs/rollback/SyncPauseKeeper';
import {
  AuthorizedChanges,
  ChangeAccess,
  createForcing,
  requireForcer,
  RollbackSafety,
  type ChangeRules,
  type RollbackRules,
} from './permissions';
import {
  KnexSyncPauseStore,
  type ChangeStore,
  type InventoryStore,
  type RegistryStore,
  type UsageStore,
} from './record';

/** Puts together what rolls servers back: who plans, who does, who approves, and who ends the pauses of syncs. `poke` is told later, as the runner needs the handler first. */
export async function createRollbacks(options: {
  database: DatabaseService;
  store: ChangeStore;
  inventory: InventoryStore;
  usage: UsageStore;
  registry: RegistryStore;
  aliases: AliasAccess;
  writerOf: (cluster: string, signal: AbortSignal) => ClusterWriter;
  measures: TrafficMeasures;
  rules: ChangeRules;
  rollbackRules: RollbackRules;
  /** Opens pull requests; none are opened without. */
  reverter?: GitReverter;
  notifier: Notifier;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  poke: () => void;
  logger: LoggerService;
  /** Milliseconds since the Unix epoch. */
  now: () => number;
  /** Waits between two attempts of one write; by the clock unless told. */
  pause?: (ms: number) => Promise<void>;
}) {
  const { logger, notifier, rollbackRules, store, writerOf } = options;
  const pauses = await KnexSyncPauseStore.create(options);
  const recorded = new RecordedServers(options);
  const readRecorded = (detail: ModelServerDetail) => recorded.read(detail);
  const access = new ChangeAccess({
    ...options,
    permission: inferenceRollbackExecutePermission,
    what: 'roll back servers',
    rules: options.rules,
  });
  const forcing = createForcing(options);
  const rollbacks = new AuthorizedChanges({
    ...options,
    access,
    planner: new RollbackPlanner({
      writerOf,
      readRecorded,
      judge: new VersionJudge({
        store: options.registry,
        aliases: options.aliases,
        fourEyes: rollbackRules.approval.protectedAliases,
      }),
      force: {
        ...rollbackRules.syncPause,
        requireForcer: (caller, server) =>
          requireForcer(forcing, caller, server),
      },
      reverter: rollbackRules.pullRequest.enabled
        ? options.reverter
        : undefined,
    }),
  });
  return {
    rollbacks,
    safety: new RollbackSafety({
      ...options,
      pauses,
      reader: rollbacks,
      access,
      rules: rollbackRules,
    }),
    handler: new RollbackHandler({
      writerOf,
      inventory: options.inventory,
      readRecorded,
      teller: new RollbackTeller({ notifier, logger }),
      aliases: options.registry,
      measures: options.measures,
      reverter: options.reverter,
      pauser: new SyncPauser({ store: pauses }),
      rules: rollbackRules,
      pause: options.pause,
    }),
    keeper: new SyncPauseKeeper({
      pauses,
      changes: store,
      inventory: options.inventory,
      writerOf,
      notifier,
      logger,
      now: options.now,
    }),
  };
}
