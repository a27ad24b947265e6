import type { SampleSeries } from '../../observe/metrics/PrometheusResult';
import { readGateways } from '../../observe/metrics/usage/readGateways';
import {
  readBuckets,
  readCounters,
  readDevices,
  readGauges,
} from '../../observe/metrics/usage/readUsage';
import type { InstantMs } from '../../types';
import {
  END,
  bins,
  lookup,
  reading,
  series,
  vllm,
} from './__testUtils__/hourOfSeries';
import { combineUsage } from './combineUsage';

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
