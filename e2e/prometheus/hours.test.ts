import { counterIncrease } from '../../plugins/inference-backend/src/observe/metrics/counterIncrease';
import type {
  QueryResult,
  SampleSeries,
} from '../../plugins/inference-backend/src/observe/metrics/PrometheusResult';
import type {
  RangeEnds,
  TimeInterval,
} from '../../plugins/inference-backend/src/observe/metrics/rangeWindow';
import {
  findRangeEnds,
  rangeWindow,
} from '../../plugins/inference-backend/src/observe/metrics/rangeWindow';
import type { InstantMs } from '../../plugins/inference-backend/src/types';
import {
  labelsKey,
  METRIC_NAME,
  withoutLabels,
} from '../../plugins/inference-backend-module-demo/src/prometheus/promql/labels';
import type { WrittenSeries } from '../../plugins/inference-backend-module-demo/src/prometheus/promql/memoryDatabase';
import { samplesOf } from './data/excerpt';
import { excerptWindows, nowMs } from './data/fleet';
import { handwrittenSeries } from './data/handwrittenSeries';
import { clientOf, sourceOf } from './realPrometheus';
import { startServers } from './servers';

const HOUR_MS = 3_600_000;
/** Pairs of samples further apart than this count as an outage. */
const MAX_GAP_MS = 5 * 60_000;

const servers = ['prometheus2', 'prometheus3', 'simulation'] as const;
type Server = (typeof servers)[number];

const clients = new Map<Server, ReturnType<typeof clientOf>>();
const ends = new Map<Server, RangeEnds>();
let stop: () => Promise<void>;

beforeAll(async () => {
  const started = await startServers();
  stop = started.stop;
  for (const name of servers) {
    const client = clientOf(sourceOf(name, started.urls[name], 60_000));
    clients.set(name, client);
    const found = await findRangeEnds(client);
    if (typeof found !== 'string') throw new Error(found.message);
    ends.set(name, found);
  }
});

afterAll(() => stop());

function get<K, V>(map: ReadonlyMap<K, V>, key: K): V {
  const value = map.get(key);
  if (value === undefined) throw new Error(`there is no ${key}`);
  return value;
}

function seriesOf<T>(result: QueryResult<T>): readonly T[] {
  if (result.status === 'failed') throw new Error(result.message);
  return result.series;
}

/** Aligned windows that cover all samples of an excerpt, back to back. */
function windowsOf(fromMs: number, toMs: number, lengthMs: number) {
  const windows: TimeInterval[] = [];
  let start = Math.floor(fromMs / lengthMs) * lengthMs;
  for (; start <= toMs; start += lengthMs) {
    windows.push({
      start: start as InstantMs,
      end: (start + lengthMs) as InstantMs,
    });
  }
  return windows;
}

interface Raw {
  readonly labels: Record<string, string>;
  readonly points: readonly {
    readonly at: InstantMs;
    readonly value: number;
  }[];
}

/** Samples as they were written, of the metrics whose name matches. */
function rawOf(written: readonly WrittenSeries[], name: RegExp): Raw[] {
  return written
    .filter(({ labels }) => name.test(labels[METRIC_NAME]))
    .map(({ labels, samples }) => ({
      labels: { ...labels },
      points: samples.map(([seconds, value]) => ({
        at: Math.round(seconds * 1_000) as InstantMs,
        value,
      })),
    }));
}

const cases = [
  ...excerptWindows.map(window => ({
    name: window.name,
    fromMs: window.fromMs,
    toMs: window.toMs,
    written: () => samplesOf(window),
    gauge: 'up',
    counter: '.+:(prompt|generation)_tokens_total|te_request_(count|success)',
  })),
  {
    name: 'samples on whole instants, restarts and gaps',
    fromMs: nowMs - HOUR_MS,
    toMs: nowMs,
    written: () => [...handwrittenSeries],
    gauge: 'probe_aligned_total',
    counter: 'probe(_aligned)?_total',
  },
];

it('every server tells which ends of a range it takes', () => {
  expect(Object.fromEntries(ends)).toEqual({
    prometheus2: 'both',
    prometheus3: 'last',
    simulation: 'last',
  });
});

