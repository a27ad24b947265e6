import type { StateClient } from '../../../observe/metrics/kubeState/KubeStateReader';
import type {
  QueryResult,
  Sample,
  SampleSeries,
} from '../../../observe/metrics/PrometheusResult';
import type { InstantMs } from '../../../types';

const SCRAPE_MS = 30_000;
const LOOKBACK_MS = 300_000;

/** A series with one value while it lives. */
export interface FakeSeries {
  readonly metric: string;
  readonly labels: { readonly [name: string]: string };
  readonly value: number;
  readonly from: number;
  /** It was not scraped any more from here on. */
  readonly to: number;
}

/** A Prometheus of series that keep their value, scraped every 30 s but in outages. It knows the queries of the backfill, and no other. */
export class FakeKubeState implements StateClient {
  refuse = false;

  constructor(
    private readonly series: readonly FakeSeries[],
    private readonly outages: readonly {
      readonly from: number;
      readonly to: number;
    }[] = [],
  ) {}

  async query(
    promql: string,
    options: { at?: InstantMs } = {},
  ): Promise<QueryResult<Sample>> {
    const time = options.at ?? 0;
    const over = /^last_over_time\((.+?)\[(\d+)ms\]\)/.exec(promql);
    const selector = over?.[1] ?? promql;
    const reach = over ? Number(over[2]) : LOOKBACK_MS;
    return this.answer(
      this.select(selector).flatMap(one => {
        const last = this.lastScrape(one, time, reach, over === null);
        return last === null
          ? []
          : [{ labels: one.labels, at: time as InstantMs, value: one.value }];
      }),
    );
  }

  async queryRange(
    promql: string,
    options: { start: InstantMs; end: InstantMs; stepSeconds: number },
  ): Promise<QueryResult<SampleSeries>> {
    const { start, end, stepSeconds } = options;
    const label = /^max by \((\w+)\)/.exec(promql)?.[1] ?? null;
    const selector = /timestamp\((.+?)\)+$/.exec(promql)?.[1] ?? '';
    const groups = new Map<string, { at: InstantMs; value: number }[]>();
    for (let time = start as number; time <= end; time += stepSeconds * 1000) {
      const latest = new Map<string, number>();
      for (const one of this.select(selector)) {
        const last = this.lastScrape(one, time, LOOKBACK_MS, true);
        const key = label === null ? '' : one.labels[label] ?? '';
        if (last !== null) {
          latest.set(key, Math.max(last, latest.get(key) ?? 0));
        }
      }
      for (const [key, last] of latest) {
        const points = groups.get(key) ?? [];
        points.push({ at: time as InstantMs, value: last / 1000 });
        groups.set(key, points);
      }
    }
    return this.answer(
      [...groups].map(([key, points]) => ({
        labels: label === null ? {} : { [label]: key },
        points,
      })),
    );
  }

  async querySamples(
    selector: string,
    { start, end }: { start: InstantMs; end: InstantMs },
  ): Promise<QueryResult<SampleSeries>> {
    return this.answer(
      this.select(selector).map(one => ({
        labels: one.labels,
        points: this.scrapes(one, start, end).map(at => ({
          at: at as InstantMs,
          value: one.value,
        })),
      })),
    );
  }

  private answer<T>(series: readonly T[]): QueryResult<T> {
    return this.refuse
      ? {
          status: 'failed',
          code: 'timeout',
          message: 'It took too long.',
          fix: null,
          durationMs: 1,
        }
      : { status: 'ok', series, warnings: [], durationMs: 1 };
  }

  private select(selector: string): readonly FakeSeries[] {
    const [, metric = selector, matchers = ''] =
      /^(\w+)(?:\{(.*)\})?$/.exec(selector) ?? [];
    const conditions = [...matchers.matchAll(/(\w+)(=~|=)"([^"]*)"/g)].map(
      ([, name = '', operator, value = '']) =>
        (labels: FakeSeries['labels']) =>
          operator === '='
            ? labels[name] === value
            : new RegExp(`^(?:${value})$`).test(labels[name] ?? ''),
    );
    return this.series.filter(
      one =>
        one.metric === metric && conditions.every(fits => fits(one.labels)),
    );
  }

  private scrapes(one: FakeSeries, from: number, to: number): number[] {
    const times: number[] = [];
    const first = Math.ceil(Math.max(one.from, from) / SCRAPE_MS) * SCRAPE_MS;
    for (let time = first; time < Math.min(one.to, to); time += SCRAPE_MS) {
      if (!this.outages.some(gap => gap.from <= time && time < gap.to)) {
        times.push(time);
      }
    }
    return times;
  }

  /** `stale`: a series that ended is not there any more, however lately it was. */
  private lastScrape(
    one: FakeSeries,
    time: number,
    reach: number,
    stale: boolean,
  ): number | null {
    return stale && one.to <= time
      ? null
      : this.scrapes(one, time - reach + 1, time + 1).at(-1) ?? null;
  }
}
