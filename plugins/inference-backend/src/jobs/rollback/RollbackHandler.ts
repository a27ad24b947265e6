import { setTimeout as sleep } from 'node:timers/promises';
import { NotFoundError } from '@backstage/errors';
import type { ModelServerDetail } from '@inference-portal/plugin-inference-common';
import type { ClusterWriter } from '../../act/clusters/ClusterWriter';
import { applySteps } from '../../act/remediation/applySteps';
import {
  prepareRollback,
  type PauseWish,
} from '../../act/rollback/prepareRollback';
import { findSyncController } from '../../act/rollback/sync/findSyncController';
import {
  describePause,
  type SyncPauser,
} from '../../act/rollback/sync/SyncPauser';
import type { AliasStore } from '../../act/rollback/returnAliases';
import type { RecordedServer } from '../../act/rollback/readRollbackWorld';
import {
  readProgress,
  readRollback,
  rememberedJudgement,
} from '../../decide/rollback/rollbackRecord';
import { SECOND_MS } from '../../durations';
import type { RollbackRules } from '../../permissions';
import type { ChangeStep, InventoryStore, RecordedChange } from '../../record';
import type { InstantMs } from '../../types';
import type { ChangeHandler } from '../changes/ChangeHandler';
import { awaitApproval } from './awaitApproval';
import { changeCauseOf } from './changeCauseOf';
import { followAliases } from './followAliases';
import {
  lookAtRelease,
  seeRelease,
  type RollbackStep,
  type TrafficMeasures,
} from './lookAtRelease';
import { awaitMerge, openRevert, type Merging } from './mergeRevert';
import type { RollbackTeller } from './RollbackTeller';
import { failed, toStep } from './toStep';
import { undoRollback } from './undoRollback';

/** States of a rollback of which nothing is written. */
const BEFORE_WRITING: ReadonlySet<string> = new Set([
  'awaiting-approval',
  'planned',
]);

