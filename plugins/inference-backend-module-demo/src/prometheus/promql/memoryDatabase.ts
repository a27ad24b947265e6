import type { Labels } from './labels';
import { matchesAll } from './labels';
import type { SeriesDatabase, StoredSeries } from './values';

/** A series with its samples written out: pairs of seconds and value, ascending. */
export interface WrittenSeries {
  readonly labels: Labels;
  readonly samples: readonly (readonly [seconds: number, value: number])[];
}

/** Index of the first time after `timeMs`. */
function firstAfter(times: readonly number[], timeMs: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (times[middle] > timeMs) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** A database of written samples, for tests and examples. */
export function createMemoryDatabase(
  series: readonly WrittenSeries[],
): SeriesDatabase {
  const stored = series.map(({ labels, samples }): StoredSeries => {
    const times = samples.map(([seconds]) => Math.round(seconds * 1_000));
    const values = samples.map(([, value]) => value);
    return {
      labels,
      samples: (afterMs, toMs) => {
        const from = firstAfter(times, afterMs);
        const to = firstAfter(times, toMs);
        return { times: times.slice(from, to), values: values.slice(from, to) };
      },
      latest: (atMs, lookbackMs) => {
        const index = firstAfter(times, atMs) - 1;
        return index >= 0 && times[index] > atMs - lookbackMs
          ? { timeMs: times[index], value: values[index] }
          : undefined;
      },
    };
  });
  return {
    select: matchers => stored.filter(s => matchesAll(s.labels, matchers)),
  };
}
