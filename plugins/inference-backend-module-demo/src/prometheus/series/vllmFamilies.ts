import type { Family } from './families';
import type { Observation } from './pieces';
import {
  cacheUse,
  errorShareOf,
  gauge,
  histogram,
  latencyFactorOf,
  requestCounter,
  runningRequests,
  successCounter,
  waitingRequests,
} from './pieces';
import { kvBlocksOf, usedShare } from './kvBlocks';
import type { PodRecord } from './PodRecord';

/** Bounds of the histograms, as vLLM has them. */
export const requestSeconds = [
  0.3, 0.5, 0.8, 1, 1.5, 2, 2.5, 5, 10, 15, 20, 30, 40, 50, 60, 120, 240, 480,
  960, 1920, 7680,
];
const firstTokenSeconds = [
  0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5,
  7.5, 10, 20, 40, 80, 160, 640, 2560,
];
const tokenSeconds = [
  0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5, 5, 7.5,
  10, 20, 40, 80,
];

/** Mean tokens of a request. */
export const promptTokens = (pod: PodRecord) =>
  pod.story?.traffic.promptTokens ?? 0;
export const generationTokens = (pod: PodRecord) =>
  pod.story?.traffic.generationTokens ?? 0;

/** Duration of a whole request. */
export const wholeRequest: Observation = {
  mean: pod => (pod.story?.traffic.seconds ?? 1) * latencyFactorOf(pod),
  slowFactor: 2.6,
  sigma: 0.7,
};
/** Time to the first token. */
export const firstToken: Observation = {
  mean: pod =>
    Math.min(
      (pod.story?.traffic.seconds ?? 1) * 0.3,
      0.05 + promptTokens(pod) / 12_000,
    ) * latencyFactorOf(pod),
  slowFactor: 5,
  sigma: 0.8,
};
/** Time between two tokens. */
export const betweenTokens: Observation = {
  mean: pod =>
    ((pod.story?.traffic.seconds ?? 1) * 0.8 * latencyFactorOf(pod)) /
    Math.max(1, generationTokens(pod)),
  slowFactor: 1.7,
  sigma: 0.35,
  perRequest: pod => Math.max(0, generationTokens(pod) - 1),
};
const phase = (share: number, slowFactor: number): Observation => ({
  ...wholeRequest,
  mean: pod => wholeRequest.mean(pod) * share,
  slowFactor,
});

/** How requests end, as shares of all requests. */
export function finishedReasons(pod: PodRecord) {
  const good = 1 - errorShareOf(pod);
  return [
    { reason: 'stop', share: good * 0.93 },
    { reason: 'length', share: good * 0.06 },
    { reason: 'abort', share: good * 0.01 },
  ];
}

/** Metrics of vLLM. Releases before 0.9 used older names for two of them. */
export function vllmFamilies(
  prefix: string,
  options: { readonly old: boolean },
): Family[] {
  const labels = (pod: PodRecord) => ({
    model_name: pod.story?.servedName ?? pod.story?.model ?? 'unknown',
    engine: '0',
  });
  const histograms: [string, readonly number[], Observation][] = [
    ['e2e_request_latency_seconds', requestSeconds, wholeRequest],
    ['time_to_first_token_seconds', firstTokenSeconds, firstToken],
    [
      options.old
        ? 'time_per_output_token_seconds'
        : 'inter_token_latency_seconds',
      tokenSeconds,
      betweenTokens,
    ],
    ['request_queue_time_seconds', requestSeconds, phase(0.01, 30)],
    ['request_prefill_time_seconds', requestSeconds, phase(0.17, 2)],
    ['request_decode_time_seconds', requestSeconds, phase(0.82, 2)],
  ];
  return [
    gauge(`${prefix}num_requests_running`, labels, runningRequests),
    gauge(`${prefix}num_requests_waiting`, labels, waitingRequests),
    gauge(
      `${prefix}${
        options.old ? 'gpu_cache_usage_perc' : 'kv_cache_usage_perc'
      }`,
      labels,
      cacheUse,
    ),
    requestCounter(`${prefix}request_success_total`, pod =>
      finishedReasons(pod).map(({ reason, share }) => ({
        labels: { ...labels(pod), finished_reason: reason },
        share,
      })),
    ),
    successCounter(`${prefix}prompt_tokens_total`, labels, promptTokens),
    successCounter(
      `${prefix}generation_tokens_total`,
      labels,
      generationTokens,
    ),
    successCounter(`${prefix}num_preemptions_total`, labels, () => 0.0004),
    successCounter(`${prefix}prefix_cache_queries_total`, labels, promptTokens),
    successCounter(
      `${prefix}prefix_cache_hits_total`,
      labels,
      pod => promptTokens(pod) * 0.41,
    ),
    gauge(
      `${prefix}cache_config_info`,
      pod => ({
        ...labels(pod),
        block_size: '16',
        cache_dtype: 'auto',
        gpu_memory_utilization: String(usedShare(pod)),
        // As vLLM writes what it does not know.
        num_gpu_blocks: String(kvBlocksOf(pod) ?? 'None'),
      }),
      () => 1,
    ),
    ...histograms.flatMap(([name, bounds, observation]) =>
      histogram(`${prefix}${name}`, labels, bounds, observation),
    ),
  ];
}

/** The counter of the web framework around vLLM: the only one that knows failures. */
export const httpRequests: Family = requestCounter(
  'http_requests_total',
  pod => {
    const errors = errorShareOf(pod);
    const handler =
      generationTokens(pod) > 0 ? '/v1/chat/completions' : '/v1/embeddings';
    return [
      { status: '2xx', share: 1 - errors },
      { status: '4xx', share: errors * 0.2 },
      { status: '5xx', share: errors * 0.8 },
    ].map(({ status, share }) => ({
      labels: { handler, method: 'POST', status },
      share,
    }));
  },
);
