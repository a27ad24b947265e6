import type { Server } from '../Server';
import { isWithin } from './versionOrder';

/** Expressions of PromQL over the metrics of an engine; `$pods` are the matchers of the server's pods. */
export interface EngineMetrics {
  /** Number of requests that wait at all pods. */
  readonly waiting: string;
  /** Used share of the KV cache of each pod; null when the version does not tell. */
  readonly kvUsage: string | null;
  /** Histogram of the seconds of whole requests, without `_bucket`. */
  readonly latency: string;
  /** Share of the requests that failed lately. */
  readonly errorRatio: string;
}

/** Text as a string of PromQL. */
export function promString(text: string): string {
  return JSON.stringify(text);
}

/** Matchers of the pods of a server; what `more` says is added. */
export function podMatchers(
  { request, workload }: Server,
  ...more: string[]
): string {
  return [
    `namespace=${promString(request.namespace)}`,
    // Names hold no character that a regular expression takes for its own.
    `pod=~${promString(`${request.name}${workload.podSuffix}`)}`,
    ...more,
  ].join(',');
}

/** Metrics of vLLM from 0.10 on; the cache had another name before. */
function vllmMetrics(server: Server): EngineMetrics {
  // KServe's own PodMonitor renames what it scrapes.
  const prefix =
    server.workload.kind === 'LLMInferenceService' ? 'kserve_' : '';
  const pods = podMatchers(server);
  const api = podMatchers(server, 'handler=~"/v1/.*"');
  return {
    waiting: `sum(${prefix}vllm:num_requests_waiting{${pods}})`,
    kvUsage: `max by (namespace, pod) (${prefix}vllm:kv_cache_usage_perc{${pods}} or ${prefix}vllm:gpu_cache_usage_perc{${pods}})`,
    latency: `${prefix}vllm:e2e_request_latency_seconds`,
    // The engine's own counter has no failures.
    errorRatio: `sum(rate(${prefix}http_requests_total{${api},status=~"5.."}[5m])) / sum(rate(${prefix}http_requests_total{${api}}[5m]))`,
  };
}

/** Versions of TensorRT-LLM that count what waits and how full the cache is; 1.1 told five figures of ended requests only. */
const COUNTS_ITERATIONS = { since: '1.3', until: null };

function trtllmMetrics(server: Server): EngineMetrics {
  const pods = podMatchers(server);
  const counts = isWithin(server.request.engine.version, COUNTS_ITERATIONS);
  const failed = `sum(rate(trtllm_request_error_total{${pods}}[5m]))`;
  const succeeded = `sum(rate(trtllm_request_success_total{${pods}}[5m]))`;
  return {
    // Seconds of waiting within a second are the number that waits on average (Little's law).
    waiting: counts
      ? `sum(trtllm_num_requests_waiting{${pods}})`
      : `sum(rate(trtllm_request_queue_time_seconds_sum{${pods}}[2m]))`,
    kvUsage: counts
      ? `max by (namespace, pod) (trtllm_kv_cache_utilization{${pods}})`
      : null,
    latency: 'trtllm_e2e_request_latency_seconds',
    errorRatio: `${failed} / (${failed} + ${succeeded})`,
  };
}

/** Metrics of the engine that was asked for. */
export function engineMetrics(server: Server): EngineMetrics {
  return server.request.engine.name === 'vllm'
    ? vllmMetrics(server)
    : trtllmMetrics(server);
}
