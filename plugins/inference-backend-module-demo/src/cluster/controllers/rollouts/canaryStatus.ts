import { timestampOf } from '../../objects';
import { labelSelectorText } from '../../selectors/labelSelector';
import { revisionOf } from '../deployments/revisions';
import {
  courseOf,
  pauseEndMs,
  standingCourse,
  type CanarySituation,
  type Course,
  type RolloutEvent,
} from './canaryCourse';
import { stepHash } from './canarySteps';
import { hashOf, REVISION } from './replicaSets';
import { rolloutConditions } from './rolloutConditions';
import { phaseOf } from './rolloutPhase';
import type { RolloutStatus } from './rolloutTypes';

const WORKLOAD_GENERATION = 'rollout.argoproj.io/workload-generation';

/** What the controller writes down, what it tells in events, and when it has to look again. */
export interface CanaryDecision {
  readonly status: RolloutStatus;
  readonly events: readonly RolloutEvent[];
  readonly wakeAtMs: number | null;
}

/** Decides how far a canary has come. Pods are scaled elsewhere, by what is written here. */
export function decideCanary(situation: CanarySituation): CanaryDecision {
  return statusOf(situation, courseOf(situation));
}

/** The status while only the number of pods changes. */
export function decideScaling(situation: CanarySituation): CanaryDecision {
  return statusOf(situation, standingCourse(situation));
}

function statusOf(situation: CanarySituation, course: Course): CanaryDecision {
  const { rollout, current, sets, nowMs } = situation;
  const { status: before = {}, spec, metadata } = rollout;
  const total = (field: 'replicas' | 'readyReplicas' | 'availableReplicas') =>
    sets.reduce((sum, set) => sum + (set.status?.[field] ?? 0), 0);
  const generation = metadata.annotations?.[WORKLOAD_GENERATION];
  const facts: RolloutStatus = {
    ...(course.abort
      ? { abort: true, abortedAt: before.abortedAt ?? timestampOf(nowMs) }
      : {}),
    ...(course.promoteFull ? { promoteFull: true } : {}),
    ...(course.pauses.length > 0
      ? {
          pauseConditions: course.pauses,
          ...(course.controllerPause ? { controllerPause: true } : {}),
        }
      : {}),
    ...(course.stepIndex === null
      ? {}
      : { currentStepIndex: course.stepIndex }),
    currentStepHash: stepHash(rollout.spec.strategy?.canary?.steps),
    currentPodHash: hashOf(current),
    ...(course.stableRS ? { stableRS: course.stableRS } : {}),
    observedGeneration: String(metadata.generation ?? 1),
    ...(spec.workloadRef && generation
      ? { workloadObservedGeneration: generation }
      : {}),
    ...positive('replicas', total('replicas')),
    ...positive('updatedReplicas', current.status?.replicas ?? 0),
    ...positive('readyReplicas', total('readyReplicas')),
    ...positive('availableReplicas', total('availableReplicas')),
    ...positive('HPAReplicas', total('replicas')),
    selector: labelSelectorText(spec.selector),
    conditions: before.conditions ?? [],
  };
  const { conditions, deadlineMs } = rolloutConditions(
    rollout,
    current,
    facts,
    nowMs,
  );
  const judged = { ...facts, conditions };
  const { phase, message } = phaseOf(rollout, judged);
  const times = [deadlineMs, pauseEndMs(situation)].filter(
    time => time !== null,
  );
  return {
    status: { ...judged, phase, ...(message === '' ? {} : { message }) },
    events: [...course.events, ...changeEvents(situation, judged)],
    wakeAtMs: times.length > 0 ? Math.min(...times) : null,
  };
}

function changeEvents(
  { rollout }: CanarySituation,
  after: RolloutStatus,
): readonly RolloutEvent[] {
  const { status: before = {} } = rollout;
  const paused = (status: RolloutStatus) =>
    (status.pauseConditions ?? []).length > 0;
  const isAborted = (status: RolloutStatus) =>
    status.conditions?.some(({ reason }) => reason === 'RolloutAborted');
  const isCompleted = (status: RolloutStatus) =>
    status.conditions?.find(({ type }) => type === 'Completed')?.status;
  const revision = revisionOf(rollout.metadata.annotations, REVISION);
  const events: RolloutEvent[] = [];
  if (isCompleted(after) === 'False' && isCompleted(before) !== 'False') {
    events.push([
      'RolloutNotCompleted',
      `Rollout not completed, started update to revision ${revision} (${after.currentPodHash})`,
    ]);
  }
  if (isAborted(after) && !isAborted(before)) {
    events.push([
      'RolloutAborted',
      `Rollout aborted update to revision ${revision}`,
    ]);
  }
  if (paused(after) && !paused(before)) {
    const [pause] = after.pauseConditions ?? [];
    events.push(['RolloutPaused', `Rollout is paused (${pause?.reason})`]);
  }
  if (!paused(after) && paused(before) && !after.abort) {
    events.push(['RolloutResumed', 'Rollout is resumed']);
  }
  return events;
}

function positive(field: string, value: number): object {
  return value > 0 ? { [field]: value } : {};
}
