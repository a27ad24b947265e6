import type { Server } from '../Server';

/** Expressions of PromQL over the metrics of an engine; `$pods` are the matchers of the server's pods. */
export interface EngineMetrics {
  /** Requests that wait, of one pod. */
  readonly waiting: string;
  /** Used share of the KV cache, of one pod. */
  readonly kvUsage: string;
  /** Histogram of the seconds of whole requests, without `_bucket`. */
  readonly latency: string;
  /** Counter of requests that failed, and of all; null when the engine counts no failures. */
  readonly failures: { readonly failed: string; readonly all: string };
}

/** Text as a string of PromQL. */
export function promString(text: string): string {
  return JSON.stringify(text);
}

/** Matchers of the pods of a server; what `more` says is added. */
export function podMatchers({ request }: Server, ...more: string[]): string {
  return [
    `namespace=${promString(request.namespace)}`,
    // Names hold no character that a regular expression takes for its own.
    `pod=~${promString(`${request.name}-[a-z0-9]+-[a-z0-9]{5}`)}`,
    ...more,
  ].join(',');
}

/** Metrics of vLLM from 0.10 on; the cache had another name before. */
function vllmMetrics(server: Server): EngineMetrics {
  const pods = podMatchers(server);
  const api = podMatchers(server, 'handler=~"/v1/.*"');
  return {
    waiting: `vllm:num_requests_waiting{${pods}}`,
    kvUsage: `(vllm:kv_cache_usage_perc{${pods}} or vllm:gpu_cache_usage_perc{${pods}})`,
    latency: `vllm:e2e_request_latency_seconds`,
    failures: {
      failed: `http_requests_total{${api},status=~"5.."}`,
      all: `http_requests_total{${api}}`,
    },
  };
}

/** Metrics of the engine that was asked for. */
export function engineMetrics(server: Server): EngineMetrics {
  const { name } = server.request.engine;
  switch (name) {
    case 'vllm':
      return vllmMetrics(server);
    default:
      throw new Error(`engine.name: servers of ${name} cannot be rendered yet`);
  }
}
