import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { HOUR_MS, MINUTE_MS } from '../../durations';
import type {
  QueryResult,
  SampleSeries,
} from '../../observe/metrics/PrometheusResult';
import type { UsageClient } from '../../observe/metrics/usage/askSharded';
import { KnexUsageStore } from '../../record';
import { allocation } from '../../record/__testUtils__/openLedger';
import type { InstantMs } from '../../types';
import { UsageCollector } from './UsageCollector';
import { usageIssues } from './usageIssues';

jest.setTimeout(60_000);

const TEN = Date.UTC(2026, 10, 16, 10);
const SOURCE = '["fleet","eu-west"]';

type Answer = QueryResult<SampleSeries>;

const ok = (
  series: readonly SampleSeries[],
  warnings: readonly string[] = [],
): Answer => ({ status: 'ok', series, warnings, durationMs: 1 });

const failed = (code: 'unreachable' | 'rejected', message: string): Answer => ({
  status: 'failed',
  code,
  message,
  fix: null,
  durationMs: 1,
});

/** A Prometheus whose only pod takes one request a minute, as its counter stands at each instant that is asked for. */
class FakePrometheus implements UsageClient {
  readonly asked: { promql: string; start: number; end: number }[] = [];
  /** Answers instead of the pod; null leaves it to the pod. */
  override: (promql: string) => Answer | null = () => null;
  newest: number | null = null;
  skewMs = 0;

  constructor(readonly now: () => number) {}

  async query(promql: string) {
    const at = (this.now() + this.skewMs) as InstantMs;
    if (promql.startsWith('count_over_time')) {
      return {
        status: 'ok' as const,
        series: [{ labels: {}, at, value: 1 }],
        warnings: [],
        durationMs: 1,
      };
    }
    const broken = this.override(promql);
    if (broken?.status === 'failed') return broken;
    return {
      status: 'ok' as const,
      series: [{ labels: {}, at, value: (this.newest ?? this.now()) / 1_000 }],
      warnings: [],
      durationMs: 1,
    };
  }

  async queryRange(
    promql: string,
    options: { start: InstantMs; end: InstantMs; stepSeconds: number },
  ): Promise<Answer> {
    const { start, end, stepSeconds } = options;
    this.asked.push({ promql, start, end });
    const answer = this.override(promql);
    if (answer) return answer;
    if (!promql.includes('request_success_total')) return ok([]);
    const points = [];
    for (
      let at = start;
      at <= end;
      at = (at + stepSeconds * 1_000) as InstantMs
    ) {
      points.push({ at, value: Math.floor(at / MINUTE_MS) - 29_000_000 });
    }
    return ok([
      {
        labels: {
          __name__: 'vllm:request_success_total',
          job: 'chat',
          namespace: 'support',
          pod: 'support-chat-7c9f',
        },
        points,
      },
    ]);
  }
}

