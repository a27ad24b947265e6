import { HOUR_MS } from '../../../durations';
import {
  counterSignals,
  gaugeSignals,
  histogramSignals,
  lazyGauges,
  proxySignals,
  type HistogramSignal,
} from './engineMetrics';
import { among, query, range, selector, type UsageQuery } from './UsageQuery';

/** Labels that tell a pod: of its scrape target, or of the exporter that speaks of it. */
const POD_LABELS = [
  'namespace',
  'pod',
  'uid',
  'exported_namespace',
  'exported_pod',
  'exported_uid',
  'pod_uid',
] as const;
const ENGINE_LABELS = ['__name__', 'job', 'namespace', 'pod'] as const;
const DEVICE_LABELS = [...POD_LABELS, 'Hostname', 'UUID', 'GPU_I_ID', 'gpu'];

/** What grew within the last hour. What began within it began at 0. */
function grownWithinHour(by: readonly string[], series: string): string {
  const sum = (shift: string) =>
    `sum by (${by.join(', ')}) (${series}${shift})`;
  const now = sum('');
  const before = sum(' offset 1h');
  return `(${now} - ${before} or (${now} unless ${before}))`;
}

function buckets(name: string, signal: HistogramSignal, purpose: string) {
  const metrics = [...histogramSignals]
    .filter(([, told]) => told === signal)
    .map(([metric]) => metric);
  return query({
    name,
    purpose,
    labels: ['namespace', 'pod', 'job', 'le'],
    step: 'hour',
    isCumulative: false,
    build: scope => {
      const by = ['namespace', 'pod', 'job'];
      const whole = selector('', scope, `${among(metrics)},le="+Inf"`);
      // Of pods that had requests, all buckets: the lower bound of the first one that grew is needed, too.
      return `${grownWithinHour(
        [...by, 'le'],
        selector('', scope, among(metrics)),
      )} >= 0 and on (${by.join(', ')}) ${grownWithinHour(by, whole)} > 0`;
    },
  });
}

/** The newest GPU metric that a device has; blank values of DCGM are far above any share. */
function activity(
  name: string,
  purpose: string,
  options: {
    readonly over: 'avg_over_time' | 'max_over_time';
    readonly step: UsageQuery['step'];
    readonly aggregation: 'avg' | 'max';
    readonly isEssential: boolean;
  },
) {
  const { over, step, aggregation, isEssential } = options;
  const by = DEVICE_LABELS.join(', ');
  return query({
    name,
    purpose,
    labels: DEVICE_LABELS,
    step,
    isCumulative: false,
    shardLabel: 'UUID',
    isEssential,
    build: scope => {
      const of = (metric: string) =>
        `${aggregation} by (${by}) (${over}(${selector(metric, scope)}[${range(
          step === 'bin' ? scope.binMs : HOUR_MS,
          scope.ends,
        )}]))`;
      return `${of('DCGM_FI_PROF_GR_ENGINE_ACTIVE')} or ${of(
        'DCGM_FI_DEV_GPU_UTIL',
      )} / 100`;
    },
  });
}

/** Engines count work on these paths; everything else is probes, documentation and models. */
const WORK =
  'handler=~"(/v[0-9]+)?/(chat/completions|completions|embeddings|responses|rerank|score|pooling|classify|generate|messages|audio/.*|infer|invocations).*"';

/** The counter of the web framework around vLLM, the only one that knows failures. */
export const HTTP_REQUESTS = 'http_requests_total';

