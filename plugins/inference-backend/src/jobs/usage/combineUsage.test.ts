import type { InstantMs } from '../../types';
import type { SampleSeries } from '../../observe/metrics/PrometheusResult';
import type {
  PodLookup,
  ServingPod,
} from '../../observe/metrics/usage/PodHour';
import { readGateways } from '../../observe/metrics/usage/readGateways';
import {
  readBuckets,
  readCounters,
  readDevices,
  readGauges,
} from '../../observe/metrics/usage/readUsage';
import { UsageReading } from '../../observe/metrics/usage/UsageReading';
import { UsageWindow } from '../../observe/metrics/usage/UsageWindow';
import { combineUsage } from './combineUsage';

const BIN_MS = 300_000;
const START = Date.UTC(2026, 10, 16, 10);
const END = START + 3_600_000;

/** Pods are called `<server>-<number>`; uids are not told. */
const lookup: PodLookup = {
  findPod: ({ name }): ServingPod | undefined => {
    const serverId = /^([a-z]+)-\d+$/.exec(name)?.[1];
    return serverId === undefined
      ? undefined
      : {
          key: name,
          serverId,
          life: {
            from: (START +
              (name.endsWith('9') ? 20 * 60_000 : -BIN_MS)) as InstantMs,
            to: null,
          },
          sharesGpus: serverId === 'sliced',
        };
  },
  findDestination: ({ name }) => (name === 'chat' ? 'chat' : undefined),
};

/** Values at the ends of bins from the one before the hour on; null where there is none. */
function series(
  labels: Record<string, string>,
  values: readonly (number | null | undefined)[],
): SampleSeries {
  return {
    labels: { namespace: 'support', job: 'engines', ...labels },
    points: values.flatMap((value, index) =>
      value === undefined
        ? []
        : [{ at: (START - 1 + index * BIN_MS) as InstantMs, value }],
    ),
  };
}

const bins = <T>(make: (bin: number) => T) =>
  Array.from({ length: 13 }, (_, bin) => make(bin));

function reading() {
  return new UsageReading(
    new UsageWindow(START as InstantMs, END as InstantMs, BIN_MS),
  );
}

function countersOf(...all: readonly SampleSeries[]) {
  const read = reading();
  readCounters(all, lookup, read);
  const [hour] = combineUsage(read, []);
  return { hour, issues: read.issues.map(({ code }) => code) };
}

const vllm = (
  values: readonly (number | null | undefined)[],
  labels: Record<string, string> = {},
) =>
  series(
    { __name__: 'vllm:request_success_total', pod: 'chat-0', ...labels },
    values,
  );

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

describe('GPUs', () => {
  const device = (pod: string, values: readonly number[], id = 'GPU-1') =>
    series({ pod: 'nvidia-dcgm-exporter-x', exported_pod: pod, UUID: id }, [
      undefined,
      ...values,
    ]);
  const devicesOf = (...all: readonly SampleSeries[]) => {
    const read = reading();
    readDevices(all, 'max', lookup, read);
    return { hours: combineUsage(read, []), issues: read.issues };
  };
  const twelve = (value: number) => Array.from({ length: 12 }, () => value);

  it('belong to the pod behind the exporter, or to the plain one where labels are honoured', () => {
    const { hours } = devicesOf(
      device('chat-0', twelve(0.5)),
      series({ pod: 'rerank-0', UUID: 'GPU-2' }, [undefined, ...twelve(0.2)]),
    );
    expect(
      hours.map(({ serverId, gpuActivityMax }) => [serverId, gpuActivityMax]),
    ).toEqual([
      ['chat', 0.5],
      ['rerank', 0.2],
    ]);
  });

  it('that two servers use at once tell nothing of either', () => {
    const { hours } = devicesOf(
      device('chat-0', twelve(0.5)),
      device('rerank-0', twelve(0.5)),
    );
    expect(hours.map(({ gpuActivityMax }) => gpuActivityMax)).toEqual([
      null,
      null,
    ]);
    const [sliced] = devicesOf(device('sliced-0', twelve(0.5))).hours;
    expect(sliced?.gpuActivityMax).toBeNull();
  });

  it('that were handed over within the hour tell of both', () => {
    const { hours } = devicesOf(
      device('chat-0', twelve(0.5).slice(0, 4)),
      series(
        { exported_pod: 'rerank-0', UUID: 'GPU-1' },
        bins(bin => (bin < 8 ? undefined : 0.9)),
      ),
    );
    expect(hours.map(({ gpuActivityMax }) => gpuActivityMax)).toEqual([
      0.5, 0.9,
    ]);
  });

  it('whose values are blank are not known, and it is said', () => {
    const { hours, issues } = devicesOf(device('chat-0', twelve(2 ** 31 - 14)));
    expect(hours[0]?.gpuActivityMax ?? null).toBeNull();
    expect(issues).toMatchObject([{ code: 'blank-values' }]);
  });
});

