import type { RuntimeName } from '@inference-portal/plugin-inference-common';

/**
 * Every PromQL text that the portal sends, in one place. A backend that answers these answers the portal.
 * Counting queries answer one sample without labels, or nothing when no such series exists.
 */
export interface NamedQuery {
  readonly name: string;
  /** What the portal learns from it. */
  readonly purpose: string;
  readonly promql: string;
  /** Labels that samples of the answer carry. */
  readonly labels: readonly string[];
}

function query(
  name: string,
  purpose: string,
  promql: string,
  labels: readonly string[] = [],
): NamedQuery {
  return { name, purpose, promql, labels };
}

/** Pods of the exporter itself, which stand in `pod` when Prometheus does not honour the exporter's labels. */
const NOT_THE_EXPORTER = 'pod!="",pod!~".*dcgm-exporter.*"';

/** Queries that tell how healthy and how complete a Prometheus is. */
export const healthQueries = {
  version: query(
    'version',
    'Version of the server, where it does not tell at /api/v1/status/buildinfo',
    'count by (version) (prometheus_build_info)',
    ['version'],
  ),
  targets: query('targets', 'Scrape targets that are configured', 'count(up)'),
  targetsUp: query('targets-up', 'Scrape targets that answer', 'sum(up)'),
  freshness: query(
    'freshness',
    'Seconds since the newest sample',
    'time() - max(timestamp(up))',
  ),
  kubeState: query(
    'kube-state-metrics',
    'Pods that kube-state-metrics describes',
    'count(kube_pod_info)',
  ),
  gpuEngineActive: query(
    'gpu-engine-active',
    'GPU devices and MIG slices with the activity of their engines (0 to 1, right for MIG too)',
    'count(DCGM_FI_PROF_GR_ENGINE_ACTIVE)',
  ),
  gpuUtilization: query(
    'gpu-utilization',
    'GPUs with the older utilisation figure (0 to 100, not for MIG)',
    'count(DCGM_FI_DEV_GPU_UTIL)',
  ),
  gpuPodsExported: query(
    'gpu-pods-exported-labels',
    'GPU series that name their pod in exported_pod, as Prometheus writes without honorLabels',
    'count({__name__=~"DCGM_FI_PROF_GR_ENGINE_ACTIVE|DCGM_FI_DEV_GPU_UTIL",exported_pod!=""})',
  ),
  gpuPodsPlain: query(
    'gpu-pods-plain-labels',
    'GPU series that name their pod in pod, as Prometheus writes with honorLabels',
    `count({__name__=~"DCGM_FI_PROF_GR_ENGINE_ACTIVE|DCGM_FI_DEV_GPU_UTIL",exported_pod="",${NOT_THE_EXPORTER}})`,
  ),
} as const satisfies Record<string, NamedQuery>;

function requestMetrics(
  runtime: RuntimeName,
  metric: string,
): { runtime: RuntimeName; query: NamedQuery } {
  return {
    runtime,
    query: query(
      `request-metrics-${runtime}`,
      `Pods of ${runtime} that export request metrics`,
      `count(count by (namespace, pod) (${metric}))`,
    ),
  };
}

/** For each runtime the metric that every serving pod exports from its start on, even without traffic. */
export const requestMetricQueries: readonly {
  readonly runtime: RuntimeName;
  readonly query: NamedQuery;
}[] = [
  requestMetrics('vllm', 'vllm:num_requests_running'),
  requestMetrics('tensorrt-llm', 'trtllm_num_requests_running'),
  requestMetrics('triton', 'nv_inference_count'),
  requestMetrics('sglang', 'sglang:num_running_reqs'),
  requestMetrics('tgi', 'tgi_batch_current_size'),
  requestMetrics('nim', 'num_requests_running'),
];

/** All named queries, for documentation and for tests of backends. */
export const namedQueries: readonly NamedQuery[] = [
  ...Object.values(healthQueries),
  ...requestMetricQueries.map(entry => entry.query),
];
