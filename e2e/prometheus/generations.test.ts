import {
  healthQueries,
  namedQueries,
} from '../../plugins/inference-backend/src/observe/metrics/namedQueries';
import type { Answer } from './answers';
import { ask } from './answers';
import { nowMs } from './data/fleet';
import type { Urls } from './servers';
import { startServers } from './servers';

const MINUTE_MS = 60_000;

let urls: Urls;
let stop: () => Promise<void>;

beforeAll(async () => {
  ({ urls, stop } = await startServers());
});

afterAll(() => stop());

function valuesOf(answer: Answer): number[] {
  return answer.status === 'ok'
    ? [...answer.series.values()].flatMap(points =>
        points.map(([, value]) => Number(value)),
      )
    : [];
}

/** Values of a query with at most one series, by who says so. */
async function saidOf(query: string, atMs = nowMs) {
  const [two, three, simulation] = await Promise.all(
    [urls.prometheus2, urls.prometheus3, urls.simulation].map(async url =>
      valuesOf(await ask(url, query, { atMs })),
    ),
  );
  return { two, three, simulation };
}

/** Samples lie on whole instants, as scrapes hardly ever do and as recording rules always do. */
const ALIGNED = 'probe_aligned_total{pod="steady"}';

describe('Prometheus 2 and 3 differ by design: the simulation takes the side of 3', () => {
  it('2 takes the samples at both ends of a range, 3 leaves the first out', async () => {
    expect(await saidOf(`count_over_time(${ALIGNED}[5m])`)).toEqual({
      two: [11],
      three: [10],
      simulation: [10],
    });
    // 119 and 120 scrapes of six: the sum of both, or of the last.
    expect(await saidOf(`sum_over_time(${ALIGNED}[30s])`)).toEqual({
      two: [1_434],
      three: [720],
      simulation: [720],
    });
  });

  it('2 counts a sample between two windows twice, 3 once', async () => {
    const said = await saidOf(
      `sum(count_over_time(${ALIGNED}[10m]) + count_over_time(${ALIGNED}[10m] offset 10m)) - sum(count_over_time(${ALIGNED}[20m]))`,
    );
    expect(said).toEqual({ two: [1], three: [0], simulation: [0] });
  });

  it('2 has a rate over one interval, 3 has too few samples for it', async () => {
    const said = await saidOf(`increase(${ALIGNED}[30s])`);
    expect(said).toEqual({ two: [6], three: [], simulation: [] });
  });

  it('an increase over a steady counter is the same', async () => {
    const said = await saidOf(`increase(${ALIGNED}[5m])`);
    expect(said).toEqual({ two: [60], three: [60], simulation: [60] });
  });

  it('2 evaluates a subquery at both ends, 3 leaves the first out', async () => {
    const said = await saidOf('count_over_time(vector(1)[5m:1m])');
    expect(said).toEqual({ two: [6], three: [5], simulation: [5] });
  });

  it('2 still sees a sample that is exactly five minutes old, 3 no more', async () => {
    // The last sample, 80 scrapes after the first, is two seconds later than whole minutes.
    const lastMs = nowMs - 60 * MINUTE_MS + 80 * 30_000 + 2_000;
    const query = 'probe_total{pod="ended"}';
    expect(await saidOf(query, lastMs + 5 * MINUTE_MS - 1)).toEqual({
      two: [320],
      three: [320],
      simulation: [320],
    });
    expect(await saidOf(query, lastMs + 5 * MINUTE_MS)).toEqual({
      two: [320],
      three: [],
      simulation: [],
    });
  });

  it('a counter that begins inside the window is extended back to zero by 2, by half an interval at most by 3', async () => {
    // 80 in 8 intervals, two seconds short of the window's end; the first value, 8, is that of 24 s.
    const atMs = nowMs - 60 * MINUTE_MS + 78 * 30_000 + 2_000;
    const said = await saidOf('increase(probe_total{pod="born"}[10m])', atMs);
    expect(said.two[0]).toBeCloseTo(80 + 8, 9);
    expect(said.three[0]).toBeCloseTo(80 + 5, 9);
    expect(said.simulation[0]).toBeCloseTo(80 + 5, 9);
  });

  it('a dot in a regular expression matches a line break in 3 only', async () => {
    const said = await saidOf('probe_text{kind=~"quote.*end"}');
    expect(said).toEqual({ two: [], three: [3], simulation: [3] });
  });
});

describe('the named queries of the portal', () => {
  // One that needs a range asks through rangeWindow, which hours.test.ts proves.
  it('use nothing in which the generations differ', () => {
    const withRange = namedQueries.filter(({ promql }) =>
      /\[[^\]"]*\]/.test(promql),
    );
    expect(withRange).toEqual([]);
  });

  it('see a sample that is exactly five minutes old on 2 only, their one trace of the generation', async () => {
    // The handwritten version has its last sample at the very instant nowMs.
    const atMs = nowMs + 5 * MINUTE_MS;
    const { promql } = healthQueries.version;
    expect(await saidOf(promql, atMs - 1)).toEqual({
      two: [1],
      three: [1],
      simulation: [1],
    });
    expect(await saidOf(promql, atMs)).toEqual({
      two: [1],
      three: [],
      simulation: [],
    });
  });
});
