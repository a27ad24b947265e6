import type { RuntimeName } from '@inference-portal/plugin-inference-common';

/** What counters of engines tell of an hour. */
export type TrafficSignal =
  | 'requests'
  | 'errors'
  | 'promptTokens'
  | 'generatedTokens'
  | 'prefillSeconds'
  | 'decodeSeconds';

/** What gauges of engines tell of an instant. */
export type GaugeSignal = 'running' | 'waiting' | 'kvCache';

/** What histograms of engines tell of an hour. */
export type HistogramSignal = 'latency' | 'firstToken';

/** The metrics of one engine, by name. Several names of one signal are spellings of different releases; a pod has one of them. */
export interface EngineMetrics {
  readonly engine: RuntimeName | 'tei';
  /** Counters: [signal, name]; a minus takes what another one counts away from it. */
  readonly counters: readonly (readonly [TrafficSignal, string])[];
  readonly gauges: readonly (readonly [GaugeSignal, string])[];
  /** Names without `_bucket`, and what their bounds are in, as milliseconds. */
  readonly histograms: readonly (readonly [HistogramSignal, string])[];
  /** True when a counter appears with its first increase only, so that an engine that is scraped without it has counted 0. */
  readonly countsLazily?: true;
  /** Counters whose increase is no success though `requests` counts it. */
  readonly notSuccessful?: readonly string[];
  /**
   * Counters of the proxy before the engines: every request once, failed ones too. They count only for servers none of whose pods tells
   * the signal itself, as an engine inside counts the same requests again.
   */
  readonly proxyCounters?: readonly (readonly [TrafficSignal, string])[];
}

/** vLLM's metrics behind a prefix: alone, in a NIM without prefix, under Ray with underscores. */
function vllm(
  engine: RuntimeName,
  prefix: string,
): Pick<EngineMetrics, 'engine' | 'counters' | 'gauges' | 'histograms'> {
  return {
    engine,
    counters: [
      ['requests', `${prefix}request_success_total`],
      ['promptTokens', `${prefix}prompt_tokens_total`],
      ['generatedTokens', `${prefix}generation_tokens_total`],
      ['prefillSeconds', `${prefix}request_prefill_time_seconds_sum`],
      ['decodeSeconds', `${prefix}request_decode_time_seconds_sum`],
    ],
    gauges: [
      ['running', `${prefix}num_requests_running`],
      ['waiting', `${prefix}num_requests_waiting`],
      ['kvCache', `${prefix}kv_cache_usage_perc`],
      // Before 0.9.
      ['kvCache', `${prefix}gpu_cache_usage_perc`],
    ],
    histograms: [
      ['latency', `${prefix}e2e_request_latency_seconds`],
      ['firstToken', `${prefix}time_to_first_token_seconds`],
    ],
  };
}

