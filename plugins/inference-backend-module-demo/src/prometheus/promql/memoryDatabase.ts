import type { Labels } from './labels';
import { matchesAll } from './labels';
import type { SeriesDatabase, StoredSeries } from './values';

/** A series with its samples written out: pairs of seconds and value, ascending. */
export interface WrittenSeries {
  readonly labels: Labels;
  readonly samples: readonly (readonly [seconds: number, value: number])[];
}

/** A database of written samples, for tests and examples. */
export function createMemoryDatabase(
  series: readonly WrittenSeries[],
): SeriesDatabase {
  const stored = series.map(({ labels, samples }): StoredSeries => {
    const all = samples.map(([seconds, value]) => ({
      timeMs: seconds * 1_000,
      value,
    }));
    return {
      labels,
      samples: (afterMs, toMs) => {
        const run = all.filter(s => s.timeMs > afterMs && s.timeMs <= toMs);
        return {
          times: run.map(s => s.timeMs),
          values: run.map(s => s.value),
        };
      },
      latest: (atMs, lookbackMs) =>
        all.findLast(
          s => s.timeMs <= atMs && s.timeMs > atMs - lookbackMs,
        ),
    };
  });
  return {
    select: matchers => stored.filter(s => matchesAll(s.labels, matchers)),
  };
}