/** Everything that an hour of a cluster is asked for. */
export const usageQueries = {
  clock: query({
    name: 'usage-clock',
    purpose: 'The clock of the server, and its newest sample',
    labels: [],
    step: 'hour',
    isCumulative: false,
    isEssential: true,
    build: ({ matcher }) =>
      `max(timestamp(${matcher === '' ? 'up' : `up{${matcher}}`}))`,
  }),
  counters: query({
    name: 'usage-counters',
    purpose:
      'Requests, errors, tokens and seconds that engines have counted, by pod',
    labels: [...ENGINE_LABELS, 'status'],
    step: 'bin',
    isCumulative: true,
    isEssential: true,
    build: scope => {
      const by = ENGINE_LABELS.join(', ');
      return `sum by (${by}) (${selector(
        '',
        scope,
        `${among([
          ...counterSignals.keys(),
          ...proxySignals.keys(),
          ...lazyGauges,
        ])},finished_reason!~"abort|error",route!~"/-/.*"`,
      )}) or sum by (${by}, status) (${selector(HTTP_REQUESTS, scope, WORK)})`;
    },
  }),
  gauges: query({
    name: 'usage-queues',
    purpose: 'Most requests in work and waiting, fullest KV cache, by pod',
    labels: ['metric', 'namespace', 'pod'],
    step: 'hour',
    isCumulative: false,
    build: scope =>
      [...gaugeSignals.keys()]
        .map(
          metric =>
            `label_replace(max by (namespace, pod) (max_over_time(${selector(
              metric,
              scope,
            )}[${range(
              HOUR_MS,
              scope.ends,
            )}])), "metric", "${metric}", "", "")`,
        )
        .join(' or '),
  }),
  latency: buckets(
    'usage-latency',
    'latency',
    'How long requests took, by pod and bucket',
  ),
  firstToken: buckets(
    'usage-first-token',
    'firstToken',
    'Time to the first token, by pod and bucket',
  ),
  gpuActivityMax: activity(
    'usage-gpu-activity-max',
    'Highest activity of each GPU or MIG slice in each bin',
    {
      over: 'max_over_time',
      step: 'bin',
      aggregation: 'max',
      isEssential: true,
    },
  ),
  gpuActivityAvg: activity(
    'usage-gpu-activity-avg',
    'Mean activity of each GPU or MIG slice in an hour',
    {
      over: 'avg_over_time',
      step: 'hour',
      aggregation: 'avg',
      isEssential: false,
    },
  ),
  gpuMemory: query({
    name: 'usage-gpu-memory',
    purpose: 'GPU memory in use at the end of an hour, MiB',
    labels: DEVICE_LABELS,
    step: 'hour',
    isCumulative: false,
    shardLabel: 'UUID',
    build: scope =>
      `max by (${DEVICE_LABELS.join(', ')}) (${selector(
        'DCGM_FI_DEV_FB_USED',
        scope,
      )})`,
  }),
  restarts: query({
    name: 'usage-restarts',
    purpose: 'Restarts of containers with GPUs, by pod',
    labels: POD_LABELS,
    step: 'hour',
    isCumulative: true,
    build: scope =>
      `sum by (${POD_LABELS.join(', ')}) (${selector(
        'kube_pod_container_status_restarts_total',
        scope,
      )} and on (uid) ${selector(
        'kube_pod_container_resource_requests',
        scope,
        'resource=~"nvidia_com_gpu.*|nvidia_com_mig_.+|amd_com_gpu"',
      )})`,
  }),
  network: query({
    name: 'usage-network',
    purpose: 'Bytes that pods received and sent, by pod',
    labels: ['namespace', 'pod'],
    step: 'hour',
    isCumulative: true,
    build: scope =>
      `sum by (namespace, pod) (${selector(
        '',
        scope,
        `${among([
          'container_network_receive_bytes_total',
          'container_network_transmit_bytes_total',
        ])},pod!=""`,
      )})`,
  }),
  gateways: query({
    name: 'usage-gateways',
    purpose:
      'Requests that Istio, Envoy and the Inference Gateway took, by where they went',
    labels: [
      '__name__',
      'job',
      'instance',
      'pod',
      'namespace',
      'reporter',
      'destination_workload',
      'destination_workload_namespace',
      'response_code',
      'envoy_cluster_name',
      'envoy_response_code_class',
      'model_name',
      'target_model_name',
    ],
    step: 'bin',
    isCumulative: true,
    build: scope =>
      `sum by (__name__, job, instance, pod, namespace, reporter, destination_workload, destination_workload_namespace, response_code, envoy_cluster_name, envoy_response_code_class, model_name, target_model_name) (${selector(
        '',
        scope,
        among([
          'istio_requests_total',
          'envoy_cluster_upstream_rq_xx',
          'inference_objective_request_total',
          'inference_model_request_total',
          'inference_objective_request_error_total',
          'inference_model_request_error_total',
        ]),
      )})`,
  }),
} as const satisfies Record<string, UsageQuery>;

/** Names of the queries, in the order in which they are asked. */
export type UsageQueryName = keyof typeof usageQueries;
