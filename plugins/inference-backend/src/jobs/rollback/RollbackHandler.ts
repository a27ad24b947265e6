import { setTimeout as sleep } from 'node:timers/promises';
import { NotFoundError } from '@backstage/errors';
import type { ModelServerDetail } from '@inference-portal/plugin-inference-common';
import type { JsonObject } from '@inference-portal/plugin-inference-node';
import type { ClusterWriter } from '../../act/clusters/ClusterWriter';
import { applySteps } from '../../act/remediation/applySteps';
import type { ReadAnswered } from '../../act/rollback/createReadAnswered';
import {
  NOTHING_KNOWN,
  prepareRollback,
} from '../../act/rollback/prepareRollback';
import { readReleaseProgress } from '../../act/rollback/readReleaseProgress';
import type { AliasStore } from '../../act/rollback/returnAliases';
import type { RecordedServer } from '../../act/rollback/readRollbackWorld';
import {
  readProgress,
  readRollback,
  rememberedJudgement,
  type RollbackProgress,
} from '../../decide/rollback/rollbackRecord';
import { SECOND_MS } from '../../durations';
import type { ChangeStep, InventoryStore, RecordedChange } from '../../record';
import type { InstantMs } from '../../types';
import type { ChangeHandler } from '../changes/ChangeHandler';
import { changeCauseOf } from './changeCauseOf';
import { followAliases, undoAliases } from './followAliases';
import { isThere, lookAtRelease, type RollbackStep } from './lookAtRelease';
import type { RollbackTeller } from './RollbackTeller';

function toStep(
  state: string,
  progress: RollbackProgress,
  next: ChangeStep['next'],
  ...messages: readonly string[]
): ChangeStep {
  return {
    state,
    progress: { ...progress } as JsonObject,
    events: messages.map(message => ({ state, message })),
    next,
  };
}

function failed(progress: RollbackProgress, problem: string): ChangeStep {
  return toStep('failed', { ...progress, problem }, 'finished', problem);
}

/** Brings servers back, a step at a time. Every step finds out from the cluster what is done already. */
export class RollbackHandler implements ChangeHandler {
  readonly kind = 'rollback' as const;
  readonly #writerOf: (cluster: string, signal: AbortSignal) => ClusterWriter;
  readonly #inventory: Pick<InventoryStore, 'findServer'>;
  readonly #readRecorded: (
    detail: ModelServerDetail,
  ) => Promise<RecordedServer>;
  readonly #teller: Pick<RollbackTeller, 'tell'>;
  readonly #aliases: AliasStore;
  readonly #readAnswered: ReadAnswered;
  readonly #pause: (ms: number) => Promise<void>;

  constructor(options: {
    /** Throws NotFoundError for a cluster that is not configured. */
    writerOf: (cluster: string, signal: AbortSignal) => ClusterWriter;
    inventory: Pick<InventoryStore, 'findServer'>;
    readRecorded: (detail: ModelServerDetail) => Promise<RecordedServer>;
    teller: Pick<RollbackTeller, 'tell'>;
    /** Where aliases follow the server. */
    aliases: AliasStore;
    readAnswered: ReadAnswered;
    /** Waits between two attempts of one write; by the clock unless told. */
    pause?: (ms: number) => Promise<void>;
  }) {
    this.#writerOf = options.writerOf;
    this.#inventory = options.inventory;
    this.#readRecorded = options.readRecorded;
    this.#teller = options.teller;
    this.#aliases = options.aliases;
    this.#readAnswered = options.readAnswered;
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
    const step: RollbackStep = {
      change,
      plan: readRollback(change.plan.plan),
      progress,
      now,
      writer: this.#writerOf(detail.cluster, signal),
      detail,
    };
    const next = await this.#advance(step).catch(error => {
      if (error instanceof NotFoundError) {
        return failed(progress, error.message);
      }
      throw error;
    });
    await this.#teller.tell(change, detail, next, readProgress(next.progress));
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
    if (wantsUndo && change.state === 'planned') {
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
      case 'planned':
        return toStep('applying', progress, now, 'It is being written.');
      case 'applying':
        return this.#apply(step);
      case 'undoing':
        return this.#undo(step);
      default:
        return this.#look(step);
    }
  }

  async #apply(step: RollbackStep): Promise<ChangeStep> {
    const { change, detail, now, plan, progress, writer } = step;
    const before = await readReleaseProgress(writer, detail, now);
    if (!isThere(plan, before)) {
      const prepared = await prepareRollback({
        writer,
        recorded: await this.#readRecorded(detail),
        revisionId: plan.revisionId,
        changeCause: changeCauseOf(change, plan),
        judge: async () => rememberedJudgement(plan),
      });
      if (prepared.hash !== change.plan.hash) {
        return failed(
          progress,
          'Nothing was written: the server has changed since the plan was made. Make a new plan.',
        );
      }
      const outcome = await applySteps({
        writer,
        steps: prepared.draft.writes,
        pause: this.#pause,
      });
      if (outcome.status !== 'applied') {
        if (outcome.status === 'failed' && outcome.mayPass) {
          throw new Error(outcome.reason);
        }
        const after = await readReleaseProgress(writer, detail, now);
        if (!isThere(plan, after)) {
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
      'The cluster has taken the change; pods follow.',
    );
  }

  async #look(step: RollbackStep): Promise<ChangeStep> {
    const looked = await lookAtRelease(step, this.#readAnswered);
    const { events, next, progress, state } = await followAliases(
      this.#aliases,
      step,
      looked,
    );
    return toStep(state, progress, next, ...events);
  }

  async #undo(step: RollbackStep): Promise<ChangeStep> {
    const { change, detail, now, plan, progress, writer } = step;
    const { from } = plan.shown;
    if (from === null || plan.targetHash === null) {
      return failed(
        { ...progress, undoBy: null },
        'What was there before is not recorded, so it cannot be put back: apply its manifest.',
      );
    }
    const { draft, world } = await prepareRollback({
      writer,
      recorded: await this.#readRecorded(detail),
      revisionId: from.id,
      changeCause: `Undone by ${progress.undoBy ?? 'the portal'}: ${
        change.reason
      }`,
      judge: async () => NOTHING_KNOWN,
    });
    if (world.current.hash !== plan.currentHash) {
      if (draft.writes.length === 0) {
        return failed(
          { ...progress, undoBy: null },
          `It cannot be undone: ${
            draft.blockedBy.join(' ') || 'it is managed elsewhere.'
          }`,
        );
      }
      const outcome = await applySteps({
        writer,
        steps: draft.writes,
        pause: this.#pause,
      });
      if (outcome.status === 'failed' && outcome.mayPass) {
        throw new Error(outcome.reason);
      }
      if (outcome.status !== 'applied') {
        return failed(
          { ...progress, undoBy: null },
          `It could not be undone: ${outcome.reason}`,
        );
      }
    }
    return toStep(
      'undone',
      progress,
      'finished',
      `Revision ${from.number} is back, as before the rollback; its pods follow.`,
      ...(await undoAliases(this.#aliases, { change, plan, now }, progress)),
    );
  }
}
