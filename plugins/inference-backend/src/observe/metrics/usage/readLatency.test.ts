import type { InstantMs } from '../../../types';
import { readLatency } from './readLatency';

const NOW = Date.UTC(2026, 10, 22, 12, 0, 0) as InstantMs;
const VLLM = 'vllm:e2e_request_latency_seconds_bucket';

interface Bucket {
  readonly pod?: string;
  readonly job?: string;
  readonly metric?: string;
  readonly le: string;
  readonly count: number | null;
}

async function ask(
  buckets: readonly Bucket[],
  names: readonly string[] = ['chat-7d9f-x2', 'chat-7d9f-k4'],
) {
  const asked: string[] = [];
  const latency = await readLatency(
    {
      query: async promql => {
        asked.push(promql);
        return {
          status: 'ok',
          series: buckets.map(
            ({ count, job = 'vllm', le, metric = VLLM, pod }) => ({
              labels: {
                __name__: metric,
                job,
                le,
                pod: pod ?? 'chat-7d9f-x2',
              },
              at: NOW,
              value: count,
            }),
          ),
          warnings: [],
          durationMs: 1,
        };
      },
    },
    { namespace: 'support', names, matcher: '' },
    { now: NOW, signal: new AbortController().signal },
  );
  return { asked, latency };
}

const histogram = (rest: Partial<Bucket> = {}, factor = 1): Bucket[] => [
  { ...rest, le: '0.5', count: 50 * factor },
  { ...rest, le: '1.0', count: 90 * factor },
  { ...rest, le: '2.0', count: 100 * factor },
  { ...rest, le: '+Inf', count: 100 * factor },
];

describe('readLatency', () => {
  it('tells the 95th percentile of all pods, in milliseconds', async () => {
    const { asked, latency } = await ask([
      ...histogram(),
      ...histogram({ pod: 'chat-7d9f-k4' }),
    ]);
    expect(latency).toEqual({ requests: 200, p95Ms: 1_500 });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toContain('e2e_request_latency_seconds_bucket');
    expect(asked[0]).not.toContain('time_to_first_token');
  });

  it('counts a pod that two jobs scrape once', async () => {
    const { latency } = await ask([
      ...histogram(),
      ...histogram({ job: 'podmonitor' }, 2),
    ]);
    expect(latency?.requests).toBe(200);
  });

  it('knows no time before the first request', async () => {
    const { latency } = await ask(histogram({}, 0));
    expect(latency).toEqual({ requests: 0, p95Ms: null });
  });

  it('says nothing without a histogram, and does not ask without pods', async () => {
    await expect(ask([])).resolves.toMatchObject({ latency: null });
    await expect(ask([{ le: '1', count: null }])).resolves.toMatchObject({
      latency: null,
    });
    await expect(ask([], [])).resolves.toEqual({ asked: [], latency: null });
  });

  it('says nothing when Prometheus does not answer', async () => {
    const latency = await readLatency(
      {
        query: async () => ({
          status: 'failed',
          code: 'unreachable',
          message: 'refused',
          fix: null,
          durationMs: 1,
        }),
      },
      { namespace: 'support', names: ['chat-7d9f-x2'], matcher: '' },
      { now: NOW, signal: new AbortController().signal },
    );
    expect(latency).toBeNull();
  });
});
