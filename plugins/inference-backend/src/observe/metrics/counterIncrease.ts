import type { SampleSeries } from './PrometheusResult';
import type { TimeInterval } from './rangeWindow';

/** What a counter grew by within an interval, and for how long it was watched there. */
export interface CounterIncrease {
  readonly increase: number;
  /** Time between samples that follow each other closely enough, ms. 0: nothing is known of the interval. */
  readonly observedMs: number;
}

/**
 * What a counter grew by within an interval, from its samples: the steps between neighbours, a fall being a restart
 * from 0. A step belongs to the interval of its later sample, so that the increases of intervals that follow each
 * other add up to that of the whole. Nothing is extrapolated.
 *
 * Between neighbours further apart than `maxGapMs` nobody looked: nothing is counted there, nor before the first.
 *
 * @param points - oldest first, from `maxGapMs` before the interval on
 */
export function counterIncrease(
  points: SampleSeries['points'],
  { start, end }: TimeInterval,
  maxGapMs: number,
): CounterIncrease {
  let increase = 0;
  let observedMs = 0;
  let before: { readonly at: number; readonly value: number } | null = null;
  for (const { at, value } of points) {
    // Prometheus writes NaN for what is no number: not a count, and not 0.
    if (value === null) continue;
    if (before !== null && at >= start && at < end) {
      const gapMs = at - before.at;
      if (gapMs <= maxGapMs) {
        observedMs += gapMs;
        increase += value >= before.value ? value - before.value : value;
      }
    }
    before = { at, value };
  }
  return { increase, observedMs };
}