describe('histograms and queues', () => {
  it('give percentiles over all replicas', () => {
    const read = reading();
    const bucket = (pod: string, le: string, count: number): SampleSeries => ({
      labels: { namespace: 'support', pod, job: 'engines', le },
      points: [{ at: (END - 1) as InstantMs, value: count }],
    });
    readBuckets(
      ['chat-0', 'chat-1'].flatMap(pod => [
        bucket(pod, '0.5', 50),
        bucket(pod, '1.0', 95),
        bucket(pod, '2.0', 100),
        bucket(pod, '+Inf', 100),
      ]),
      'latency',
      lookup,
      read,
    );
    readGauges(
      ['chat-0', 'chat-1'].map(pod => ({
        labels: {
          metric: 'vllm:num_requests_waiting',
          namespace: 'support',
          pod,
        },
        points: [{ at: (END - 1) as InstantMs, value: 3 }],
      })),
      lookup,
      read,
    );
    const [hour] = combineUsage(read, []);
    expect(hour?.latencyMs?.p50).toBeCloseTo(500);
    expect(hour?.latencyMs?.p95).toBeCloseTo(1_000);
    expect(hour?.latencyMs?.p99).toBeCloseTo(1_800);
    expect(hour?.waitingMax).toBe(6);
  });
});

describe('gateways', () => {
  const gatewayOf = (...all: readonly SampleSeries[]) => {
    const read = reading();
    readCounters([vllm(bins(() => 5))], lookup, read);
    readGateways(all, lookup, read);
    return combineUsage(read, [])[0];
  };
  const istio = (
    values: readonly (number | undefined)[],
    labels: Record<string, string> = {},
  ) =>
    series(
      {
        __name__: 'istio_requests_total',
        reporter: 'destination',
        destination_workload: 'chat',
        destination_workload_namespace: 'support',
        response_code: '200',
        pod: 'proxy',
        ...labels,
      },
      values,
    );

  it('count what a server did not, once for both reporters', () => {
    expect(
      gatewayOf(
        istio(bins(bin => bin)),
        istio(
          bins(bin => bin),
          { reporter: 'source' },
        ),
        istio(
          bins(bin => 2 * bin),
          { response_code: '503' },
        ),
        istio(
          bins(bin => bin),
          { response_code: '404' },
        ),
      ),
    ).toMatchObject({ requests: 12, errors: 24, coverage: { gateway: 1 } });
  });

  it('count a rare request whose series begins with it', () => {
    expect(
      gatewayOf(
        istio(
          bins(() => 9),
          { response_code: '404' },
        ),
        istio(bins(bin => (bin < 7 ? undefined : 1))),
      )?.requests,
    ).toBe(1);
  });

  it('of Envoy and of the Inference Gateway are understood', () => {
    expect(
      gatewayOf(
        series(
          {
            __name__: 'envoy_cluster_upstream_rq_xx',
            envoy_cluster_name: 'outbound|8000||chat.support.svc.cluster.local',
            envoy_response_code_class: '2',
          },
          bins(bin => 3 * bin),
        ),
      )?.requests,
    ).toBe(36);
    expect(
      gatewayOf(
        ...['', '_error'].map(kind =>
          series(
            {
              __name__: `inference_objective_request${kind}_total`,
              model_name: 'chat',
            },
            bins(bin => (kind === '' ? 4 * bin : bin)),
          ),
        ),
      ),
    ).toMatchObject({ requests: 36, errors: 12 });
  });
});
