import type { ReportedCache } from '../../../decide/planner/comparePlan';
import type { InstantMs } from '../../../types';
import type { PrometheusClient } from '../PrometheusClient';
import { podSelector, type SelectedPods } from './podSelector';

const VLLM = 'vllm:cache_config_info';
/** Of Triton's TensorRT-LLM backend: one series for each number. */
const TENSORRT_LLM = 'nv_trt_llm_kv_cache_block_metrics';

type Labels = Readonly<Record<string, string | undefined>>;

/** A positive number; engines write `None` for what they do not know. */
function numberOf(text: string | undefined): number | null {
  const value = Number(text ?? Number.NaN);
  return Number.isFinite(value) && value > 0 ? value : null;
}

function ofVllm(labels: Labels): ReportedCache[] {
  const blocks = numberOf(labels.num_gpu_blocks);
  const blockSize = numberOf(labels.block_size);
  return blocks === null || blockSize === null
    ? []
    : [
        {
          pod: labels.pod ?? '',
          metric: VLLM,
          blocks,
          blockSize,
          tokens: numberOf(labels.kv_cache_size_tokens),
        },
      ];
}

/** What engines in some pods say of their KV caches; null when Prometheus does not answer. */
export async function readCaches(
  client: Pick<PrometheusClient, 'query'>,
  pods: SelectedPods,
  options: { readonly now: InstantMs; readonly signal: AbortSignal },
): Promise<readonly ReportedCache[] | null> {
  if (pods.names.length === 0) {
    return null;
  }
  const answer = await client.query(podSelector([VLLM, TENSORRT_LLM], pods), {
    signal: options.signal,
  });
  if (answer.status === 'failed') {
    return null;
  }
  const caches: ReportedCache[] = [];
  const triton = new Map<string, { max?: number; tokensPer?: number }>();
  for (const { labels, value } of answer.series) {
    const { __name__: name, pod = '', kv_cache_block_type: part } = labels;
    if (name === VLLM) {
      caches.push(...ofVllm(labels));
    } else if (name === TENSORRT_LLM && value !== null && value > 0) {
      const known = triton.get(pod) ?? {};
      triton.set(pod, {
        ...known,
        ...(part === 'max' && { max: value }),
        ...(part === 'tokens_per' && { tokensPer: value }),
      });
    }
  }
  for (const [pod, { max, tokensPer }] of triton) {
    if (max !== undefined && tokensPer !== undefined) {
      caches.push({
        pod,
        metric: TENSORRT_LLM,
        blocks: max,
        blockSize: tokensPer,
        tokens: null,
      });
    }
  }
  return caches;
}
