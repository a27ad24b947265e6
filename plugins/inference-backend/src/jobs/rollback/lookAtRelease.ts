import type { ModelServerDetail } from '@inference-portal/plugin-inference-common';
import type { ClusterWriter } from '../../act/clusters/ClusterWriter';
import type { ReadAnswered } from '../../act/rollback/createReadAnswered';
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
}

/** Whether what the rollback writes stands there. */
export function isThere(
  { targetHash }: StoredRollback,
  { hash, splits }: ReleaseProgress,
): boolean {
  return targetHash === null ? !splits : hash === targetHash;
}

/** Looks how the pods do, what they answer, and who else writes. */
export async function lookAtRelease(
  { change, detail, now, plan, progress, writer }: RollbackStep,
  readAnswered: ReadAnswered,
): Promise<StepAfterLook> {
  const appliedAt = progress.appliedAt ?? now;
  const release = await readReleaseProgress(writer, detail, appliedAt);
  const asksPods = release.isReady && change.state !== 'succeeded';
  return stepAfterLook(
    {
      now,
      state: change.state,
      release,
      isThere: isThere(plan, release),
      answered: asksPods ? await readAnswered(detail, appliedAt) : null,
      watchUntil: appliedAt + WATCHED_FOR_MS,
      lookMs: LOOK_MS,
      watchMs: WATCH_MS,
    },
    progress,
  );
}
