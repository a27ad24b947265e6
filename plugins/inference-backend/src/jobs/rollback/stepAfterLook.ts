import type { ReleaseProgress } from '../../act/rollback/readReleaseProgress';
import {
  judgeAnswered,
  type Answered,
  type AnswerVerdict,
} from '../../decide/rollback/judgeAnswered';
import {
  judgeLatency,
  type HealthyLatency,
  type MeasuredLatency,
} from '../../decide/rollback/judgeLatency';
import type { RollbackProgress } from '../../decide/rollback/rollbackRecord';
import { SECOND_MS } from '../../durations';
import type { ChangeStep } from '../../record';
import type { InstantMs } from '../../types';

/** For so long all pods must stay ready before the rollback counts as healthy. */
export const PROVING_MS = 15 * SECOND_MS;

/** What was seen of a rollback whose change is written. */
export interface Looked {
  readonly now: InstantMs;
  readonly state: string;
  readonly release: ReleaseProgress;
  /** False when what the rollback wrote does not stand there any more. */
  readonly isThere: boolean;
  /** True when it moves traffic and makes no pods. */
  readonly movesTraffic: boolean;
  /** What the new pods did with their requests; null when nobody says. */
  readonly answered: Answered | null;
  /** How long they took for them, and what it took before. */
  readonly latency: {
    readonly before: HealthyLatency | null;
    readonly now: MeasuredLatency | null;
  };
  /** UTC ms. */
  readonly watchUntil: number;
  readonly lookMs: number;
  readonly watchMs: number;
}

/** What follows from a look. */
export interface StepAfterLook {
  readonly state: string;
  readonly progress: RollbackProgress;
  readonly events: readonly string[];
  readonly next: ChangeStep['next'];
}

/** Errors and latency in one verdict; of one that is bad only what is bad. */
function judgeRequests({ answered, latency }: Looked): AnswerVerdict {
  const verdicts = [judgeAnswered(answered), judgeLatency(latency)];
  const bad = verdicts.filter(({ isFailing }) => isFailing);
  return {
    isFailing: bad.length > 0,
    message: (bad.length > 0 ? bad : verdicts)
      .map(({ message }) => message)
      .join(' '),
  };
}

function reverted(looked: Looked, progress: RollbackProgress): StepAfterLook {
  const by = looked.release.changedBy;
  const state = looked.state === 'succeeded' ? 'succeeded' : 'failed';
  const message = `${
    by ?? 'Somebody'
  } changed it after the rollback, so that something else stands there now.`;
  return {
    state,
    progress: {
      ...progress,
      reverted: { by, at: looked.now },
      problem: message,
    },
    events: [message],
    next: 'finished',
  };
}

function notInTime(looked: Looked, progress: RollbackProgress): StepAfterLook {
  const { crashing = 0, desired = null } = progress.pods ?? {};
  const { obstacle } = progress;
  const problem = `Not all of its ${
    desired ?? ''
  } pods were of the restored revision and ready in time${
    crashing === 0 ? '' : `; ${crashing} cannot start`
  }. ${
    obstacle === null
      ? 'Undo it, or look at what the pods say.'
      : `Pods cannot be made: ${obstacle.replace(
          /\.$/,
          '',
        )}. Undo it, or make room for them.`
  }`.replace(/  +/, ' ');
  return failing(looked, progress, problem);
}

/** The rollback did not help; it is undone where that was asked for. */
function failing(
  looked: Looked,
  progress: RollbackProgress,
  problem: string,
): StepAfterLook {
  return progress.autoUndo
    ? {
        state: 'undoing',
        progress: {
          ...progress,
          problem,
          undoBy: 'the portal, as was asked for',
        },
        events: [problem],
        next: looked.now,
      }
    : {
        state: 'failed',
        progress: { ...progress, problem },
        events: [problem],
        next: (looked.now + looked.watchMs) as InstantMs,
      };
}

