import { timestampOf } from '../../objects';
import type { ReplicaSet } from '../../workloadTypes';
import { revisionOf } from '../deployments/revisions';
import { parseSteps, sidesFor, weightAt, type CanaryStep } from './canary';
import { available, hashOf, REVISION } from './replicaSets';
import type { Rollout, RolloutStatus } from './rolloutTypes';

/** What has been decided about a Rollout for now. */
export interface Position {
  readonly stepIndex: number;
  readonly pause: RolloutStatus['pauseConditions'] | null;
  readonly phase: 'Healthy' | 'Progressing' | 'Paused' | 'Degraded';
  readonly message: string;
  readonly stable: string;
  readonly wakeAtMs: number | null;
}

/** Decides where a Rollout stands, from its status and its ReplicaSets. */
export function positionOf(
  rollout: Rollout,
  current: ReplicaSet,
  stable: ReplicaSet,
  nowMs: number,
): Position {
  const steps = parseSteps(rollout.spec.strategy?.canary?.steps);
  const replicas = rollout.spec.replicas ?? 1;
  const { status = {} } = rollout;
  const hash = hashOf(current);
  const none = { pause: null, wakeAtMs: null };
  const stableHash = hashOf(stable);
  if (current === stable) {
    const healthy = available(current) >= replicas;
    return {
      ...none,
      stepIndex: steps.length,
      phase: healthy ? 'Healthy' : 'Progressing',
      message: healthy ? '' : 'more replicas need to be updated',
      stable: stableHash,
    };
  }
  const fresh = status.currentPodHash !== hash;
  if (status.abort && !fresh) {
    const revision = revisionOf(current.metadata.annotations, REVISION);
    const message = `RolloutAborted: Rollout aborted update to revision ${revision}`;
    return {
      ...none,
      stepIndex: 0,
      phase: 'Degraded',
      message,
      stable: stableHash,
    };
  }
  const reached = status.promoteFull
    ? steps.length
    : status.currentStepIndex ?? 0;
  const stepIndex = fresh ? 0 : reached;
  return walk(
    rollout,
    current,
    stable,
    steps,
    stepIndex,
    fresh ? {} : status,
    nowMs,
  );
}

/** Goes over all steps that are done. */
function walk(
  rollout: Rollout,
  current: ReplicaSet,
  stable: ReplicaSet,
  steps: readonly CanaryStep[],
  from: number,
  status: RolloutStatus,
  nowMs: number,
): Position {
  const replicas = rollout.spec.replicas ?? 1;
  const base = { pause: null, wakeAtMs: null, stable: hashOf(stable) };
  const progressing = (stepIndex: number): Position => ({
    ...base,
    stepIndex,
    phase: 'Progressing',
    message: 'more replicas need to be updated',
  });
  let released =
    status.controllerPause === true &&
    (status.pauseConditions ?? []).length === 0;
  let since = status.pauseConditions?.[0]?.startTime;
  for (let index = from; index < steps.length; index++) {
    const step = steps[index];
    const wanted = sidesFor(replicas, weightAt(steps, index));
    if (step?.kind === 'set-weight') {
      if (
        available(current) < wanted.canary ||
        current.spec.replicas !== wanted.canary
      ) {
        return progressing(index);
      }
    }
    if (step?.kind === 'pause' && !released) {
      const startTime = since ?? timestampOf(nowMs);
      const endMs =
        step.durationMs === null
          ? null
          : Date.parse(startTime) + step.durationMs;
      if (endMs === null || endMs > nowMs) {
        return {
          ...base,
          stepIndex: index,
          pause: [{ reason: 'CanaryPauseStep', startTime }],
          phase: 'Paused',
          message: 'CanaryPauseStep',
          wakeAtMs: endMs,
        };
      }
    }
    released = false;
    since = undefined;
  }
  const done =
    available(current) >= replicas && current.spec.replicas === replicas;
  if (!done) return progressing(steps.length);
  return {
    ...base,
    stepIndex: steps.length,
    phase: 'Healthy',
    message: '',
    stable: hashOf(current),
  };
}