describe.each(cases)('aligned windows while $name', testCase => {
  const { fromMs, toMs, counter, gauge } = testCase;
  const written = testCase.written();
  const gauges = rawOf(written, new RegExp(`^${gauge}$`));
  const counters = rawOf(written, new RegExp(`^(${counter})$`));
  // Of an hour, and of scrape intervals: where most windows begin on a sample.
  const lengths = [HOUR_MS, 20 * 60_000, 30_000];

  it.each(lengths)(
    'of %i ms count every sample once, on both generations and in the simulation',
    async lengthMs => {
      const all = windowsOf(fromMs, toMs, lengthMs);
      // The short ones around the middle; hundreds more would prove the same.
      const windows =
        all.length > 40 ? all.slice(all.length / 2, all.length / 2 + 20) : all;
      expect(gauges.length).toBeGreaterThan(0);
      for (const window of windows) {
        const expected = new Map(
          gauges.flatMap(({ labels, points }) => {
            const inside = points.filter(
              ({ at }) => at >= window.start && at < window.end,
            );
            const key = labelsKey(
              withoutLabels(labels, new Set([METRIC_NAME])),
            );
            return inside.length === 0
              ? []
              : [
                  [
                    key,
                    [
                      inside.length,
                      inside.reduce((sum, { value }) => sum + value, 0),
                    ],
                  ] as const,
                ];
          }),
        );
        for (const name of servers) {
          const { at, range } = rangeWindow(window, get(ends, name));
          const client = get(clients, name);
          const counts = seriesOf(
            await client.query(`count_over_time(${gauge}[${range}])`, { at }),
          );
          const sums = seriesOf(
            await client.query(`sum_over_time(${gauge}[${range}])`, { at }),
          );
          const sumOf = new Map(
            sums.map(({ labels, value }) => [labelsKey(labels), value]),
          );
          const found = new Map(
            counts.map(({ labels, value }) => [
              labelsKey(labels),
              [value, sumOf.get(labelsKey(labels))],
            ]),
          );
          expect([name, window, found]).toEqual([name, window, expected]);
        }
      }
    },
  );

  it('hold increases that are the same everywhere, equal to those of the raw samples, and add up', async () => {
    const windows = windowsOf(fromMs, toMs, HOUR_MS);
    expect(counters.length).toBeGreaterThan(0);
    for (const name of servers) {
      const total = new Map<string, number>();
      for (const window of windows) {
        const read = seriesOf(
          await get(clients, name).querySamples(`{__name__=~"${counter}"}`, {
            ...window,
            start: (window.start - MAX_GAP_MS) as InstantMs,
          }),
        );
        const found = new Map(
          read.map(({ labels, points }: SampleSeries) => [
            labelsKey(labels),
            counterIncrease(points, window, MAX_GAP_MS),
          ]),
        );
        for (const { labels, points } of counters) {
          const key = labelsKey(labels);
          const expected = stepsOf(points)
            .filter(({ at }) => at >= window.start && at < window.end)
            .reduce((sum, { step }) => sum + step, 0);
          const increase = found.get(key)?.increase ?? 0;
          expect([name, key, increase]).toEqual([name, key, expected]);
          total.set(key, (total.get(key) ?? 0) + increase);
        }
      }
      for (const { labels, points } of counters) {
        const whole = stepsOf(points).reduce((sum, { step }) => sum + step, 0);
        const key = labelsKey(labels);
        expect(get(total, key) / (whole || 1)).toBeCloseTo(whole ? 1 : 0, 9);
      }
    }
  });
});

/** All that a counter grew by, told by when it was seen. */
function stepsOf(points: Raw['points']) {
  return points.slice(1).flatMap(({ at, value }, i) => {
    const before = points[i];
    if (at - before.at > MAX_GAP_MS) return [];
    return [{ at, step: value < before.value ? value : value - before.value }];
  });
}

it('without the window, aligned hours of Prometheus 2 count the sample between them twice', async () => {
  const at = (nowMs - HOUR_MS / 2) as InstantMs;
  const query = 'sum(count_over_time(probe_aligned_total{pod="steady"}[10m]))';
  const naive = await Promise.all(
    (['prometheus2', 'prometheus3'] as const).map(
      async name => seriesOf(await get(clients, name).query(query, { at }))[0],
    ),
  );
  expect(naive.map(({ value }) => value)).toEqual([21, 20]);
});
