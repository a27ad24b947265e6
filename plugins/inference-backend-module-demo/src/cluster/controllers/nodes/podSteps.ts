import type { PodBehaviour } from '../../PodBehaviour';
import type { ContainerStatus } from '../../workloadTypes';
import { CrashLoop } from './CrashLoop';

/** What has to happen next with a pod, and when. */
export interface Step {
  readonly what: 'pulled' | 'pull-again' | 'settle' | 'restart';
  readonly atMs: number;
  readonly attempt: number;
}

const LONGEST_BACKOFF_MS = 300_000;
const FIRST_BACKOFF_MS = 10_000;
/** A pull that failed long ago is at its longest pause. */
const MANY_PULLS = 12;

/** The pause before an image is pulled again: 10 s, doubling up to 5 min. */
export function pullBackoffMs(
  round: number,
  firstMs: number = FIRST_BACKOFF_MS,
): number {
  return Math.min(firstMs * 2 ** Math.min(round, 10), LONGEST_BACKOFF_MS);
}

/** From the start of the containers to what becomes of them. */
export function settleMs({ outcome, startupMs, runMs }: PodBehaviour): number {
  return outcome === 'crash' || outcome === 'oom'
    ? runMs ?? startupMs
    : startupMs;
}

/** Where a pod goes on whose history was made before this kubelet saw it. Undefined when it is ready. */
export function resumedStep(
  first: ContainerStatus,
  behaviour: PodBehaviour,
  nowMs: number,
): Step | undefined {
  const { restartCount, state, ready } = first;
  switch (state.waiting?.reason) {
    case 'CrashLoopBackOff':
      return {
        what: 'restart',
        atMs: nowMs + CrashLoop.backoffMs(restartCount, behaviour.backoffMs),
        attempt: restartCount,
      };
    case 'ImagePullBackOff':
    case 'ErrImagePull':
      return {
        what: 'pull-again',
        atMs: nowMs + LONGEST_BACKOFF_MS,
        attempt: MANY_PULLS,
      };
    case undefined:
      if (ready) return undefined;
      return {
        what: 'settle',
        atMs: nowMs + settleMs(behaviour),
        attempt: restartCount,
      };
    default:
      return {
        what: 'pulled',
        atMs: nowMs + (behaviour.pullMs ?? 1_000),
        attempt: 0,
      };
  }
}