describe('collection of usage', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

  async function start(options: { backfillHours?: number } = {}) {
    let now = TEN + 6 * MINUTE_MS;
    const store = await KnexUsageStore.create({
      database: mockServices.database({
        knex: await databases.init('SQLITE_3'),
      }),
    });
    const prometheus = new FakePrometheus(() => now);
    const create = () =>
      new UsageCollector({
        prometheus: 'fleet',
        cluster: 'eu-west',
        client: prometheus,
        matcher: 'cluster="eu-west"',
        store,
        ledger: {
          readLedger: async () => ({
            nodes: [],
            allocations: [
              allocation({ from: (TEN - 20 * 24 * HOUR_MS) as InstantMs }),
            ],
            ownership: [],
            unobserved: [],
            prices: [],
            commitments: [],
          }),
        },
        listServers: async () => [
          {
            id: 'ms-chat',
            namespace: 'support',
            name: 'support-chat',
            model: { id: 'acme/chat', source: 'argument' },
          } as never,
        ],
        backfillMs: (options.backfillHours ?? 3) * HOUR_MS,
        logger: mockServices.logger.mock(),
        now: () => now as InstantMs,
      });
    let collector = create();
    return {
      store,
      prometheus,
      run: () => collector.run(new AbortController().signal),
      restart: () => {
        collector = create();
      },
      setTime: (at: number) => {
        now = at;
      },
      requests: async () =>
        (
          await store.listHours(
            'ms-chat',
            (TEN - 200 * HOUR_MS) as InstantMs,
            (TEN + 200 * HOUR_MS) as InstantMs,
          )
        ).map(({ hour, requests }) => [(hour - TEN) / HOUR_MS, requests]),
      issues: async () =>
        usageIssues('fleet', await store.listSources()).map(({ code }) => code),
    };
  }

  it('begins with the last hours, as far back as it may, and knows how far it is', async () => {
    const { store, run, requests } = await start();
    await run();
    expect(await requests()).toEqual([
      [-2, 60],
      [-1, 60],
    ]);
    expect(await store.watermark(SOURCE)).toBe(TEN);
  });

  it('takes the same hours whatever is collected at once', async () => {
    const { run, requests, setTime } = await start({ backfillHours: 150 });
    await run();
    setTime(TEN + 65 * MINUTE_MS);
    await run();
    const found = await requests();
    expect(found).toHaveLength(150);
    expect(new Set(found.map(([, count]) => count))).toEqual(new Set([60]));
  });

  it('asks the same number of queries whatever it finds, at most fifteen', async () => {
    const { run, prometheus, setTime } = await start();
    await run();
    prometheus.asked.length = 0;
    setTime(TEN + 65 * MINUTE_MS);
    await run();
    expect(prometheus.asked.length + 2).toBeLessThanOrEqual(15);
    expect(prometheus.asked.every(({ end }) => end === TEN + HOUR_MS - 1)).toBe(
      true,
    );
  });

  it('leaves an hour open that cannot be read, says why, and catches up', async () => {
    const { store, prometheus, run, requests, setTime, issues } = await start({
      backfillHours: 12,
    });
    await run();
    prometheus.override = promql =>
      promql.includes('request_success_total')
        ? failed('unreachable', 'http://prometheus cannot be reached')
        : null;
    for (const hours of [1, 2, 3]) {
      setTime(TEN + hours * HOUR_MS + 6 * MINUTE_MS);
      await run();
    }
    expect(await store.watermark(SOURCE)).toBe(TEN);
    const [issue] = usageIssues('fleet', await store.listSources());
    expect(issue?.message).toBe(
      'Usage of eu-west: Query usage-counters: http://prometheus cannot be reached',
    );
    prometheus.override = () => null;
    await run();
    expect(await store.watermark(SOURCE)).toBe(TEN + 3 * HOUR_MS);
    expect((await requests()).slice(-3)).toEqual([
      [0, 60],
      [1, 60],
      [2, 60],
    ]);
    expect(await issues()).toEqual([]);
  });

  it('does not take a partial answer for the whole', async () => {
    const { store, prometheus, run, setTime, issues } = await start();
    await run();
    prometheus.override = promql =>
      promql.includes('request_success_total')
        ? ok([], ['store gateway 2 did not answer'])
        : null;
    setTime(TEN + 65 * MINUTE_MS);
    await run();
    expect(await store.watermark(SOURCE)).toBe(TEN);
    expect(await issues()).toContain('partial');
  });

  it('waits for samples that are late, and takes their absence for an outage after an hour', async () => {
    const { store, prometheus, run, setTime, issues } = await start({
      backfillHours: 12,
    });
    await run();
    prometheus.newest = TEN + 20 * MINUTE_MS;
    setTime(TEN + 65 * MINUTE_MS);
    await run();
    expect([await store.watermark(SOURCE), await issues()]).toEqual([
      TEN,
      ['late'],
    ]);
    setTime(TEN + 125 * MINUTE_MS);
    await run();
    expect(await store.watermark(SOURCE)).toBeGreaterThanOrEqual(TEN + HOUR_MS);
  });

  it('names a clock that is wrong and closes nothing by it', async () => {
    const { store, prometheus, run, issues } = await start();
    prometheus.skewMs = -10 * MINUTE_MS;
    await run();
    expect(await store.watermark(SOURCE)).toBeNull();
    expect(await issues()).toEqual(['clock-skew']);
  });

  it('does not hold up later hours for ever', async () => {
    const { store, prometheus, run, setTime } = await start();
    await run();
    prometheus.override = promql =>
      promql.includes('request_success_total')
        ? failed('rejected', 'the parser is broken')
        : null;
    for (let hours = 1; hours <= 30; hours += 1) {
      setTime(TEN + hours * HOUR_MS + 6 * MINUTE_MS);
      await run();
    }
    expect(await store.watermark(SOURCE)).toBeGreaterThan(TEN + 20 * HOUR_MS);
  });

  it('goes on where it was after a restart, and no further back than it may', async () => {
    const { prometheus, run, restart, setTime, requests } = await start();
    await run();
    restart();
    prometheus.asked.length = 0;
    setTime(TEN + 65 * MINUTE_MS);
    await run();
    expect(
      Math.min(...prometheus.asked.map(({ start: at }) => at)),
    ).toBeGreaterThan(TEN - 3 * HOUR_MS);
    expect(await requests()).toHaveLength(3);
  });

  it('asks in parts when an answer would pass a limit, and remembers it', async () => {
    const { prometheus, run, setTime, requests } = await start();
    prometheus.override = promql => {
      if (!promql.includes('request_success_total')) return null;
      if (!promql.includes('pod!~') && !promql.includes('pod=~')) {
        return failed(
          'rejected',
          'query processing would load too many samples',
        );
      }
      // The pod's name ends with an f.
      return /pod=~"\.\*\[[a-z0-9]*f[a-z0-9]*\]"/.test(promql) ? null : ok([]);
    };
    await run();
    expect((await requests()).map(([, count]) => count)).toEqual([60, 60]);
    prometheus.asked.length = 0;
    setTime(TEN + 65 * MINUTE_MS);
    await run();
    expect(
      prometheus.asked.filter(({ promql }) =>
        promql.includes('request_success_total'),
      ),
    ).toHaveLength(3);
  });
});