/** Every engine whose traffic is read, in one place. */
export const engineMetrics: readonly EngineMetrics[] = [
  vllm('vllm', 'vllm:'),
  // A NIM exports the metrics of the vLLM inside without prefix; newer ones export those of vLLM.
  vllm('nim', ''),
  // Ray's exporter cannot write colons.
  {
    ...vllm('ray-serve', 'ray_vllm_'),
    counters: [
      ...vllm('ray-serve', 'ray_vllm_').counters,
      ['requests', 'ray_vllm_request_success'],
      ['promptTokens', 'ray_vllm_prompt_tokens'],
      ['generatedTokens', 'ray_vllm_generation_tokens'],
    ],
    countsLazily: true,
    // Not `ray_serve_deployment_request_counter`: a request passes several deployments, such as a router and a model. Names without
    // `_total` are those before Ray 2.10.
    proxyCounters: [
      ['requests', 'ray_serve_num_http_requests_total'],
      ['requests', 'ray_serve_num_http_requests'],
      ['errors', 'ray_serve_num_http_error_requests_total'],
      ['errors', 'ray_serve_num_http_error_requests'],
    ],
  },
  {
    engine: 'tensorrt-llm',
    counters: [
      ['requests', 'trtllm_request_success_total'],
      ['errors', 'trtllm_request_error_total'],
      ['promptTokens', 'trtllm_prompt_tokens_total'],
      ['generatedTokens', 'trtllm_generation_tokens_total'],
    ],
    gauges: [
      ['running', 'trtllm_num_requests_running'],
      ['waiting', 'trtllm_num_requests_waiting'],
      ['kvCache', 'trtllm_kv_cache_utilization'],
    ],
    histograms: [
      ['latency', 'trtllm_e2e_request_latency_seconds'],
      ['firstToken', 'trtllm_time_to_first_token_seconds'],
    ],
  },
  {
    engine: 'triton',
    counters: [
      ['requests', 'nv_inference_request_success'],
      ['errors', 'nv_inference_request_failure'],
    ],
    gauges: [['waiting', 'nv_inference_pending_request_count']],
    histograms: [],
  },
  {
    engine: 'sglang',
    counters: [
      ['requests', 'sglang:num_requests_total'],
      ['errors', 'sglang:num_aborted_requests_total'],
      ['promptTokens', 'sglang:prompt_tokens_total'],
      ['generatedTokens', 'sglang:generation_tokens_total'],
    ],
    gauges: [
      ['running', 'sglang:num_running_reqs'],
      ['waiting', 'sglang:num_queue_reqs'],
      ['kvCache', 'sglang:token_usage'],
    ],
    histograms: [
      ['latency', 'sglang:e2e_request_latency_seconds'],
      ['firstToken', 'sglang:time_to_first_token_seconds'],
    ],
    countsLazily: true,
    notSuccessful: ['sglang:num_aborted_requests_total'],
  },
  {
    engine: 'tgi',
    counters: [
      ['requests', 'tgi_request_success'],
      ['errors', 'tgi_request_failure'],
      ['promptTokens', 'tgi_request_input_length_sum'],
      ['generatedTokens', 'tgi_request_generated_tokens_sum'],
    ],
    gauges: [
      ['running', 'tgi_batch_current_size'],
      ['waiting', 'tgi_queue_size'],
    ],
    histograms: [['latency', 'tgi_request_duration']],
    countsLazily: true,
  },
  // Text Embeddings Inference, for embeddings and rerankers.
  {
    engine: 'tei',
    counters: [
      ['requests', 'te_request_success'],
      ['errors', 'te_request_failure'],
      ['promptTokens', 'te_request_inference_tokens_sum'],
    ],
    gauges: [['waiting', 'te_queue_size']],
    histograms: [['latency', 'te_request_duration']],
    countsLazily: true,
  },
];

/** By the metric's name: what it tells. */
export const counterSignals: ReadonlyMap<string, TrafficSignal> = new Map(
  engineMetrics.flatMap(({ counters }) =>
    counters.map(([signal, name]) => [name, signal]),
  ),
);
/** The same of proxies before engines. */
export const proxySignals: ReadonlyMap<string, TrafficSignal> = new Map(
  engineMetrics.flatMap(({ proxyCounters = [] }) =>
    proxyCounters.map(([signal, name]) => [name, signal]),
  ),
);
export const gaugeSignals: ReadonlyMap<string, GaugeSignal> = new Map(
  engineMetrics.flatMap(({ gauges }) =>
    gauges.map(([signal, name]) => [name, signal]),
  ),
);
export const histogramSignals: ReadonlyMap<string, HistogramSignal> = new Map(
  engineMetrics.flatMap(({ histograms }) =>
    histograms.map(([signal, name]) => [`${name}_bucket`, signal]),
  ),
);
/** Gauges of engines whose counters appear with their first increase: while these are there, an absent counter stands at 0. */
export const lazyGauges: ReadonlySet<string> = new Set(
  engineMetrics.flatMap(({ gauges, countsLazily }) =>
    countsLazily ? gauges.map(([, name]) => name) : [],
  ),
);
/** Counters that tell what was no success. */
export const failureCounters: ReadonlySet<string> = new Set(
  engineMetrics.flatMap(({ notSuccessful = [] }) => notSuccessful),
);
