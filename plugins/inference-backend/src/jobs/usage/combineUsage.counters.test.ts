import { bins, countersOf, series, vllm } from './__testUtils__/hourOfSeries';

describe('counters of engines', () => {
  it('grow over all replicas, each over its own restarts', () => {
    const { hour } = countersOf(
      vllm(bins(bin => (bin < 6 ? 100 + bin : bin - 6))),
      vllm(
        bins(bin => 1_000 + 2 * bin),
        { pod: 'chat-1' },
      ),
    );
    expect(hour).toMatchObject({
      serverId: 'chat',
      requests: 5 + 6 + 24,
      errors: null,
      coverage: { traffic: 1, gateway: null },
    });
  });

  it.each([
    ['vLLM', 'vllm:request_success_total', { finished_reason: 'stop' }],
    ['NIM', 'request_success_total', { model_name: 'meta/llama-3.1-8b' }],
    ['vLLM under Ray', 'ray_vllm_request_success_total', { WorkerId: 'f3' }],
    ['vLLM under Ray before 2.10', 'ray_vllm_request_success', {}],
    ['Ray Serve', 'ray_serve_num_http_requests_total', { route: '/v1' }],
    ['Ray Serve before 2.10', 'ray_serve_num_http_requests', {}],
    ['TensorRT-LLM', 'trtllm_request_success_total', { engine_type: 'trt' }],
    ['Triton', 'nv_inference_request_success', { model: 'ensemble' }],
    ['SGLang', 'sglang:num_requests_total', { model_name: 'qwen' }],
    ['TGI', 'tgi_request_success', {}],
    ['TEI', 'te_request_success', { method: 'single' }],
  ])('of %s tell its requests', (_engine, name, labels) => {
    const { hour, issues } = countersOf(
      series(
        { ...labels, __name__: name, pod: 'chat-0' },
        bins(bin => 500 + 3 * bin),
      ),
    );
    expect([hour?.requests, issues]).toEqual([36, []]);
  });

  describe('of the proxies of Ray Serve', () => {
    const proxy = (name: string, perBin: number, pod: string) =>
      series(
        { __name__: name, pod, application: 'llm', route: '/v1' },
        bins(bin => 10 + perBin * bin),
      );

    it('count each request once, whichever node took it, and tell what failed', () => {
      const { hour } = countersOf(
        proxy('ray_serve_num_http_requests_total', 5, 'chat-0'),
        proxy('ray_serve_num_http_requests_total', 1, 'chat-1'),
        proxy('ray_serve_num_http_error_requests_total', 2, 'chat-0'),
      );
      expect(hour).toMatchObject({ requests: 48, errors: 24 });
    });

    it('give way to the engine behind them, in whichever pod', () => {
      const { hour } = countersOf(
        proxy('ray_serve_num_http_requests_total', 5, 'chat-0'),
        proxy('ray_serve_num_http_error_requests_total', 1, 'chat-0'),
        series(
          { __name__: 'ray_vllm_request_success_total', pod: 'chat-1' },
          bins(bin => 4 * bin),
        ),
      );
      expect(hour).toMatchObject({ requests: 48, errors: 12 });
    });
  });

  it('that are absent are null, and those that stand still are 0', () => {
    const { hour } = countersOf(vllm(bins(() => 77)));
    expect(hour).toMatchObject({ requests: 0, promptTokens: null });
  });

  it('count from 0 where their pod began in the hour', () => {
    const { hour } = countersOf(
      vllm(
        bins(bin => (bin < 5 ? undefined : 4 + bin)),
        { pod: 'chat-9' },
      ),
    );
    expect(hour?.requests).toBe(16);
    // From the first bin on that knows the pod, of the 40 minutes that it lived.
    expect(hour?.coverage.traffic).toBe(1);
  });

  it('do not count from 0 after an outage', () => {
    const { hour } = countersOf(
      vllm(bins(bin => (bin < 6 ? undefined : 5_000 + bin))),
    );
    expect(hour?.requests).toBe(6);
    expect(hour?.coverage.traffic).toBeCloseTo(0.5);
  });

  it('that appear with their first request count it, where the engine was there before', () => {
    const { hour } = countersOf(
      series(
        { __name__: 'tgi_queue_size', pod: 'chat-0' },
        bins(() => 0),
      ),
      series(
        { __name__: 'tgi_request_success', pod: 'chat-0' },
        bins(bin => (bin < 8 ? undefined : 1)),
      ),
    );
    expect(hour?.requests).toBe(1);
    expect(
      countersOf(
        series(
          { __name__: 'tgi_queue_size', pod: 'chat-0' },
          bins(() => 0),
        ),
      ).hour?.requests,
    ).toBe(0);
  });

  it('that two jobs scrape count once, and it is said', () => {
    const { hour, issues } = countersOf(
      vllm(bins(bin => bin)),
      vllm(
        bins(bin => bin),
        { job: 'pods' },
      ),
    );
    expect(hour?.requests).toBe(12);
    expect(issues).toEqual(['scraped-twice']);
  });

  it('that an answer holds twice count once, and it is said', () => {
    const { hour, issues } = countersOf(
      vllm(bins(bin => bin)),
      vllm(bins(bin => bin)),
    );
    expect(hour?.requests).toBe(12);
    expect(issues).toEqual(['duplicate-series']);
  });

  it('leave values out that are negative or no numbers', () => {
    const { hour, issues } = countersOf(
      vllm(
        bins(bin => {
          if (bin === 4) return null;
          return bin === 5 ? -5 : bin;
        }),
      ),
    );
    expect(hour?.requests).toBe(3 + 6);
    expect(issues).toEqual(['bad-values']);
  });

  it('of aborted requests are errors, and no requests', () => {
    const { hour } = countersOf(
      series(
        { __name__: 'sglang:num_requests_total', pod: 'chat-0' },
        bins(bin => 10 * bin),
      ),
      series(
        { __name__: 'sglang:num_aborted_requests_total', pod: 'chat-0' },
        bins(bin => bin),
      ),
    );
    expect(hour).toMatchObject({ requests: 108, errors: 12 });
  });

  it('of the web framework tell failures', () => {
    const { hour } = countersOf(
      vllm(bins(bin => 10 * bin)),
      ...['2xx', '5xx'].map(status =>
        series(
          { __name__: 'http_requests_total', pod: 'chat-0', status },
          bins(bin => (status === '5xx' ? bin : 10 * bin)),
        ),
      ),
    );
    expect(hour).toMatchObject({ requests: 120, errors: 12 });
  });
});
