import { timestampOf } from '../../objects';
import type { ReplicaSet } from '../../workloadTypes';
import { revisionOf } from '../deployments/revisions';
import { wantedSides } from './canarySizes';
import { stepHash, stepIndexOf, stepsOf, stepText } from './canarySteps';
import { available, hashOf, REVISION } from './replicaSets';
import {
  replicasOf,
  type PauseCondition,
  type ResolvedRollout,
  type RolloutStatus,
} from './rolloutTypes';

const PAUSE_STEP = 'CanaryPauseStep';

/** An event that the controller records. */
export type RolloutEvent = readonly [reason: string, message: string];

/** A Rollout and its ReplicaSets as they are now. */
export interface CanarySituation {
  readonly rollout: ResolvedRollout;
  /** Of the present template. */
  readonly current: ReplicaSet;
  /** Of the version that serves until the present one is promoted; undefined before the first one is. */
  readonly stable: ReplicaSet | undefined;
  /** All of them. */
  readonly sets: readonly ReplicaSet[];
  readonly nowMs: number;
}

/** What the steps make of a pause and of an abort. */
export interface Course {
  readonly stepIndex: number | null;
  readonly stableRS: string | undefined;
  readonly pauses: readonly PauseCondition[];
  readonly controllerPause: boolean;
  readonly abort: boolean;
  readonly promoteFull: boolean;
  readonly events: readonly RolloutEvent[];
}

/** True when the template or the steps are others than those that the status is about. */
export function isNewUpdate({ rollout, current }: CanarySituation): boolean {
  const { status = {} } = rollout;
  return (
    status.currentStepHash !== stepHash(rollout.spec.strategy?.canary?.steps) ||
    ((status.currentPodHash ?? '') !== '' &&
      status.currentPodHash !== hashOf(current))
  );
}

/** The course while only the number of pods changes. */
export function standingCourse({ rollout }: CanarySituation): Course {
  const { status = {} } = rollout;
  return {
    stepIndex: status.currentStepIndex ?? null,
    stableRS: status.stableRS,
    pauses: status.pauseConditions ?? [],
    controllerPause: status.controllerPause ?? false,
    abort: status.abort ?? false,
    promoteFull: status.promoteFull ?? false,
    events: [],
  };
}

/** How far a canary has come, and what that makes of its pause and abort. */
export function courseOf(situation: CanarySituation): Course {
  const { rollout, current } = situation;
  const { status = {} } = rollout;
  const steps = stepsOf(rollout);
  const end = steps.length === 0 ? null : steps.length;
  const clear: Course = {
    stepIndex: end,
    stableRS: status.stableRS,
    pauses: [],
    controllerPause: false,
    abort: false,
    promoteFull: false,
    events: [],
  };
  if (isNewUpdate(situation)) {
    const isBack = status.stableRS === hashOf(current);
    return {
      ...clear,
      stepIndex: isBack || end === null ? end : 0,
      events: isBack
        ? [['SkipSteps', 'Rollback to stable ReplicaSets'] as const]
        : [],
    };
  }
  const reason = promotionReason(situation);
  if (reason !== null) {
    const revision = revisionOf(rollout.metadata.annotations, REVISION);
    const hash = hashOf(current);
    return {
      ...clear,
      stableRS: hash,
      events:
        status.stableRS === hash
          ? []
          : [
              [
                'RolloutCompleted',
                `Rollout completed update to revision ${revision} (${hash}): ${reason}`,
              ],
            ],
    };
  }
  if (status.promoteFull) return { ...clear, promoteFull: true };
  if (status.abort) {
    return {
      ...clear,
      abort: true,
      stepIndex: end === null || status.stableRS === hashOf(current) ? end : 0,
    };
  }
  return stepOn(situation);
}

/** Why the present version becomes the stable one now; null when it does not. */
function promotionReason({
  rollout,
  current,
  stable,
}: CanarySituation): string | null {
  const { status = {} } = rollout;
  if (!stable) return 'Initial deploy';
  if (status.abort && !status.promoteFull) return null;
  if (available(current) < replicasOf(rollout)) return null;
  if (status.promoteFull) return 'Full promotion requested';
  if (status.stableRS === hashOf(current)) return 'Fast rollback';
  const steps = stepsOf(rollout);
  const index = stepIndexOf(rollout, steps);
  return index === null || index === steps.length
    ? `Completed all ${steps.length} canary steps`
    : null;
}

/** Goes one step further when the present one is done; begins a pause. */
function stepOn(situation: CanarySituation): Course {
  const { rollout, nowMs } = situation;
  const { status = {} } = rollout;
  const steps = stepsOf(rollout);
  const stepIndex = stepIndexOf(rollout, steps);
  const standing = { ...standingCourse(situation), stepIndex };
  const step = stepIndex === null ? undefined : steps[stepIndex];
  if (!step || stepIndex === null || rollout.spec.paused) return standing;
  if (isDone(situation)) {
    const text = stepText(step);
    return {
      ...standing,
      stepIndex: stepIndex + 1,
      pauses: [],
      controllerPause: false,
      events: [
        [
          'RolloutStepCompleted',
          `Rollout step ${stepIndex + 1}/${steps.length} completed (${text})`,
        ],
      ],
    };
  }
  const begins =
    step.kind === 'pause' &&
    pauseOf(status) === undefined &&
    !status.controllerPause &&
    isSized(situation);
  return begins
    ? {
        ...standing,
        controllerPause: true,
        pauses: [
          ...standing.pauses,
          { reason: PAUSE_STEP, startTime: timestampOf(nowMs) },
        ],
      }
    : standing;
}

function isDone(situation: CanarySituation): boolean {
  const { rollout, nowMs } = situation;
  const { status = {} } = rollout;
  const steps = stepsOf(rollout);
  const step = steps[stepIndexOf(rollout, steps) ?? steps.length];
  switch (step?.kind) {
    case 'set-weight':
      return isSized(situation);
    case 'pause': {
      const endMs = pauseEndMs(situation);
      return pauseOf(status) === undefined
        ? status.controllerPause === true
        : endMs !== null && endMs <= nowMs;
    }
    default:
      return step !== undefined;
  }
}

/** True when both sides have the pods that the weight asks for, and no other version has any. */
function isSized({ rollout, current, stable, sets }: CanarySituation): boolean {
  const wanted = wantedSides(rollout, current, stable);
  return (
    current.spec.replicas === wanted.canary &&
    available(current) === wanted.canary &&
    stable !== undefined &&
    stable.spec.replicas === wanted.stable &&
    (stable.status?.replicas ?? 0) === wanted.stable &&
    sets.every(set => set === current || set === stable || available(set) === 0)
  );
}

function pauseOf(status: RolloutStatus): PauseCondition | undefined {
  return status.pauseConditions?.find(({ reason }) => reason === PAUSE_STEP);
}

/** When the present pause ends by itself, UTC ms; null when it does not. */
export function pauseEndMs({ rollout }: CanarySituation): number | null {
  const steps = stepsOf(rollout);
  const step = steps[stepIndexOf(rollout, steps) ?? steps.length];
  const pause = pauseOf(rollout.status ?? {});
  return step?.kind === 'pause' && step.durationMs !== null && pause
    ? Date.parse(pause.startTime) + step.durationMs
    : null;
}
