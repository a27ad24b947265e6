import type { RuntimeName } from '@inference-portal/plugin-inference-common';
import type { InstantMs } from '../../types';
import {
  PrometheusStub,
  refusal,
  vector,
  type StubAnswer,
} from './__fixtures__/PrometheusStub';
import { assessPrometheus } from './assessPrometheus';
import { healthQueries, namedQueries } from './namedQueries';
import { PrometheusClient } from './PrometheusClient';
import type { PrometheusSource } from './PrometheusConfig';
import { runHealthQueries } from './runHealthQueries';

const NOW = Date.UTC(2026, 10, 2, 12) as InstantMs;
const HEALTHY: Record<string, string> = {
  [healthQueries.targets.promql]: '40',
  [healthQueries.targetsUp.promql]: '39',
  [healthQueries.freshness.promql]: '12.5',
  [healthQueries.kubeState.promql]: '300',
  [healthQueries.gpuEngineActive.promql]: '16',
  [healthQueries.gpuPodsExported.promql]: '14',
  'count(count by (namespace, pod) (vllm:num_requests_running))': '9',
};

describe('health of a Prometheus', () => {
  let stub: PrometheusStub;
  let source: PrometheusSource;

  beforeEach(async () => {
    stub = await PrometheusStub.start();
    source = {
      name: 'main',
      url: stub.url,
      clusters: null,
      auth: null,
      headers: {},
      caFile: null,
      skipTLSVerify: false,
      timeoutMs: 5_000,
    };
  });
  afterEach(() => stub.stop());

  async function check(
    values: Record<string, string | StubAnswer>,
    options: {
      expected?: [RuntimeName, number][];
      previous?: Parameters<typeof assessPrometheus>[0]['previous'];
      now?: InstantMs;
    } = {},
  ) {
    stub.answer(request => {
      if (request.path.endsWith('/buildinfo')) {
        return { body: { status: 'success', data: { version: '3.5.0' } } };
      }
      const value = values[request.params.get('query') ?? ''];
      if (value === undefined) {
        return vector();
      }
      return typeof value === 'string' && value !== 'hang'
        ? vector({ value })
        : (value as StubAnswer);
    });
    const client = new PrometheusClient(source, { pause: async () => {} });
    return assessPrometheus({
      source,
      look: await runHealthQueries(client),
      expectedPods: new Map(options.expected ?? [['vllm', 10]]),
      previous: options.previous,
      now: options.now ?? NOW,
    });
  }

  it('shows version, lag, coverage and each query', async () => {
    const health = await check(HEALTHY);
    expect(health).toMatchObject({
      id: 'prometheus:main',
      status: 'healthy',
      version: '3.5.0',
      lagSeconds: 12.5,
      lastDataAt: new Date(NOW - 12_500).toISOString(),
      issues: [],
      coverage: [
        { name: 'scrape targets that answer', have: 39, want: 40 },
        { name: 'ready replicas with request metrics', have: 9, want: 10 },
        { name: 'GPU series that name their pod', have: 14, want: 16 },
      ],
    });
    expect(health.queries.map(query => query.name)).toEqual(
      expect.arrayContaining(namedQueries.map(query => query.name)),
    );
    expect(
      health.queries.find(query => query.name === 'targets'),
    ).toMatchObject({
      status: 'ok',
      series: 1,
      durationMs: expect.any(Number),
    });
  });

  it('says which exporter is missing and what to do', async () => {
    const health = await check({
      [healthQueries.targets.promql]: '4',
      [healthQueries.targetsUp.promql]: '4',
      [healthQueries.freshness.promql]: '3',
    });
    expect(health.status).toBe('degraded');
    expect(health.issues).toMatchObject([
      { code: 'no-gpu-metrics', fix: expect.stringContaining('DCGM exporter') },
      {
        code: 'no-request-metrics',
        message: expect.stringContaining('10 ready replicas run vllm'),
        fix: expect.stringContaining('PodMonitor'),
      },
    ]);
  });

  it('says so when GPU metrics name no pods', async () => {
    const health = await check({
      ...HEALTHY,
      [healthQueries.gpuPodsExported.promql]: vector(),
    });
    expect(health.issues).toMatchObject([{ code: 'gpu-metrics-without-pods' }]);
  });

  it('counts pods that are labelled either way', async () => {
    const health = await check({
      ...HEALTHY,
      [healthQueries.gpuPodsExported.promql]: '6',
      [healthQueries.gpuPodsPlain.promql]: '8',
    });
    expect(health.coverage[2]).toMatchObject({ have: 14, want: 16 });
  });

  it('does not let unknown pods fill the gap of known ones', async () => {
    const health = await check(
      {
        ...HEALTHY,
        'count(count by (namespace, pod) (sglang:num_running_reqs))': '50',
      },
      {
        expected: [
          ['vllm', 10],
          ['sglang', 1],
        ],
      },
    );
    expect(health.coverage[1]).toMatchObject({ have: 10, want: 11 });
  });

  it('calls an empty server empty and not stale', async () => {
    const health = await check({});
    expect(health.issues.map(issue => issue.code)).toEqual(['empty']);
    expect(health).toMatchObject({ lagSeconds: null, lastDataAt: null });
  });

  it('calls old samples stale', async () => {
    const health = await check({
      ...HEALTHY,
      [healthQueries.freshness.promql]: '900',
    });
    expect(health.issues).toMatchObject([
      { code: 'stale', message: 'The newest sample is 900 s old.' },
    ]);
  });

  it('takes a failed query as unknown and not as zero', async () => {
    const health = await check({
      ...HEALTHY,
      [healthQueries.targetsUp.promql]: refusal(
        422,
        'execution',
        'too many samples',
      ),
    });
    expect(health.coverage[0]).toMatchObject({ have: null, want: 40 });
    expect(health.queries).toContainEqual(
      expect.objectContaining({
        name: 'targets-up',
        status: 'failed',
        series: null,
      }),
    );
    expect(health.issues[0]).toMatchObject({
      code: 'rejected',
      message: expect.stringContaining('too many samples'),
    });
  });

  it('tells warnings once', async () => {
    const warned = (value: string): StubAnswer => ({
      body: {
        status: 'success',
        data: {
          resultType: 'vector',
          result: [{ metric: {}, value: [1, value] }],
        },
        warnings: ['store 3 is down'],
      },
    });
    const health = await check({
      ...HEALTHY,
      [healthQueries.targets.promql]: warned('40'),
      [healthQueries.targetsUp.promql]: warned('39'),
    });
    expect(health.issues).toMatchObject([
      { code: 'partial', message: 'store 3 is down' },
    ]);
  });

  it('keeps version and last data of a server that went away, and since when it is away', async () => {
    const before = await check(HEALTHY);
    const away = await check(
      { [healthQueries.targets.promql]: refusal(503, 'unavailable', 'down') },
      { previous: before, now: (NOW + 60_000) as InstantMs },
    );
    expect(away).toMatchObject({
      status: 'unreachable',
      version: '3.5.0',
      lastDataAt: before.lastDataAt,
      lagSeconds: 72.5,
      issues: [{ since: new Date(NOW + 60_000).toISOString() }],
    });
    const later = await check(
      { [healthQueries.targets.promql]: refusal(503, 'unavailable', 'down') },
      { previous: away, now: (NOW + 120_000) as InstantMs },
    );
    expect(later.issues[0]?.since).toBe(away.issues[0]?.since);
  });

  it('calls one outage one, whether the server is refused, hung or starting', async () => {
    const down = (answer: StubAnswer) => ({
      [healthQueries.targets.promql]: answer,
    });
    const first = await check(down(refusal(503, 'timeout', 'timed out')));
    const second = await check(
      down({ status: 502, type: 'text/html', body: 'bad gateway' }),
      { previous: first, now: (NOW + 60_000) as InstantMs },
    );
    expect(second.status).toBe('unreachable');
    expect(second.issues[0]?.message).not.toBe(first.issues[0]?.message);
    expect(second.issues[0]?.since).toBe(first.issues[0]?.since);
  });

  it('keeps since when samples are stale, though they grow older', async () => {
    const aged = (seconds: string) => ({
      ...HEALTHY,
      [healthQueries.freshness.promql]: seconds,
    });
    const first = await check(aged('900'));
    const second = await check(aged('960'), {
      previous: first,
      now: (NOW + 60_000) as InstantMs,
    });
    expect(second.issues[0]?.message).not.toBe(first.issues[0]?.message);
    expect(second.issues[0]?.since).toBe(first.issues[0]?.since);
  });

  it('calls a server stale, not empty, when it had samples before, and keeps the time of the last', async () => {
    const before = await check(HEALTHY);
    const silent = await check(
      {},
      {
        previous: before,
        now: (NOW + 600_000) as InstantMs,
      },
    );
    expect(silent).toMatchObject({
      status: 'degraded',
      lastDataAt: before.lastDataAt,
      lagSeconds: 612.5,
      issues: [{ code: 'stale' }],
    });
  });

  it.each([
    [{ status: 401, body: 'no' }, 'misconfigured'],
    [{ type: 'text/html', body: '<html>' }, 'misconfigured'],
  ] as const)('calls %j %s', async (answer, status) => {
    const health = await check({ [healthQueries.targets.promql]: answer });
    expect(health.status).toBe(status);
    expect(stub.requests).toHaveLength(1);
  });
});

describe('namedQueries', () => {
  it('have names of their own', () => {
    const names = namedQueries.map(query => query.name);
    expect(new Set(names).size).toBe(names.length);
  });
});
