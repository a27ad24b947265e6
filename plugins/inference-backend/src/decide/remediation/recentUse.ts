import { DAY_MS, HOUR_MS } from '../../durations';
import type { InstantMs } from '../../types';

/** What of an hour tells whether somebody uses a server. */
export interface UsedHour {
  readonly hour: InstantMs;
  readonly requests: number | null;
  readonly gpuActivityMax: number | null;
}

/** How far {@link judgeRecentUse} looks back. */
export const RECENT_USE_DAYS = 8;
/** A GPU that does this share of the time something works; below, drivers and probes are seen. */
const WORKING = 0.1;
/** So many requests more than the busiest quiet day are not its like. */
const FEW_REQUESTS = 10;

/** The newest 24 hours of a server, beside the week before them. */
export interface RecentUse {
  /** Requests of the newest 24 hours; null when nobody counted them. */
  readonly requests: number | null;
  /** True when they show more use than any day of the week before: somebody may just have come back. */
  readonly isRising: boolean;
}

function sumOf(values: readonly (number | null)[]): number | null {
  const known = values.filter(value => value !== null);
  return known.length === 0 ? null : known.reduce((a, b) => a + b, 0);
}

function mostOf(values: readonly (number | null)[]): number | null {
  const known = values.filter(value => value !== null);
  return known.length === 0 ? null : Math.max(...known);
}

/** Judges the hours of the last {@link RECENT_USE_DAYS} days; hours that are missing say nothing. */
export function judgeRecentUse(
  hours: readonly UsedHour[],
  now: InstantMs,
): RecentUse {
  const newest = hours.filter(({ hour }) => hour + HOUR_MS > now - DAY_MS);
  const earlier = hours.filter(({ hour }) => hour + HOUR_MS <= now - DAY_MS);
  const requests = sumOf(newest.map(one => one.requests));
  const days = new Map<number, (number | null)[]>();
  for (const one of earlier) {
    const day = Math.floor((now - one.hour) / DAY_MS);
    days.set(day, [...(days.get(day) ?? []), one.requests]);
  }
  const usual = mostOf([...days.values()].map(sumOf));
  const activity = mostOf(newest.map(one => one.gpuActivityMax));
  const usualActivity = mostOf(earlier.map(one => one.gpuActivityMax));
  return {
    requests,
    isRising:
      (requests !== null &&
        usual !== null &&
        requests > 2 * usual + FEW_REQUESTS) ||
      (activity !== null &&
        usualActivity !== null &&
        activity >= WORKING &&
        usualActivity < WORKING),
  };
}
