import type { InstantMs } from '../../../types';
import {
  systemClock,
  type ObserverClock,
  type ObserverTimings,
} from '../timings';

/** As in production, a hundred times faster. */
export const quickTimings: ObserverTimings = {
  requestMs: 600,
  silenceMs: 1_500,
  watchSeconds: [240, 480],
  backoffMs: 5,
  backoffMaxMs: 100,
  healthyMs: 50,
  notInstalledMs: 50,
  forbiddenMs: 60,
  drainMs: 2,
  completeMs: 60_000,
  reportMs: 100,
};

/** Pauses as they began, and those that were not cut short. */
export interface Pauses {
  readonly begun: number[];
  readonly ended: number[];
}

/** The real clock with chance taken out, and a way to note the pauses. */
export function steadyClock(
  pauses: Pauses = { begun: [], ended: [] },
): ObserverClock {
  return {
    now: () => Date.now() as InstantMs,
    sleep: async (ms, signal) => {
      pauses.begun.push(ms);
      await systemClock.sleep(ms, signal);
      if (!signal.aborted) {
        pauses.ended.push(ms);
      }
    },
    random: () => 0.5,
  };
}
