import type {
  DataSource,
  RuntimeName,
} from '@inference-portal/plugin-inference-common';
import type { InstantMs } from '../../types';
import { earliestSince, withSince, type Issue } from './issueSince';
import type { PrometheusSource } from './PrometheusConfig';
import type { QueryFailure } from './PrometheusResult';
import type { AnsweredQuery, PrometheusLook } from './runHealthQueries';

/** Ready replicas that should export request metrics, by runtime. */
export type ExpectedPods = ReadonlyMap<RuntimeName, number>;

/** Scrapes are at most this far apart in any sensible set-up. */
const STALE_AFTER_SECONDS = 300;
const STALE_FIX = 'Check that scraping or remote writing goes on.';

const SCRAPE_HINTS: Partial<Record<RuntimeName, string>> = {
  vllm: 'vLLM serves them at /metrics of its HTTP port.',
  'tensorrt-llm':
    'TensorRT-LLM serves them at /prometheus/metrics and only with return_perf_metrics: true in its configuration; /metrics is something else.',
  triton: 'Triton serves them at /metrics of port 8002.',
  sglang: 'SGLang serves them at /metrics and only with --enable-metrics.',
  tgi: 'TGI serves them at /metrics of its HTTP port.',
  nim: 'NIM serves them at /v1/metrics of its HTTP port.',
};

/** The single number of a counting query; null when the query failed, 0 when it found no series. */
function countOf({ result }: AnsweredQuery): number | null {
  if (result.status === 'failed') {
    return null;
  }
  const [sample] = result.series;
  return sample === undefined ? 0 : sample.value;
}

function describeQuery({
  query,
  result,
}: AnsweredQuery): DataSource['queries'][number] {
  if (result.status === 'failed') {
    return {
      name: query.name,
      status: 'failed',
      series: null,
      durationMs: result.durationMs,
      message: result.message,
    };
  }
  return {
    name: query.name,
    status: result.series.length === 0 ? 'empty' : 'ok',
    series: result.series.length,
    durationMs: result.durationMs,
    message: query.purpose,
  };
}

function statusOfFailure(failure: QueryFailure): DataSource['status'] {
  switch (failure.code) {
    case 'tls':
    case 'unauthorized':
    case 'not-prometheus':
      return 'misconfigured';
    case 'unreachable':
    case 'timeout':
    case 'overloaded':
      return 'unreachable';
    default:
      return 'degraded';
  }
}

function gpuIssues(gpuSeries: number | null, withPod: number | null): Issue[] {
  if (gpuSeries === 0) {
    return [
      {
        code: 'no-gpu-metrics',
        message: 'There are no GPU metrics.',
        fix: 'Install the NVIDIA DCGM exporter (part of the GPU Operator) and let this Prometheus scrape it.',
      },
    ];
  }
  if (gpuSeries !== null && withPod === 0) {
    return [
      {
        code: 'gpu-metrics-without-pods',
        message:
          'GPU metrics name no pods, so GPU activity cannot be told apart by server.',
        fix: 'Set DCGM_EXPORTER_KUBERNETES=true on the DCGM exporter and mount /var/lib/kubelet/pod-resources; on GKE and with MIG also DCGM_EXPORTER_KUBERNETES_GPU_ID_TYPE=device-name.',
      },
    ];
  }
  return [];
}

function requestIssues(
  expected: ExpectedPods,
  found: ReadonlyMap<RuntimeName, number | null>,
): Issue[] {
  return [...expected].flatMap(([runtime, want]) =>
    want > 0 && found.get(runtime) === 0
      ? [
          {
            code: 'no-request-metrics',
            message: `${want} ready replicas run ${runtime}, and none of them has request metrics here.`,
            fix: `Let this Prometheus scrape them, for example with a PodMonitor. ${
              SCRAPE_HINTS[runtime] ?? ''
            }`.trim(),
          },
        ]
      : [],
  );
}

/** Nothing within the five minutes that a query looks back: scraping has ended, or never was. */
function emptyIssue(previous: DataSource | undefined): Issue {
  return previous?.lastDataAt
    ? {
        code: 'stale',
        message: `Its newest sample was of ${previous.lastDataAt}; nothing has come since.`,
        fix: STALE_FIX,
      }
    : {
        code: 'empty',
        message: 'It holds no scrape target at all.',
        fix: 'Check that this is the right server and tenant; a tenant header such as X-Scope-OrgID goes to headers.',
      };
}

function secondsSince(at: string | null, now: InstantMs): number | null {
  return at === null ? null : (now - Date.parse(at)) / 1000;
}

