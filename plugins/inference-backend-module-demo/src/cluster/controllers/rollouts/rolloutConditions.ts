import { timestampOf } from '../../objects';
import type { Condition, ReplicaSet } from '../../workloadTypes';
import { revisionOf } from '../deployments/revisions';
import { stepIndexOf, stepsOf } from './canarySteps';
import { REVISION } from './replicaSets';
import { replicasOf, type Rollout, type RolloutStatus } from './rolloutTypes';

type Conditions = readonly Condition[];
type Fresh = Pick<Condition, 'type' | 'status' | 'reason' | 'message'>;

/** With a condition set, as its last one; one of the same status and reason stays as it is. */
export function withCondition(
  conditions: Conditions,
  next: Fresh,
  nowMs: number,
): Conditions {
  const present = find(conditions, next.type);
  if (present?.status === next.status && present.reason === next.reason) {
    return conditions;
  }
  const now = timestampOf(nowMs);
  return [
    ...without(conditions, next.type),
    {
      ...next,
      lastUpdateTime: now,
      lastTransitionTime:
        present?.status === next.status
          ? present.lastTransitionTime ?? now
          : now,
    },
  ];
}

function find(conditions: Conditions, type: string): Condition | undefined {
  return conditions.find(each => each.type === type);
}

function without(conditions: Conditions, type: string): Conditions {
  return conditions.filter(each => each.type !== type);
}

/** True while a Rollout is held by its steps or by its `spec.paused`. */
export function isPaused({ spec }: Rollout, status: RolloutStatus): boolean {
  return (status.pauseConditions ?? []).length > 0 || spec.paused === true;
}

/** Conditions that a pause, its end and a retry after an abort change before anything else is done; null when none does. */
export function pausedConditions(
  rollout: Rollout,
  nowMs: number,
): Conditions | null {
  const { status = {} } = rollout;
  const conditions = status.conditions ?? [];
  const progressing = find(conditions, 'Progressing');
  const aborted = progressing?.reason === 'RolloutAborted';
  const paused = isPaused(rollout, status);
  let next = conditions;
  const progress = (reason: string, message: string) => {
    next = withCondition(
      next,
      { type: 'Progressing', status: 'Unknown', reason, message },
      nowMs,
    );
  };
  if (
    paused !== (progressing?.reason === 'RolloutPaused') &&
    !aborted &&
    !isCompleted(status)
  ) {
    if (paused) progress('RolloutPaused', 'Rollout is paused');
    else progress('RolloutResumed', 'Rollout is resumed');
  }
  if (!status.abort && aborted) {
    progress('RolloutRetry', 'Retrying Rollout after abort');
  }
  if (paused !== (find(conditions, 'Paused')?.status === 'True') && !aborted) {
    next = withCondition(
      next,
      {
        type: 'Paused',
        status: paused ? 'True' : 'False',
        reason: 'RolloutPaused',
        message: 'Rollout is paused',
      },
      nowMs,
    );
  }
  return next === conditions ? null : next;
}

function isCompleted(status: RolloutStatus): boolean {
  return Boolean(status.stableRS) && status.stableRS === status.currentPodHash;
}

function isHealthy(rollout: Rollout, status: RolloutStatus): boolean {
  const replicas = replicasOf(rollout);
  const steps = stepsOf(rollout);
  return (
    (status.updatedReplicas ?? 0) === replicas &&
    (status.availableReplicas ?? 0) === replicas &&
    (status.replicas ?? 0) === replicas &&
    rollout.status?.observedGeneration ===
      String(rollout.metadata.generation ?? 1) &&
    isCompleted(status) &&
    (steps.length === 0 ||
      (status.currentStepIndex ?? steps.length) === steps.length)
  );
}

function hasMoved(before: RolloutStatus, after: RolloutStatus): boolean {
  const old = ({ replicas = 0, updatedReplicas = 0 }: RolloutStatus) =>
    replicas - updatedReplicas;
  const stepped =
    typeof before.currentStepIndex === 'number' &&
    typeof after.currentStepIndex === 'number' &&
    before.currentStepIndex !== after.currentStepIndex;
  return (
    (before.updatedReplicas ?? 0) !== (after.updatedReplicas ?? 0) ||
    old(after) < old(before) ||
    (after.readyReplicas ?? 0) > (before.readyReplicas ?? 0) ||
    (after.availableReplicas ?? 0) > (before.availableReplicas ?? 0) ||
    (before.stableRS ?? '') !== (after.stableRS ?? '') ||
    stepped ||
    (before.currentStepHash ?? '') !== (after.currentStepHash ?? '')
  );
}

