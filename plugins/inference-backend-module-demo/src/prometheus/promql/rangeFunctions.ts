import type { RangeElement, SampleRun } from './values';

/** A function over the samples of a window (ms). Undefined: no result for this series. */
export type RangeFunction = (
  run: SampleRun,
  window: { readonly startMs: number; readonly endMs: number },
) => number | undefined;

/**
 * `rate`, `increase` and `delta` as Prometheus computes them: the difference is extended to the ends of the window
 * when samples reach close to them, but not below zero for counters.
 */
function extrapolated(isCounter: boolean, perSecond: boolean): RangeFunction {
  return ({ times, values }, { startMs, endMs }) => {
    const last = times.length - 1;
    if (last < 1) return undefined;
    let result = values[last] - values[0];
    if (isCounter) {
      for (let i = 1; i <= last; i += 1) {
        if (values[i] < values[i - 1]) result += values[i - 1];
      }
    }
    let toStart = (times[0] - startMs) / 1_000;
    let toEnd = (endMs - times[last]) / 1_000;
    const sampled = (times[last] - times[0]) / 1_000;
    const spacing = sampled / last;
    const threshold = spacing * 1.1;
    if (toStart >= threshold) toStart = spacing / 2;
    if (isCounter && result > 0 && values[0] >= 0) {
      // A counter cannot have been below zero: it may have started inside the window.
      toStart = Math.min(toStart, sampled * (values[0] / result));
    }
    if (toEnd >= threshold) toEnd = spacing / 2;
    const factor = (sampled + toStart + toEnd) / sampled;
    const rangeSeconds = (endMs - startMs) / 1_000;
    return perSecond ? (result * factor) / rangeSeconds : result * factor;
  };
}

function instant(isRate: boolean): RangeFunction {
  return ({ times, values }) => {
    const last = times.length - 1;
    if (last < 1) return undefined;
    const seconds = (times[last] - times[last - 1]) / 1_000;
    if (seconds === 0) return undefined;
    const reset = isRate && values[last] < values[last - 1];
    const difference = reset ? values[last] : values[last] - values[last - 1];
    return isRate ? difference / seconds : difference;
  };
}

/** Least squares; `value` is the line's value at `atMs`, `slope` is per second. */
export function linearRegression(
  { times, values }: SampleRun,
  atMs: number,
): { readonly slope: number; readonly value: number } {
  const count = times.length;
  let sumX = 0;
  let sumY = 0;
  for (let i = 0; i < count; i += 1) {
    sumX += (times[i] - atMs) / 1_000;
    sumY += values[i];
  }
  const meanX = sumX / count;
  const meanY = sumY / count;
  let covariance = 0;
  let spread = 0;
  for (let i = 0; i < count; i += 1) {
    const x = (times[i] - atMs) / 1_000 - meanX;
    covariance += x * (values[i] - meanY);
    spread += x * x;
  }
  const slope = covariance / spread;
  return { slope, value: meanY - slope * meanX };
}

function countPairs(
  isHit: (before: number, after: number) => boolean,
): RangeFunction {
  return ({ values }) => {
    let hits = 0;
    for (let i = 1; i < values.length; i += 1) {
      if (isHit(values[i - 1], values[i])) hits += 1;
    }
    return hits;
  };
}

/** Variance by Welford's method, which finds exactly none among equal values. */
export function variance(values: readonly number[]): number {
  let count = 0;
  let mean = 0;
  let spread = 0;
  for (const value of values) {
    count += 1;
    const distance = value - mean;
    mean += distance / count;
    spread += distance * (value - mean);
  }
  return spread / count;
}

function sum(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

function average(values: readonly number[]): number {
  return sum(values) / values.length;
}

/** `max` and `min` skip NaN unless there is nothing else. */
function extreme(isBetter: (a: number, b: number) => boolean): RangeFunction {
  return ({ values }) => {
    let best = values[0];
    for (const value of values) {
      if (isBetter(value, best) || Number.isNaN(best)) best = value;
    }
    return best;
  };
}

function byValueNaNFirst(a: number, b: number): number {
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : -1;
  if (Number.isNaN(b)) return 1;
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Quantile with linear interpolation, as Prometheus does it for unsorted values. */
export function quantile(q: number, values: readonly number[]): number {
  if (values.length === 0 || Number.isNaN(q)) return NaN;
  if (q < 0) return -Infinity;
  if (q > 1) return Infinity;
  const sorted = [...values].sort(byValueNaNFirst);
  const rank = q * (sorted.length - 1);
  const lower = Math.max(0, Math.floor(rank));
  const upper = Math.min(sorted.length - 1, lower + 1);
  const weight = rank - Math.floor(rank);
  return sorted[lower] * (1 - weight) + sorted[upper] * weight;
}

/** Functions of one range vector, by name. Series without samples are never passed in. */
export const rangeFunctions: Readonly<Record<string, RangeFunction>> = {
  rate: extrapolated(true, true),
  increase: extrapolated(true, false),
  delta: extrapolated(false, false),
  irate: instant(true),
  idelta: instant(false),
  deriv: run =>
    run.times.length < 2
      ? undefined
      : linearRegression(run, run.times[0]).slope,
  changes: countPairs(
    (a, b) => a !== b && !(Number.isNaN(a) && Number.isNaN(b)),
  ),
  resets: countPairs((a, b) => b < a),
  avg_over_time: ({ values }) => average(values),
  sum_over_time: ({ values }) => sum(values),
  count_over_time: ({ values }) => values.length,
  max_over_time: extreme((a, b) => a > b),
  min_over_time: extreme((a, b) => a < b),
  last_over_time: ({ values }) => values[values.length - 1],
  present_over_time: () => 1,
  stdvar_over_time: ({ values }) => variance(values),
  stddev_over_time: ({ values }) => Math.sqrt(variance(values)),
};

/** Applies a function to every series that has samples; the caller drops names. */
export function applyRangeFunction(
  elements: readonly RangeElement[],
  window: { readonly startMs: number; readonly endMs: number },
  compute: RangeFunction,
): { labels: RangeElement['labels']; value: number }[] {
  return elements.flatMap(element => {
    if (element.times.length === 0) return [];
    const value = compute(element, window);
    return value === undefined ? [] : [{ labels: element.labels, value }];
  });
}
