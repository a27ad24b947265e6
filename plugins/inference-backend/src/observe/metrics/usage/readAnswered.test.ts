import type { InstantMs } from '../../../types';
import { readAnswered } from './readAnswered';

const NOW = Date.UTC(2026, 10, 22, 12, 0, 0) as InstantMs;

/** What Prometheus holds of the pods, as pairs of a metric's name and its value. */
async function ask(
  series: readonly (readonly [string, number | null])[],
  names: readonly string[] = ['chat-7d9f-x2'],
) {
  const asked: string[] = [];
  const answered = await readAnswered(
    {
      query: async promql => {
        asked.push(promql);
        return {
          status: 'ok',
          series: series.map(([name, value]) => ({
            labels: { __name__: name },
            at: NOW,
            value,
          })),
          warnings: [],
          durationMs: 1,
        };
      },
    },
    { namespace: 'support', names, matcher: '' },
    { now: NOW, signal: new AbortController().signal },
  );
  return { answered, asked };
}

describe('readAnswered', () => {
  it('adds up what the pods did', async () => {
    const { answered, asked } = await ask([
      ['nv_inference_request_success', 40],
      ['nv_inference_request_success', 50],
      ['nv_inference_request_failure', 10],
      ['nv_inference_request_failure', null],
    ]);
    expect(answered).toEqual({ succeeded: 90, failed: 10 });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toContain('trtllm_request_error_total');
    expect(asked[0]).toContain('pod=~"chat-7d9f-x2"');
    expect(asked[0]).not.toContain('tokens_total');
  });

  it('knows no errors of an engine that counts none', async () => {
    const { answered } = await ask([['vllm:request_success_total', 7]]);
    expect(answered).toEqual({ succeeded: 7, failed: null });
  });

  it('takes aborted requests of SGLang away from those that succeeded', async () => {
    const { answered } = await ask([
      ['sglang:num_requests_total', 30],
      ['sglang:num_aborted_requests_total', 10],
    ]);
    expect(answered).toEqual({ succeeded: 20, failed: 10 });
  });

  it('takes a counter that appears with its first error for 0 until then', async () => {
    const { answered } = await ask([
      ['tgi_queue_size', 3],
      ['tgi_request_success', 5],
    ]);
    expect(answered).toEqual({ succeeded: 5, failed: 0 });
  });

  it('says nothing where nobody counts, and asks nothing without pods', async () => {
    expect((await ask([])).answered).toBeNull();
    expect(await ask([['tgi_request_success', 5]], [])).toEqual({
      answered: null,
      asked: [],
    });
  });
});
