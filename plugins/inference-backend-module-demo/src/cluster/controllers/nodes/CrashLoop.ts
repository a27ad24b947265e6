import type { PodBehaviour } from '../../PodBehaviour';

const FIRST_MS = 10_000;
const LONGEST_MS = 300_000;

/** The kubelet's rules for containers that die again and again. */
export const CrashLoop = {
  /** The pause before a container is started again that was so `restarts` times: none, then 10 s, doubling up to 5 min. */
  backoffMs(restarts: number, firstMs: number = FIRST_MS): number {
    return restarts === 0
      ? 0
      : Math.min(firstMs * 2 ** Math.min(restarts - 1, 10), LONGEST_MS);
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