function whileWatching(
  looked: Looked,
  progress: RollbackProgress,
): StepAfterLook {
  const { now, release, state, watchUntil, watchMs } = looked;
  const recovered =
    state === 'failed' && release.isReady && !judgeRequests(looked).isFailing;
  const isOver = now >= watchUntil;
  return {
    state: recovered ? 'succeeded' : state,
    progress: recovered
      ? { ...progress, problem: null, isFailing: false, healthyAt: now }
      : progress,
    events: recovered ? ['All pods are ready after all.'] : [],
    next: isOver ? 'finished' : ((now + watchMs) as InstantMs),
  };
}

/** What comes after a look at a rollback that was written. No clock and no I/O. */
export function stepAfterLook(
  looked: Looked,
  before: RollbackProgress,
): StepAfterLook {
  const { isThere, lookMs, now, release, state } = looked;
  const progress = {
    ...before,
    pods: release.pods,
    obstacle: release.obstacle,
  };
  if (!isThere) {
    return reverted(looked, progress);
  }
  if (state === 'succeeded' || state === 'failed') {
    return whileWatching(looked, progress);
  }
  const next = (now + lookMs) as InstantMs;
  if (release.isReady) {
    const readySince = before.readySince ?? now;
    const proven = now - readySince >= PROVING_MS || release.pods.desired === 0;
    const verdict = judgeRequests(looked);
    if (proven && verdict.isFailing) {
      return whileFailing(looked, { ...progress, readySince }, verdict.message);
    }
    return proven
      ? {
          state: 'succeeded',
          progress: {
            ...progress,
            readySince,
            healthyAt: before.isFailing ? now : readySince,
            isFailing: false,
          },
          events: [provenWords(looked, verdict)],
          next: (now + looked.watchMs) as InstantMs,
        }
      : {
          state: 'verifying',
          progress: { ...progress, readySince },
          events:
            state === 'verifying'
              ? []
              : [
                  looked.movesTraffic
                    ? 'The weights stand; they are watched for a while.'
                    : 'All pods are ready; they are watched for a while.',
                ],
          next,
        };
  }
  if (before.deadline !== null && now >= before.deadline) {
    return notInTime(looked, { ...progress, readySince: null });
  }
  return {
    state: 'rolling',
    progress: { ...progress, readySince: null },
    events:
      state === 'verifying'
        ? ['A pod is not ready any more.']
        : [...crashesSince(before, release), ...obstacleSince(before, release)],
    next,
  };
}

function provenWords(
  { movesTraffic, release }: Looked,
  { message }: AnswerVerdict,
): string {
  if (movesTraffic) {
    return 'All traffic goes to the other backends, and stayed there. What answers there is not judged here.';
  }
  return release.pods.desired === 0
    ? 'It is scaled to zero: nothing runs that could be verified.'
    : `All pods are ready and stayed so. ${message}`;
}

/** Pods that are ready and fail what they are asked, or take too long: that may pass until the time is over. */
function whileFailing(
  looked: Looked,
  progress: RollbackProgress,
  message: string,
): StepAfterLook {
  const { lookMs, now } = looked;
  if (progress.deadline !== null && now >= progress.deadline) {
    return failing(
      looked,
      { ...progress, isFailing: true },
      `Its pods are ready, and ${message} Undo it, or look at what they answer.`,
    );
  }
  return {
    state: 'verifying',
    progress: { ...progress, isFailing: true },
    events: progress.isFailing ? [] : [`${message} It is watched on.`],
    next: (now + lookMs) as InstantMs,
  };
}

function crashesSince(
  before: RollbackProgress,
  { pods }: ReleaseProgress,
): readonly string[] {
  return pods.crashing > (before.pods?.crashing ?? 0)
    ? [`${pods.crashing} of its pods cannot start.`]
    : [];
}

/** Said once: the controller tries again and again, and names another pod each time. */
function obstacleSince(
  before: RollbackProgress,
  { obstacle }: ReleaseProgress,
): readonly string[] {
  return obstacle !== null && before.obstacle === null
    ? [`Pods cannot be made: ${obstacle}`]
    : [];
}
