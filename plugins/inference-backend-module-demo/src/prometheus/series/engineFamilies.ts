import type { EngineName } from '../../fleet/storyTypes';
import type { Family } from './families';
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
import type { PodRecord } from './PodRecord';
import {
  betweenTokens,
  finishedReasons,
  firstToken,
  generationTokens,
  httpRequests,
  promptTokens,
  requestSeconds,
  vllmFamilies,
  wholeRequest,
} from './vllmFamilies';

const coarseSeconds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 80];

const trtLabels = (pod: PodRecord) => ({
  model_name: pod.story?.model ?? 'unknown',
  engine_type: 'pytorch',
});

const tensorrtFamilies: readonly Family[] = [
  requestCounter('trtllm_request_success_total', pod =>
    finishedReasons(pod).map(({ reason, share }) => ({
      labels: { ...trtLabels(pod), finished_reason: reason },
      share,
    })),
  ),
  requestCounter('trtllm_request_error_total', pod => [
    { labels: trtLabels(pod), share: errorShareOf(pod) },
  ]),
  successCounter('trtllm_prompt_tokens_total', trtLabels, promptTokens),
  successCounter('trtllm_generation_tokens_total', trtLabels, generationTokens),
  gauge('trtllm_num_requests_running', trtLabels, runningRequests),
  gauge('trtllm_num_requests_waiting', trtLabels, waitingRequests),
  gauge('trtllm_kv_cache_utilization', trtLabels, cacheUse),
  gauge('trtllm_kv_cache_hit_rate', trtLabels, () => 0.34),
  ...histogram(
    'trtllm_e2e_request_latency_seconds',
    trtLabels,
    requestSeconds,
    wholeRequest,
  ),
  ...histogram(
    'trtllm_time_to_first_token_seconds',
    trtLabels,
    coarseSeconds,
    firstToken,
  ),
  ...histogram(
    'trtllm_time_per_output_token_seconds',
    trtLabels,
    coarseSeconds,
    betweenTokens,
  ),
];

const tritonLabels = (pod: PodRecord) => ({
  model: pod.story?.servedName ?? 'unknown',
  version: '1',
});
const microseconds = (pod: PodRecord) =>
  (pod.story?.traffic.seconds ?? 0.01) * latencyFactorOf(pod) * 1e6;

const tritonFamilies: readonly Family[] = [
  successCounter('nv_inference_request_success', tritonLabels),
  requestCounter('nv_inference_request_failure', pod => [
    {
      labels: { ...tritonLabels(pod), reason: 'BACKEND' },
      share: errorShareOf(pod),
    },
  ]),
  successCounter('nv_inference_count', tritonLabels, () => 1.8),
  successCounter('nv_inference_exec_count', tritonLabels, () => 0.6),
  successCounter(
    'nv_inference_request_duration_us',
    tritonLabels,
    microseconds,
  ),
  successCounter(
    'nv_inference_queue_duration_us',
    tritonLabels,
    pod => microseconds(pod) * 0.08,
  ),
  gauge('nv_inference_pending_request_count', tritonLabels, waitingRequests),
];

const sglangLabels = (pod: PodRecord) => ({
  model_name: pod.story?.servedName ?? pod.story?.model ?? 'unknown',
  engine_type: 'unified',
  tp_rank: '0',
});

const sglangFamilies: readonly Family[] = [
  requestCounter('sglang:num_requests_total', pod => [
    { labels: sglangLabels(pod), share: 1 },
  ]),
  requestCounter('sglang:num_aborted_requests_total', pod => [
    { labels: sglangLabels(pod), share: errorShareOf(pod) },
  ]),
  successCounter('sglang:prompt_tokens_total', sglangLabels, promptTokens),
  successCounter(
    'sglang:generation_tokens_total',
    sglangLabels,
    generationTokens,
  ),
  gauge('sglang:num_running_reqs', sglangLabels, runningRequests),
  gauge('sglang:num_queue_reqs', sglangLabels, waitingRequests),
  gauge('sglang:token_usage', sglangLabels, cacheUse),
  gauge('sglang:cache_hit_rate', sglangLabels, () => 0.52),
  ...histogram(
    'sglang:e2e_request_latency_seconds',
    sglangLabels,
    coarseSeconds,
    wholeRequest,
  ),
  ...histogram(
    'sglang:time_to_first_token_seconds',
    sglangLabels,
    coarseSeconds,
    firstToken,
  ),
];

const noLabels = () => ({});

const tgiFamilies: readonly Family[] = [
  requestCounter('tgi_request_count', () => [{ labels: {}, share: 1 }]),
  successCounter('tgi_request_success', noLabels),
  requestCounter('tgi_request_failure', pod => [
    { labels: { err: 'generation' }, share: errorShareOf(pod) },
  ]),
  successCounter('tgi_request_input_length_sum', noLabels, promptTokens),
  successCounter(
    'tgi_request_generated_tokens_sum',
    noLabels,
    generationTokens,
  ),
  gauge('tgi_queue_size', noLabels, waitingRequests),
  gauge('tgi_batch_current_size', noLabels, runningRequests),
  ...histogram('tgi_request_duration', noLabels, coarseSeconds, wholeRequest),
];

const teiFamilies: readonly Family[] = [
  requestCounter('te_request_count', () => [
    { labels: { method: 'batch' }, share: 1 },
  ]),
  successCounter('te_request_success', () => ({ method: 'batch' })),
  requestCounter('te_request_failure', pod => [
    { labels: { err: 'overloaded' }, share: errorShareOf(pod) },
  ]),
  successCounter('te_request_inference_tokens_sum', noLabels, promptTokens),
  gauge('te_queue_size', noLabels, waitingRequests),
  ...histogram(
    'te_request_duration',
    () => ({ method: 'batch' }),
    coarseSeconds,
    wholeRequest,
  ),
];

const byEngine: Readonly<Record<EngineName, readonly Family[]>> = {
  vllm: [...vllmFamilies('vllm:', { old: false }), httpRequests],
  'tensorrt-llm': tensorrtFamilies,
  triton: tritonFamilies,
  sglang: sglangFamilies,
  tgi: tgiFamilies,
  tei: teiFamilies,
  // A NIM exports the metrics of the vLLM inside without prefix, under their older names.
  nim: vllmFamilies('', { old: true }),
  // Ray's exporter cannot write colons.
  ray: vllmFamilies('ray_vllm_', { old: false }),
  plain: [],
};
const oldVllm: readonly Family[] = [
  ...vllmFamilies('vllm:', { old: true }),
  httpRequests,
];

/** Metrics that the engine in a pod exports. */
export function familiesOf(pod: PodRecord): readonly Family[] {
  if (pod.engine === null) return [];
  const minor = /:v0\.(\d+)\./.exec(pod.image)?.[1];
  if (pod.engine === 'vllm' && minor !== undefined && Number(minor) < 9) {
    return oldVllm;
  }
  return byEngine[pod.engine];
}
