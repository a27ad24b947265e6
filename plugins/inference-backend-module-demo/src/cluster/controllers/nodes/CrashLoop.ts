import type { PodBehaviour } from '../../PodBehaviour';

const FIRST_MS = 10_000;
const LONGEST_MS = 300_000;

/** The kubelet's rules for containers that die again and again. */
export const CrashLoop = {
  /** The pause after a container has died for the `restarts + 1`st time: 10 s, doubling up to 5 min. */
  backoffMs(restarts: number): number {
    return Math.min(FIRST_MS * 2 ** Math.min(restarts, 10), LONGEST_MS);
  },

  /** How a container dies. */
  endOf({ outcome, exitCode, message }: PodBehaviour): {
    exitCode: number;
    reason: string;
    message?: string;
  } {
    if (outcome === 'oom') return { exitCode: 137, reason: 'OOMKilled' };
    return {
      exitCode: exitCode ?? 1,
      reason: 'Error',
      ...(message ? { message } : {}),
    };
  },

  /** `10s`, `1m20s`, `5m0s` */
  durationText(ms: number): string {
    const seconds = Math.round(ms / 1000);
    return seconds < 60
      ? `${seconds}s`
      : `${Math.floor(seconds / 60)}m${seconds % 60}s`;
  },
} as const;