/** Brings servers back, a step at a time. Every step finds out from the cluster what is done already. */
export class RollbackHandler implements ChangeHandler {
  readonly kind = 'rollback' as const;
  readonly #writerOf: (cluster: string, signal: AbortSignal) => ClusterWriter;
  readonly #inventory: Pick<InventoryStore, 'findServer'>;
  readonly #readRecorded: (
    detail: ModelServerDetail,
  ) => Promise<RecordedServer>;
  readonly #teller: Pick<RollbackTeller, 'ask' | 'tell'>;
  readonly #pauser: Pick<SyncPauser, 'pause'>;
  readonly #rules: RollbackRules;
  readonly #aliases: AliasStore;
  readonly #measures: TrafficMeasures;
  readonly #merging: Merging | null;
  readonly #pause: (ms: number) => Promise<void>;

  constructor(options: {
    /** Throws NotFoundError for a cluster that is not configured. */
    writerOf: (cluster: string, signal: AbortSignal) => ClusterWriter;
    inventory: Pick<InventoryStore, 'findServer'>;
    readRecorded: (detail: ModelServerDetail) => Promise<RecordedServer>;
    teller: Pick<RollbackTeller, 'ask' | 'tell'>;
    pauser: Pick<SyncPauser, 'pause'>;
    rules: RollbackRules;
    /** Where aliases follow the server. */
    aliases: AliasStore;
    measures: TrafficMeasures;
    /** Opens pull requests and looks after them; none are opened without. */
    reverter?: Merging['reverter'];
    /** Waits between two attempts of one write; by the clock unless told. */
    pause?: (ms: number) => Promise<void>;
  }) {
    this.#writerOf = options.writerOf;
    this.#inventory = options.inventory;
    this.#readRecorded = options.readRecorded;
    this.#teller = options.teller;
    this.#pauser = options.pauser;
    this.#rules = options.rules;
    this.#aliases = options.aliases;
    this.#measures = options.measures;
    this.#merging = options.reverter
      ? {
          reverter: options.reverter,
          readRecorded: options.readRecorded,
          minutes: options.rules.pullRequest.minutes,
        }
      : null;
    this.#pause = options.pause ?? (async ms => sleep(ms));
  }

  async advance(
    change: RecordedChange,
    { now, signal }: { readonly now: InstantMs; readonly signal: AbortSignal },
  ): Promise<ChangeStep> {
    const progress = readProgress(change.progress);
    const detail = await this.#inventory.findServer(change.serverId);
    if (!detail) {
      return failed(progress, 'The server is not known any more.');
    }
    const writerOf = (cluster: string) => this.#writerOf(cluster, signal);
    const step: RollbackStep = {
      change,
      plan: readRollback(change.plan.plan),
      progress,
      now,
      writer: writerOf(detail.cluster),
      writerOf,
      detail,
      signal,
    };
    const next = await this.#advance(step).catch(error => {
      if (error instanceof NotFoundError) {
        return failed(progress, error.message);
      }
      throw error;
    });
    const after = readProgress(next.progress);
    if (progress.askedAt === null && after.askedAt !== null) {
      const { approvers } = this.#rules.approval;
      await this.#teller.ask(change, detail, approvers);
    }
    await this.#teller.tell(change, detail, next, after);
    return next;
  }

  giveUp(change: RecordedChange, problem: string): ChangeStep {
    return failed(
      readProgress(change.progress),
      `It could not go on for too long, and what was written stays: ${problem}`,
    );
  }

  async #advance(step: RollbackStep): Promise<ChangeStep> {
    const { change, now, progress } = step;
    const wantsUndo = progress.undoBy !== null;
    if (wantsUndo && BEFORE_WRITING.has(change.state)) {
      return toStep(
        'undone',
        progress,
        'finished',
        'It was undone before anything was written.',
      );
    }
    // While it is being applied, nobody knows yet whether the write arrived.
    if (
      wantsUndo &&
      progress.appliedAt !== null &&
      change.state !== 'undoing'
    ) {
      return toStep(
        'undoing',
        progress,
        now,
        `${progress.undoBy} wants back what was there before.`,
      );
    }
    switch (change.state) {
      case 'awaiting-approval':
        return this.#await(step);
      case 'planned':
        return toStep('applying', progress, now, 'It is being written.');
      case 'applying':
        return step.plan.shown.method === 'pull-request'
          ? this.#merge(step, openRevert)
          : this.#apply(step);
      case 'awaiting-merge':
        return this.#merge(step, awaitMerge);
      case 'undoing':
        return undoRollback(step, {
          readRecorded: this.#readRecorded,
          aliases: this.#aliases,
          pause: this.#pause,
        });
      default:
        return this.#look(step);
    }
  }

  #await({ change, now, progress }: RollbackStep): ChangeStep {
    const { minutes } = this.#rules.approval;
    const next = awaitApproval(change, progress, { minutes, now });
    return toStep(next.state, next.progress, next.next, ...next.events);
  }

  async #merge(step: RollbackStep, by: typeof openRevert): Promise<ChangeStep> {
    return this.#merging === null
      ? failed(step.progress, 'This backend opens no pull requests.')
      : by(step, this.#merging);
  }

  async #apply(step: RollbackStep): Promise<ChangeStep> {
    const { change, detail, now, plan, progress, writerOf } = step;
    // One look; what is written holds for the version that it saw.
    const writer = step.writer.remembering();
    const written = [
      plan.shifts.length > 0
        ? 'The cluster has taken the new weights.'
        : 'The cluster has taken the change; pods follow.',
    ];
    const before = await seeRelease(writer, step, now);
    if (!before.isThere) {
      const prepared = await prepareRollback({
        writer,
        recorded: await this.#readRecorded(detail),
        revisionId: plan.revisionId,
        changeCause: changeCauseOf(change, plan),
        judge: async () => rememberedJudgement(plan),
        pause: plan.force ? this.#pauseWish(writerOf) : null,
        trial: 'unless-single',
      });
      if (prepared.hash !== change.plan.hash) {
        return failed(
          progress,
          'Nothing was written: the server has changed since the plan was made. Make a new plan.',
        );
      }
      const { pause } = prepared.draft;
      if (pause !== null) {
        const context = { now, writerOf, wait: this.#pause };
        const paused = await this.#pauser.pause(change, pause, context);
        if (paused.status === 'refused') {
          return failed(progress, `Nothing was written: ${paused.reason}`);
        }
        written.unshift(describePause(pause.controller, paused));
      }
      const outcome = await applySteps({
        writer,
        steps: prepared.draft.writes,
        pause: this.#pause,
        isTried: true,
      });
      if (outcome.status !== 'applied') {
        if (outcome.status === 'failed' && outcome.mayPass) {
          throw new Error(outcome.reason);
        }
        const after = await seeRelease(writer, step, now);
        if (!after.isThere) {
          return failed(
            progress,
            `${
              outcome.done === 0
                ? 'Nothing was written'
                : `${outcome.done} of ${prepared.draft.writes.length} writes were done`
            }: ${outcome.reason}${
              outcome.status === 'failed' && outcome.fix !== null
                ? ` ${outcome.fix}`
                : ''
            }`,
          );
        }
      }
    }
    return toStep(
      'rolling',
      {
        ...progress,
        appliedAt: now,
        deadline: now + plan.budgetSeconds * SECOND_MS,
      },
      (now + SECOND_MS) as InstantMs,
      ...written,
    );
  }

  #pauseWish(writerOf: RollbackStep['writerOf']): PauseWish {
    const { argoCd, minutes } = this.#rules.syncPause;
    return {
      minutes,
      find: world => findSyncController(world, argoCd, writerOf),
    };
  }

  async #look(step: RollbackStep): Promise<ChangeStep> {
    const looked = await lookAtRelease(step, this.#measures);
    const { events, next, progress, state } = await followAliases(
      this.#aliases,
      step,
      looked,
    );
    return toStep(state, progress, next, ...events);
  }
}
