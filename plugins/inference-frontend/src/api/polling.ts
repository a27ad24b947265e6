/** How often (ms) a page asks for what it shows, so that a change is seen in about two seconds. */
export const LIVE_INTERVAL_MS = 2_000;

/** How often (ms) a failing question is asked again. */
export const FAILING_INTERVAL_MS = 10_000;

/** Longest pause (ms) between two readings of a whole large fleet. */
const SLOWEST_INTERVAL_MS = 30_000;

/**
 * Pause (ms) between two readings of a list of `pages` pages: a fleet of one page is live, larger ones are read
 * less often so that one browser never asks for more than one page every two seconds.
 */
export function listInterval(pages: number, failing: boolean): number {
  const pause = LIVE_INTERVAL_MS * Math.max(1, pages);
  return Math.max(
    Math.min(pause, SLOWEST_INTERVAL_MS),
    failing ? FAILING_INTERVAL_MS : 0,
  );
}

/** Pause (ms) between two readings of the registry, which people and pipelines change, not machines. */
export const REGISTRY_INTERVAL_MS = 5_000;

/** Pause (ms) between two readings of lineage and comparisons, which hardly change while somebody looks. */
export const LINEAGE_INTERVAL_MS = 30_000;

/** Pause (ms) between two readings of costs: the current hour grows by cents. */
export const COSTS_INTERVAL_MS = 60_000;

/** Pause (ms) between two readings of what servers cost a day, which changes with their replicas. */
export const RATES_INTERVAL_MS = 15_000;

/** Pause (ms) between two readings of how ready servers are, which are judged every ten seconds to a minute. */
export const READINESS_INTERVAL_MS = 15_000;

/** Pause (ms) between two readings of findings, which are looked for once an hour and answered by people. */
export const FINDINGS_INTERVAL_MS = 30_000;

/** Pause (ms) between two readings of what servers did, which is collected once an hour. */
export const USAGE_INTERVAL_MS = 300_000;
