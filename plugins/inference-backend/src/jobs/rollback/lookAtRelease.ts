import type { ModelServerDetail } from '@inference-portal/plugin-inference-common';
import type { ClusterWriter } from '../../act/clusters/ClusterWriter';
import type { ReadAnswered } from '../../act/rollback/createReadAnswered';
import type { ReadLatency } from '../../act/rollback/createReadLatency';
import { readShifts } from '../../act/rollback/readShifts';
import {
  readReleaseProgress,
  type ReleaseProgress,
} from '../../act/rollback/readReleaseProgress';
import type {
  RollbackProgress,
  StoredRollback,
} from '../../decide/rollback/rollbackRecord';
import { MINUTE_MS, SECOND_MS } from '../../durations';
import type { RecordedChange } from '../../record';
import type { InstantMs } from '../../types';
import { stepAfterLook, type StepAfterLook } from './stepAfterLook';

/** Between two looks at the pods. */
const LOOK_MS = 3 * SECOND_MS;
/** Between two looks whether somebody reverted it. */
const WATCH_MS = 30 * SECOND_MS;
/** For how long that is watched, and a failed rollback may still be undone. */
const WATCHED_FOR_MS = 30 * MINUTE_MS;

/** One step of a rollback, with everything that it needs. */
export interface RollbackStep {
  readonly change: RecordedChange;
  readonly plan: StoredRollback;
  readonly progress: RollbackProgress;
  readonly now: InstantMs;
  readonly writer: ClusterWriter;
  /** Of other clusters, such as the one that Argo CD runs on. */
  readonly writerOf: (cluster: string) => ClusterWriter;
  readonly detail: ModelServerDetail;
  /** Aborted when this replica stops. */
  readonly signal: AbortSignal;
}

/** How far a rollback is, out of the cluster itself. */
export interface SeenRelease extends ReleaseProgress {
  /** Whether what the rollback writes stands there. */
  readonly isThere: boolean;
}

/** Looks at the pods, or at the weights of a rollback that moves traffic: the pods that it leaves without requests tell nothing of it. */
export async function seeRelease(
  writer: ClusterWriter,
  { plan, detail }: Pick<RollbackStep, 'plan' | 'detail'>,
  since: number,
): Promise<SeenRelease> {
  const [release, shifts] = await Promise.all([
    readReleaseProgress(writer, detail, since),
    readShifts(writer, plan.shifts),
  ]);
  if (shifts.length === 0) {
    return { ...release, isThere: isRestored(plan, release) };
  }
  return {
    ...release,
    isThere: shifts.every(({ state }) => state === 'shifted'),
    isReady: true,
    changedBy:
      shifts.find(({ state }) => state !== 'shifted')?.changedBy ?? null,
  };
}

function isRestored(
  { targetHash }: StoredRollback,
  { hash, splits }: ReleaseProgress,
): boolean {
  return targetHash === null ? !splits : hash === targetHash;
}

/** What tells how requests to the new pods of a server go. */
export interface TrafficMeasures {
  readonly readAnswered: ReadAnswered;
  readonly readLatency: ReadLatency;
}

/** Looks how the pods do, what they answer, and who else writes. */
export async function lookAtRelease(
  step: RollbackStep,
  measure: TrafficMeasures,
): Promise<StepAfterLook> {
  const { change, detail, now, plan, progress, writer } = step;
  const appliedAt = progress.appliedAt ?? now;
  const release = await seeRelease(writer, step, appliedAt);
  const movesTraffic = plan.shifts.length > 0;
  const asksPods =
    release.isReady && change.state !== 'succeeded' && !movesTraffic;
  const [answered, latency] = asksPods
    ? await Promise.all([
        measure.readAnswered(detail, appliedAt),
        measure.readLatency(detail, appliedAt),
      ])
    : [null, null];
  return stepAfterLook(
    {
      now,
      state: change.state,
      release,
      isThere: release.isThere,
      movesTraffic,
      answered,
      latency: { before: plan.latencyBefore, now: latency },
      watchUntil: appliedAt + WATCHED_FOR_MS,
      lookMs: LOOK_MS,
      watchMs: WATCH_MS,
    },
    progress,
  );
}
