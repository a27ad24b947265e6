import type { InstantMs } from '../../../types';
import type { QueryResult, Sample } from '../PrometheusResult';
import { readRunningNow } from './readRunningNow';

const NOW = Date.UTC(2026, 10, 22, 12, 0, 0) as InstantMs;
const pods = {
  namespace: 'support',
  names: ['chat-7d9f-x2', 'chat.b'],
  matcher: 'cluster="eu-west"',
};

/** A Prometheus with these values, scraped so many seconds ago. */
async function ask(
  values: readonly (number | null)[],
  facts: { ago?: number; fails?: boolean; names?: readonly string[] } = {},
) {
  const { ago = 10, fails = false, names = pods.names } = facts;
  const asked: string[] = [];
  const answer = (series: readonly (number | null)[]): QueryResult<Sample> =>
    fails
      ? {
          status: 'failed',
          code: 'timeout',
          message: 'It did not answer.',
          fix: null,
          durationMs: 1,
        }
      : {
          status: 'ok',
          series: series.map(value => ({ labels: {}, at: NOW, value })),
          warnings: [],
          durationMs: 1,
        };
  const running = await readRunningNow(
    {
      query: async promql => {
        asked.push(promql);
        return answer(
          promql.startsWith('timestamp(')
            ? values.map(() => NOW / 1000 - ago)
            : values,
        );
      },
    },
    { ...pods, names },
    { now: NOW, signal: new AbortController().signal },
  );
  return { running, asked };
}

describe('readRunningNow', () => {
  it('adds up what runs and what waits in the pods of the server alone', async () => {
    const { running, asked } = await ask([2, 1, null]);
    expect(running).toBe(3);
    expect(asked[0]).toContain('vllm:num_requests_running');
    expect(asked[0]).toContain('namespace="support"');
    expect(asked[0]).toContain('pod=~"chat-7d9f-x2|chat\\\\.b"');
    expect(asked[0]).toContain('cluster="eu-west"');
    expect(asked[0]).not.toContain('cache');
  });

  it('is 0 when Prometheus sees that nothing runs, and null when it does not say', async () => {
    expect((await ask([0, 0])).running).toBe(0);
    expect((await ask([])).running).toBeNull();
    expect((await ask([null])).running).toBeNull();
    expect((await ask([2], { ago: 240 })).running).toBeNull();
    expect((await ask([2], { fails: true })).running).toBeNull();
    expect(await ask([2], { names: [] })).toEqual({
      running: null,
      asked: [],
    });
  });
});
