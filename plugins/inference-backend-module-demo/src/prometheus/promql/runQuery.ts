import { setImmediate } from 'node:timers/promises';
import { Evaluator } from './Evaluator';
import { labelsKey } from './labels';
import type { Labels } from './labels';
import { parsePromql } from './parse';
import { PromqlError } from './PromqlError';
import { requireDistinct } from './requireDistinct';
import type { SeriesDatabase, Value } from './values';

/** Prometheus' limit of points per series in one answer. */
const MAX_POINTS = 11_000;

/** A series of a range query's answer. */
export interface RangeSeries {
  readonly labels: Labels;
  /** Pairs of UTC ms and value. */
  readonly points: readonly (readonly [number, number])[];
}

/** Answers an instant query. */
export function runInstantQuery(
  database: SeriesDatabase,
  query: string,
  timeMs: number,
): Value {
  const expr = parsePromql(query);
  const value = new Evaluator(database, timeMs, timeMs).evaluate(expr, timeMs);
  requireDistinct(value);
  return value;
}

/** A query gives way to others after this time. */
const SLICE_MS = 40;

/** Answers a range query: the expression at every step, both ends included. Long ones let others in between. */
export async function runRangeQuery(
  database: SeriesDatabase,
  query: string,
  range: {
    readonly startMs: number;
    readonly endMs: number;
    readonly stepMs: number;
  },
): Promise<RangeSeries[]> {
  const { startMs, endMs, stepMs } = range;
  if ((endMs - startMs) / stepMs > MAX_POINTS) {
    throw new PromqlError(
      'bad_data',
      'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)',
    );
  }
  const expr = parsePromql(query);
  const evaluator = new Evaluator(database, startMs, endMs);
  const series = new Map<
    string,
    { labels: Labels; points: (readonly [number, number])[] }
  >();
  let sliceStart = performance.now();
  for (let timeMs = startMs; timeMs <= endMs; timeMs += stepMs) {
    if (performance.now() - sliceStart > SLICE_MS) {
      await setImmediate();
      sliceStart = performance.now();
    }
    const value = evaluator.evaluate(expr, timeMs);
    if (value.type === 'string' || value.type === 'matrix') {
      throw new PromqlError(
        'bad_data',
        `invalid expression type "${
          value.type === 'matrix' ? 'range vector' : 'string'
        }" for range query, must be Scalar or instant Vector`,
      );
    }
    requireDistinct(value);
    const elements =
      value.type === 'scalar'
        ? [{ labels: {}, value: value.value }]
        : value.elements;
    for (const element of elements) {
      const key = labelsKey(element.labels);
      const run = series.get(key) ?? { labels: element.labels, points: [] };
      series.set(key, run);
      run.points.push([timeMs, element.value]);
    }
  }
  return [...series.values()];
}
