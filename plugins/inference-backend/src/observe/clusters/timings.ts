import { setTimeout as delay } from 'node:timers/promises';
import type { InstantMs } from '../../types';

/** Time and chance, injected so that tests decide both. */
export interface ObserverClock {
  now(): InstantMs;
  /** Resolves after `ms`, or at once when the signal aborts. Never rejects. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** In [0, 1). */
  random(): number;
}

/** The clock of the machine. */
export const systemClock: ObserverClock = {
  now: () => Date.now() as InstantMs,
  sleep: (ms, signal) =>
    delay(ms, undefined, { signal, ref: false }).catch(() => undefined),
  random: Math.random,
};

/** Durations of observing a cluster, all in milliseconds unless their name says otherwise. */
export interface ObserverTimings {
  /** For the answer's first byte, and between two bytes of an answer that is no watch. */
  readonly requestMs: number;
  /** A watch that says nothing for that long is dead: bookmarks come each minute, and 90 s are added. */
  readonly silenceMs: number;
  /** The API server ends a watch after a random number of seconds in this range. */
  readonly watchSeconds: readonly [number, number];
  /** First pause after a failure; doubles up to `backoffMaxMs`. */
  readonly backoffMs: number;
  readonly backoffMaxMs: number;
  /** A watch open that long is healthy, and the next pause is short again. */
  readonly healthyMs: number;
  /** How often a resource that is not installed is looked for. */
  readonly notInstalledMs: number;
  /** How often a forbidden resource is tried. */
  readonly forbiddenMs: number;
  /** At most one batch in that time. */
  readonly drainMs: number;
  /** Time between complete batches. */
  readonly completeMs: number;
  /** Health is reported at least that often. */
  readonly reportMs: number;
}

/** What suits real clusters. */
export const defaultTimings: ObserverTimings = {
  requestMs: 60_000,
  silenceMs: 150_000,
  watchSeconds: [240, 480],
  backoffMs: 500,
  backoffMaxMs: 30_000,
  healthyMs: 5_000,
  notInstalledMs: 30_000,
  forbiddenMs: 60_000,
  drainMs: 200,
  completeMs: 600_000,
  reportMs: 30_000,
};