/** The conditions of a new status; `deadlineMs` is when lack of progress has to be looked at again. */
export function rolloutConditions(
  rollout: Rollout,
  current: ReplicaSet,
  status: RolloutStatus,
  nowMs: number,
): { readonly conditions: Conditions; readonly deadlineMs: number | null } {
  const before = rollout.status ?? {};
  let next: Conditions = status.conditions ?? [];
  const set = (condition: Fresh) => {
    next = withCondition(next, condition, nowMs);
  };
  const healthy = isHealthy(rollout, status);
  let becameUnhealthy = false;
  if (healthy && !isPaused(rollout, status)) {
    set({
      type: 'Healthy',
      status: 'True',
      reason: 'RolloutHealthy',
      message: 'Rollout is healthy',
    });
  } else if (find(before.conditions ?? [], 'Healthy')) {
    becameUnhealthy = find(next, 'Healthy')?.status === 'True';
    set({
      type: 'Healthy',
      status: 'False',
      reason: 'RolloutHealthy',
      message: 'Rollout is not healthy',
    });
  }
  const progress = (
    state: Condition['status'],
    reason: string,
    message: string,
  ) => set({ type: 'Progressing', status: state, reason, message });
  const name = `ReplicaSet "${current.metadata.name}"`;
  let deadlineMs: number | null = null;
  if (status.abort) {
    const revision = revisionOf(rollout.metadata.annotations, REVISION);
    progress(
      'False',
      'RolloutAborted',
      `Rollout aborted update to revision ${revision}`,
    );
  } else if (healthy) {
    progress(
      'True',
      'NewReplicaSetAvailable',
      `${name} has successfully progressed.`,
    );
  } else if (hasMoved(before, status) || becameUnhealthy) {
    const present = find(before.conditions ?? [], 'Progressing');
    const now = timestampOf(nowMs);
    const lost = isCompleted(status) && becameUnhealthy;
    next = [
      ...without(next, 'Progressing'),
      {
        type: 'Progressing',
        status: 'True',
        reason: lost ? 'ReplicaSetNotAvailable' : 'ReplicaSetUpdated',
        message: lost
          ? 'Rollout does not have minimum availability'
          : `${name} is progressing.`,
        lastUpdateTime: now,
        lastTransitionTime:
          present?.status === 'True' ? present.lastTransitionTime ?? now : now,
      },
    ];
    deadlineMs = deadlineOf(rollout, next, nowMs);
  } else if (!holdsOn(rollout)) {
    deadlineMs = deadlineOf(rollout, next, nowMs);
    if (deadlineMs !== null && deadlineMs <= nowMs) {
      progress(
        'False',
        'ProgressDeadlineExceeded',
        `${name} has timed out progressing.`,
      );
      deadlineMs = null;
    }
  }
  const enough = (status.availableReplicas ?? 0) >= replicasOf(rollout);
  set({
    type: 'Available',
    status: enough ? 'True' : 'False',
    reason: 'AvailableReason',
    message: enough
      ? 'Rollout has minimum availability'
      : 'Rollout does not have minimum availability',
  });
  set({
    type: 'Completed',
    status: isCompleted(status) ? 'True' : 'False',
    reason: 'RolloutCompleted',
    message: 'RolloutCompleted',
  });
  return { conditions: next, deadlineMs };
}

/** True at steps that take as long as they take. */
function holdsOn(rollout: Rollout): boolean {
  const steps = stepsOf(rollout);
  const index = stepIndexOf(rollout, steps);
  return (
    (index !== null && steps[index]?.kind === 'pause') ||
    find(rollout.status?.conditions ?? [], 'Paused')?.status === 'True'
  );
}

function deadlineOf(
  { spec }: Rollout,
  conditions: Conditions,
  nowMs: number,
): number | null {
  const progressing = find(conditions, 'Progressing');
  if (
    !progressing ||
    ['RolloutAborted', 'RolloutPaused', 'ProgressDeadlineExceeded'].includes(
      progressing.reason ?? '',
    )
  ) {
    return null;
  }
  const since = Date.parse(progressing.lastUpdateTime ?? timestampOf(nowMs));
  // The second by which a timestamp is cut off.
  return since + (spec.progressDeadlineSeconds ?? 600) * 1000 + 1000;
}
