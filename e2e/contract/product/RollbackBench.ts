import { ConfigReader } from '@backstage/config';
import { NOTHING_KNOWN } from '../../../plugins/inference-backend/src/act/rollback/prepareRollback';
import { RollbackPlanner } from '../../../plugins/inference-backend/src/act/rollback/RollbackPlanner';
import type { RecordedServer } from '../../../plugins/inference-backend/src/act/rollback/readRollbackWorld';
import { ClusterWriter } from '../../../plugins/inference-backend/src/act/clusters/ClusterWriter';
import { RollbackHandler } from '../../../plugins/inference-backend/src/jobs/rollback/RollbackHandler';
import type { ClusterPatcher } from '../../../plugins/inference-backend/src/observe/clusters/connection/ClusterConnection';
import type {
  ChangeStep,
  RecordedChange,
} from '../../../plugins/inference-backend/src/record';
import {
  readRollbackRules,
  type Caller,
  type RollbackRules,
} from '../../../plugins/inference-backend/src/permissions';
import type { SyncPauser } from '../../../plugins/inference-backend/src/act/rollback/sync/SyncPauser';
import type { AliasStore } from '../../../plugins/inference-backend/src/act/rollback/returnAliases';
import type { InstantMs } from '../../../plugins/inference-backend/src/types';
import { until } from '../cluster/until';

const ADA: Caller = {
  kind: 'person',
  actor: 'user:default/ada',
  owns: [],
  origin: 'portal',
  credentials: {
    $$type: '@backstage/BackstageCredentials',
    principal: undefined,
  },
};

const unexpected = async () => {
  throw new Error('no alias follows these rollbacks');
};

/** Nothing is registered here. */
const NO_ALIASES: AliasStore = {
  moveAlias: unexpected,
  requestAliasMove: unexpected,
  decideAliasRequest: unexpected,
};

/** How rollbacks of a bench pause the sync from Git. */
export interface BenchSafety {
  readonly pauser: Pick<SyncPauser, 'pause'>;
  readonly rules: RollbackRules;
}

/** Nothing is managed in Git here. */
const NOTHING_PAUSED: BenchSafety = {
  pauser: { pause: async () => ({ status: 'manual' }) },
  rules: readRollbackRules(new ConfigReader({})),
};

/** One rollback of the product on a cluster, step by step; the clock of its waits is the test's. */
export class RollbackBench {
  change: RecordedChange;
  readonly messages: string[] = [];
  private readonly handler: RollbackHandler;

  private constructor(
    change: RecordedChange,
    look: () => RecordedServer,
    cluster: ClusterPatcher,
    safety: BenchSafety,
  ) {
    this.change = change;
    this.handler = new RollbackHandler({
      writerOf: (_, signal) => new ClusterWriter({ cluster, signal }),
      inventory: { findServer: async () => look().detail },
      readRecorded: async () => look(),
      teller: { ask: async () => undefined, tell: async () => undefined },
      pauser: safety.pauser,
      rules: safety.rules,
      aliases: NO_ALIASES,
      measures: {
        readAnswered: async () => null,
        readLatency: async () => null,
      },
      pause: async () => undefined,
    });
  }

  /** Plans as the HTTP API does, and begins. Throws what the plan refuses. */
  static async begin(
    look: () => RecordedServer,
    cluster: ClusterPatcher,
    options: {
      revisionId?: string;
      autoUndo?: boolean;
      /** Pauses the sync from Git. */
      force?: BenchSafety;
    } = {},
  ): Promise<RollbackBench> {
    const safety = options.force ?? NOTHING_PAUSED;
    const now = Date.now() as InstantMs;
    const planner = new RollbackPlanner({
      writerOf: (_, signal) => new ClusterWriter({ cluster, signal }),
      readRecorded: async () => look(),
      judge: { judge: async () => NOTHING_KNOWN },
      force: { ...safety.rules.syncPause, requireForcer: async () => {} },
    });
    const { detail } = look();
    const { hash, plan, refusal } = await planner.draft(
      detail,
      {
        revisionId: options.revisionId ?? null,
        force: options.force !== undefined,
      },
      { by: ADA.actor, caller: ADA },
    );
    if (refusal !== null) throw new Error(refusal);
    const change: RecordedChange = {
      id: 'rb-1',
      kind: 'rollback',
      serverId: detail.id,
      plan: {
        id: 'plan-1',
        kind: 'rollback',
        serverId: detail.id,
        hash,
        plan,
        createdAt: now,
        createdBy: 'user:default/ada',
        expiresAt: now,
      },
      state: 'planned',
      progress: { autoUndo: options.autoUndo ?? false },
      actor: 'user:default/ada',
      reason: 'errors rose',
      startedAt: now,
      updatedAt: now,
      finishedAt: null,
    };
    return new RollbackBench(change, look, cluster, safety);
  }

  /** One step. With `lost`, what it came to is not saved, as when the backend is killed. */
  async step(
    options: { at?: number; lost?: boolean } = {},
  ): Promise<ChangeStep> {
    const step = await this.handler.advance(this.change, {
      now: (options.at ?? Date.now()) as InstantMs,
      signal: new AbortController().signal,
    });
    if (options.lost !== true) {
      this.change = {
        ...this.change,
        state: step.state,
        progress: step.progress,
      };
      this.messages.push(...step.events.map(({ message }) => message));
    }
    return step;
  }

  /** Goes on until a state is reached; every step is lost once and done again. */
  async reaches(state: string, at: () => number = Date.now): Promise<void> {
    await until(`the rollback to be ${state}`, async () => {
      if (this.change.state !== state) {
        await this.step({ at: at(), lost: true });
        await this.step({ at: at() });
      }
      return this.change.state === state;
    }).catch(error => {
      throw new Error(
        `${error}; it is ${this.change.state}: ${JSON.stringify(
          this.change.progress,
        )} ${this.messages.join(' | ')}`,
      );
    });
  }

  /** What somebody asked for while it goes on. */
  nudge(progress: RecordedChange['progress']): void {
    this.change = {
      ...this.change,
      progress: { ...this.change.progress, ...progress },
    };
  }
}
