import type { Labels } from '../promql/labels';
import type { SampleRun, StoredSeries } from '../promql/values';

/** A target is scraped this often. */
export const SCRAPE_INTERVAL_MS = 30_000;

/** A half-open interval of time, UTC ms. */
export interface Interval {
  readonly fromMs: number;
  readonly toMs: number;
}

/** When a target is scraped. */
export interface ScrapeSchedule {
  /** Shift against whole intervals, 0 to {@link SCRAPE_INTERVAL_MS}. */
  readonly phaseMs: number;
  /** Nothing was scraped at all: Prometheus itself was down. */
  readonly outages: readonly Interval[];
  /** Scrapes of this target failed. */
  readonly gaps: readonly Interval[];
}

/** Where the values of a series come from. Read again at every evaluation, so a pod may end meanwhile. */
export interface SeriesSource {
  readonly labels: Labels;
  readonly schedule: ScrapeSchedule;
  /** First instant with a value, UTC ms. */
  fromMs(): number;
  /** End of life, UTC ms; Infinity while it lives. */
  toMs(): number;
  /** Null: the target has no such sample at that instant. */
  valueAt(timeMs: number): number | null;
}

function isIn(intervals: readonly Interval[], timeMs: number): boolean {
  for (const { fromMs, toMs } of intervals) {
    if (timeMs >= fromMs && timeMs < toMs) return true;
  }
  return false;
}

/** A series that computes its samples instead of storing them. */
export class SyntheticSeries implements StoredSeries {
  readonly labels: Labels;

  constructor(
    private readonly source: SeriesSource,
    private readonly clock: () => number,
  ) {
    // To Prometheus an empty label is none; it never stores one.
    this.labels = Object.fromEntries(
      Object.entries(source.labels).filter(([, value]) => value !== ''),
    );
  }

  samples(afterMs: number, toMs: number): SampleRun {
    const { schedule } = this.source;
    const times: number[] = [];
    const values: number[] = [];
    const firstMs = Math.max(afterMs + 1, this.source.fromMs());
    const lastMs = Math.min(toMs, this.source.toMs() - 1, this.clock());
    let timeMs = this.scrapeAtOrAfter(firstMs);
    for (; timeMs <= lastMs; timeMs += SCRAPE_INTERVAL_MS) {
      if (isIn(schedule.outages, timeMs) || isIn(schedule.gaps, timeMs)) {
        continue;
      }
      const value = this.source.valueAt(timeMs);
      if (value === null) continue;
      times.push(timeMs);
      values.push(value);
    }
    return { times, values };
  }

  lastSample(afterMs: number, toMs: number): SampleRun {
    const { schedule } = this.source;
    const firstMs = Math.max(afterMs + 1, this.source.fromMs());
    const lastMs = Math.min(toMs, this.source.toMs() - 1, this.clock());
    let timeMs = this.scrapeAtOrBefore(lastMs);
    for (; timeMs >= firstMs; timeMs -= SCRAPE_INTERVAL_MS) {
      const value =
        isIn(schedule.outages, timeMs) || isIn(schedule.gaps, timeMs)
          ? null
          : this.source.valueAt(timeMs);
      if (value !== null) return { times: [timeMs], values: [value] };
    }
    return { times: [], values: [] };
  }

  latest(
    atMs: number,
    lookbackMs: number,
  ): { timeMs: number; value: number } | undefined {
    const { schedule } = this.source;
    let timeMs = this.scrapeAtOrBefore(Math.min(atMs, this.clock()));
    // While Prometheus was down nobody marked the series as stale: the last sample stays for a while.
    while (isIn(schedule.outages, timeMs)) timeMs -= SCRAPE_INTERVAL_MS;
    if (timeMs <= atMs - lookbackMs) return undefined;
    if (timeMs < this.source.fromMs() || timeMs >= this.source.toMs()) {
      return undefined;
    }
    if (isIn(schedule.gaps, timeMs)) return undefined;
    const value = this.source.valueAt(timeMs);
    return value === null ? undefined : { timeMs, value };
  }

  private scrapeAtOrBefore(timeMs: number): number {
    const { phaseMs } = this.source.schedule;
    return (
      Math.floor((timeMs - phaseMs) / SCRAPE_INTERVAL_MS) * SCRAPE_INTERVAL_MS +
      phaseMs
    );
  }

  private scrapeAtOrAfter(timeMs: number): number {
    const before = this.scrapeAtOrBefore(timeMs);
    return before === timeMs ? before : before + SCRAPE_INTERVAL_MS;
  }
}
