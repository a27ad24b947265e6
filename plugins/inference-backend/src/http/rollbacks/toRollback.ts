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
import { toChangeEvents, toChangeHead, toPlanHead } from '../changes/toChange';

/** A plan as the HTTP API tells it. */
export function toRollbackPlan(plan: RecordedPlan): RollbackPlan {
  return {
    ...toPlanHead(plan),
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
  const { shown } = readRollback(change.plan.plan);
  const progress = readProgress(change.progress);
  const instant = (at: number | null) =>
    nullableInstantToText(at as InstantMs | null);
  return {
    ...toChangeHead<RollbackState>(change),
    method: shown.method,
    from: shown.from,
    to: shown.to,
    autoUndo: progress.autoUndo,
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
    events: toChangeEvents<RollbackState>(events),
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
