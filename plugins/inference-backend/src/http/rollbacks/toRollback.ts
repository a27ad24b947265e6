import type {
  Rollback,
  RollbackDetail,
  RollbackPlan,
  RollbackState,
} from '@inference-portal/plugin-inference-common';
import {
  readProgress,
  readRollback,
} from '../../decide/rollback/rollbackRecord';
import { SECOND_MS } from '../../durations';
import type {
  ListedChange,
  RecordedChangeEvent,
  RecordedPlan,
} from '../../record';
import {
  instantToText,
  nullableInstantToText,
} from '../../record/database/codec';
import type { InstantMs } from '../../types';

/** A plan as the HTTP API tells it. */
export function toRollbackPlan(plan: RecordedPlan): RollbackPlan {
  return {
    id: plan.id,
    hash: plan.hash,
    serverId: plan.serverId,
    createdAt: instantToText(plan.createdAt),
    expiresAt: instantToText(plan.expiresAt),
    ...readRollback(plan.plan).shown,
  };
}

/** Why a rollback cannot be undone; null when it can. */
export function refuseUndo(
  change: Pick<ListedChange, 'finishedAt' | 'state' | 'plan'>,
): string | null {
  const { shown, targetHash } = readRollback(change.plan.plan);
  if (change.finishedAt !== null) {
    return 'The rollback is over: make a new plan to the revision that ran before it';
  }
  if (change.state === 'undoing') {
    return 'The rollback is being undone already';
  }
  return targetHash === null || shown.from === null
    ? 'What ran before the rollback is not recorded, so the portal cannot put it back: apply its manifest'
    : null;
}

/** A rollback as the HTTP API tells it. */
export function toRollback(change: ListedChange): Rollback {
  const { owner, ...server } = change.server;
  const { shown } = readRollback(change.plan.plan);
  const progress = readProgress(change.progress);
  const instant = (at: number | null) =>
    nullableInstantToText(at as InstantMs | null);
  return {
    id: change.id,
    server,
    owner,
    state: change.state as RollbackState,
    method: shown.method,
    planId: change.plan.id,
    planHash: change.plan.hash,
    from: shown.from,
    to: shown.to,
    actor: change.actor,
    reason: change.reason,
    autoUndo: progress.autoUndo,
    startedAt: instantToText(change.startedAt),
    updatedAt: instantToText(change.updatedAt),
    finishedAt: nullableInstantToText(change.finishedAt),
    appliedAt: instant(progress.appliedAt),
    healthyAt: instant(progress.healthyAt),
    deadline: instant(progress.deadline),
    pods: progress.pods,
    problem: progress.problem,
    reverted:
      progress.reverted === null
        ? null
        : {
            by: progress.reverted.by,
            at: instantToText(progress.reverted.at as InstantMs),
          },
    undoable: refuseUndo(change) === null,
  };
}

/** A rollback with its plan and what happened. */
export function toRollbackDetail(
  change: ListedChange,
  events: readonly RecordedChangeEvent[],
): RollbackDetail {
  return {
    ...toRollback(change),
    plan: toRollbackPlan(change.plan),
    events: events.map(({ at, state, message }) => ({
      at: instantToText(at),
      state: state as RollbackState,
      message,
    })),
  };
}

/** Seconds from the start until the pods were ready, on average; null when no rollback got there. */
export function meanSecondsToRestore(
  changes: readonly ListedChange[],
): number | null {
  const seconds = changes.flatMap(({ progress, startedAt, state }) => {
    const { healthyAt } = readProgress(progress);
    return state === 'succeeded' && healthyAt !== null
      ? [(healthyAt - startedAt) / SECOND_MS]
      : [];
  });
  return seconds.length === 0
    ? null
    : seconds.reduce((sum, one) => sum + one, 0) / seconds.length;
}
