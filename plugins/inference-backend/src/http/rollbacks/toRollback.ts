import type {
  Rollback,
  RollbackApproval,
  RollbackDetail,
  RollbackPlan,
  RollbackPullRequest,
  RollbackState,
  RollbackSyncPause,
} from '@inference-portal/plugin-inference-common';
import {
  readProgress,
  readRollback,
  type RollbackProgress,
} from '../../decide/rollback/rollbackRecord';
import type { RollbackRules } from '../../permissions';
import { MINUTE_MS, SECOND_MS } from '../../durations';
import type {
  ListedChange,
  RecordedChangeEvent,
  RecordedPlan,
  SyncPause,
} from '../../record';
import {
  instantToText,
  nullableInstantToText,
} from '../../record/database/codec';
import type { InstantMs } from '../../types';
import { toChangeEvents, toChangeHead, toPlanHead } from '../changes/toChange';

/** How approvals are asked for. */
export type ApprovalRules = Pick<
  RollbackRules['approval'],
  'approvers' | 'minutes'
>;

/** A plan as the HTTP API tells it. */
export function toRollbackPlan(
  plan: RecordedPlan,
  { approvers }: ApprovalRules,
): RollbackPlan {
  const {
    pause = null,
    approval = null,
    pullRequest = null,
    ...shown
  } = readRollback(plan.plan).shown;
  return {
    ...toPlanHead(plan),
    ...shown,
    pause,
    pullRequest,
    approval: approval && { ...approval, approvers },
  };
}

/** How the question for an approval was answered; null when nobody had to be asked. */
function toApproval(
  { finishedAt, plan, progress, startedAt }: ListedChange,
  { approvers, minutes }: ApprovalRules,
): RollbackApproval | null {
  const { approval: aliases } = readRollback(plan.plan);
  const { decision, emergency } = readProgress(progress);
  if (aliases.length === 0) {
    return null;
  }
  const asked = {
    aliases,
    approvers,
    expiresAt: instantToText((startedAt + minutes * MINUTE_MS) as InstantMs),
  };
  if (decision) {
    return {
      ...asked,
      state: decision.approve ? 'approved' : 'declined',
      by: decision.by,
      at: instantToText(decision.at as InstantMs),
      reason: decision.reason,
    };
  }
  const open = finishedAt === null ? 'waiting' : 'expired';
  return {
    ...asked,
    state: emergency ? 'skipped' : open,
    by: null,
    at: null,
    reason: null,
  };
}

/** A pause of a sync as the HTTP API tells it. */
function toSyncPause(pause: SyncPause | null): RollbackSyncPause | null {
  if (pause === null) {
    return null;
  }
  const { cluster, ref } = pause;
  return {
    cluster,
    kind: ref.kind,
    namespace: ref.namespace,
    name: ref.name,
    pausedAt: instantToText(pause.pausedAt),
    until: instantToText(pause.until),
    endedAt: nullableInstantToText(pause.endedAt),
    ended: pause.ended,
    problem: pause.problem,
  };
}

/** States of a rollback by a pull request that the cluster runs already. */
const AFTER_MERGE: ReadonlySet<string> = new Set([
  'rolling',
  'verifying',
  'succeeded',
  'failed',
]);

/** A pull request as the HTTP API tells it. */
function toPullRequest({
  pullRequest,
}: RollbackProgress): RollbackPullRequest | null {
  return (
    pullRequest && {
      ...pullRequest,
      until: instantToText(pullRequest.until as InstantMs),
    }
  );
}

/** Why a rollback cannot be undone; null when it can. */
export function refuseUndo(
  change: Pick<ListedChange, 'finishedAt' | 'state' | 'plan'>,
): string | null {
  const { shifts, shown, targetHash } = readRollback(change.plan.plan);
  const inGit = shown.method === 'pull-request';
  if (change.finishedAt !== null) {
    return 'The rollback is over: make a new plan to the revision that ran before it';
  }
  if (change.state === 'awaiting-approval') {
    return 'The rollback waits for approval, and nothing is written yet: decline it instead';
  }
  if (change.state === 'undoing') {
    return 'The rollback is being undone already';
  }
  if (inGit) {
    return AFTER_MERGE.has(change.state)
      ? 'What runs came from Git, so the portal cannot take it back: revert it in Git, or make a new plan'
      : null;
  }
  if (shifts.length > 0) {
    return null;
  }
  return targetHash === null || shown.from === null
    ? 'What ran before the rollback is not recorded, so the portal cannot put it back: apply its manifest'
    : null;
}

/** A rollback as the HTTP API tells it. */
export function toRollback(
  change: ListedChange,
  rules: ApprovalRules,
): Rollback {
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
    approval: toApproval(change, rules),
    pullRequest: toPullRequest(progress),
  };
}

/** A rollback with its plan and what happened. */
export function toRollbackDetail(
  change: ListedChange,
  events: readonly RecordedChangeEvent[],
  pause: SyncPause | null,
  rules: ApprovalRules,
): RollbackDetail {
  return {
    ...toRollback(change, rules),
    plan: toRollbackPlan(change.plan, rules),
    syncPause: toSyncPause(pause),
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