/** Sums what is known; null when nothing is. */
function sumKnown(values: readonly (number | null)[]): number | null {
  const known = values.filter(value => value !== null);
  return known.length === 0 ? null : known.reduce((a, b) => a + b, 0);
}

/** Turns one look at a Prometheus into its health as a data source. `previous` is the health before. */
export function assessPrometheus(options: {
  source: PrometheusSource;
  look: PrometheusLook;
  expectedPods: ExpectedPods;
  /** What the collection of usage says of it. */
  usage?: readonly Issue[];
  previous: DataSource | undefined;
  now: InstantMs;
}): DataSource {
  const { source, look, expectedPods, usage = [], previous, now } = options;
  const base = {
    id: `prometheus:${source.name}`,
    type: 'prometheus' as const,
    name: source.name,
    url: source.url,
    checkedAt: new Date(now).toISOString(),
    resources: [],
  };
  if (look.status === 'failed') {
    const { failure } = look;
    const lastDataAt = previous?.lastDataAt ?? null;
    const status = statusOfFailure(failure);
    return {
      ...base,
      status,
      version: previous?.version ?? null,
      lastDataAt,
      lagSeconds: secondsSince(lastDataAt, now),
      coverage: [],
      issues:
        status === 'unreachable' && previous?.status === 'unreachable'
          ? // Refused, hung, starting: one outage in many guises.
            [{ ...toIssue(failure), since: earliestSince(previous, now) }]
          : withSince([toIssue(failure)], previous, now),
      queries: [],
    };
  }

  const { health, requestMetrics } = look;
  const answered = [...Object.values(health), ...requestMetrics.values()];
  const lagSeconds = countOf(health.freshness);
  const isEmpty =
    health.freshness.result.status === 'ok' &&
    health.freshness.result.series.length === 0;
  const gpuSeries = sumKnown([
    countOf(health.gpuEngineActive),
    countOf(health.gpuUtilization),
  ]);
  const gpuWithPod = sumKnown([
    countOf(health.gpuPodsExported),
    countOf(health.gpuPodsPlain),
  ]);
  const found = new Map(
    [...requestMetrics].map(([runtime, entry]) => [runtime, countOf(entry)]),
  );
  const wantPods = [...found.keys()].map(
    runtime => expectedPods.get(runtime) ?? 0,
  );
  const warnings = new Set(
    answered.flatMap(({ result }) =>
      result.status === 'ok' ? result.warnings : [],
    ),
  );
  const issues: Issue[] = [
    ...answered.flatMap(({ query, result }) =>
      result.status === 'failed'
        ? [
            {
              code: result.code,
              message: `Query ${query.name}: ${result.message}`,
              fix: result.fix,
            },
          ]
        : [],
    ),
    ...[...warnings].map(message => ({
      code: 'partial',
      message,
      fix: null,
    })),
    ...(isEmpty ? [emptyIssue(previous)] : []),
    ...(!isEmpty && lagSeconds !== null && lagSeconds > STALE_AFTER_SECONDS
      ? [
          {
            code: 'stale',
            message: `The newest sample is ${Math.round(lagSeconds)} s old.`,
            fix: STALE_FIX,
          },
        ]
      : []),
    ...(isEmpty ? [] : gpuIssues(gpuSeries, gpuWithPod)),
    ...(isEmpty ? [] : requestIssues(expectedPods, found)),
    ...usage,
  ];
  const lastDataAt =
    isEmpty || lagSeconds === null
      ? previous?.lastDataAt ?? null
      : new Date(now - lagSeconds * 1000).toISOString();
  return {
    ...base,
    status: issues.length === 0 ? 'healthy' : 'degraded',
    version: look.version,
    lagSeconds: isEmpty ? secondsSince(lastDataAt, now) : lagSeconds,
    lastDataAt,
    coverage: [
      {
        name: 'scrape targets that answer',
        have: countOf(health.targetsUp),
        want: countOf(health.targets),
      },
      {
        name: 'ready replicas with request metrics',
        // More series than replicas means pods the portal does not know; they make its coverage no better.
        have: sumKnown(
          [...found].map(([runtime, count]) =>
            count === null
              ? null
              : Math.min(count, expectedPods.get(runtime) ?? 0),
          ),
        ),
        want: sumKnown(wantPods),
      },
      {
        name: 'GPU series that name their pod',
        have: gpuWithPod,
        want: gpuSeries,
      },
    ],
    issues: withSince(issues, previous, now),
    queries: answered.map(describeQuery),
  };
}

function toIssue(failure: QueryFailure): Issue {
  return { code: failure.code, message: failure.message, fix: failure.fix };
}
