import type { PodRecord } from './PodRecord';

/** What decides the cache of a model, as its publisher says. */
interface CachedModel {
  /** Weights as they are published, GiB. */
  readonly weightsGiB: number;
  /** Layers that keep keys and values of a block of their own; layers with a window share blocks with the others. */
  readonly layers: number;
  readonly kvHeads: number;
  readonly headDim: number;
}

const model = (
  weightsGiB: number,
  layers: number,
  kvHeads: number,
  headDim = 128,
): CachedModel => ({ weightsGiB, layers, kvHeads, headDim });

const models: Readonly<Record<string, CachedModel>> = {
  'Qwen/Qwen3-32B': model(61, 64, 8),
  'Qwen/Qwen3-14B': model(27.5, 40, 8),
  'Qwen/Qwen3-8B': model(15.3, 36, 8),
  'Qwen/Qwen3-4B-Instruct-2507': model(7.5, 36, 8),
  'Qwen/Qwen3-1.7B': model(3.8, 28, 8),
  'Qwen/Qwen3-30B-A3B-Instruct-2507': model(56.9, 48, 4),
  'Qwen/Qwen3-Coder-30B-A3B-Instruct': model(56.9, 48, 4),
  'Qwen/Qwen3-235B-A22B-Instruct-2507-FP8': model(221, 94, 4),
  'meta-llama/Llama-3.1-8B-Instruct': model(15, 32, 8),
  'meta-llama/Llama-3.2-3B-Instruct': model(6, 28, 8),
  'meta-llama/Llama-3.3-70B-Instruct': model(131.4, 80, 8),
  'mistralai/Mistral-Small-3.2-24B-Instruct-2506': model(44.7, 40, 8),
  'mistralai/Ministral-8B-Instruct-2410': model(14.9, 36, 8),
  'mistralai/Mixtral-8x7B-Instruct-v0.1': model(87, 32, 8),
  'google/gemma-3-27b-it': model(51.1, 10, 16),
  'google/gemma-3-12b-it': model(22.7, 8, 8, 256),
  'google/gemma-3-4b-it': model(8, 5, 4, 256),
};

const GIB = 2 ** 30;
const BLOCK_TOKENS = 16;
const KEY_AND_VALUE_BYTES = 2 * 2;
/** Activations, CUDA graphs and what lies outside of torch. */
const OVERHEAD_GIB = 3.2;
/** What vLLM takes of a GPU unless it is told otherwise. */
const USED_SHARE = 0.92;

function flagOf(pod: PodRecord, name: string): string | null {
  let value: string | null = null;
  for (const { flags } of pod.story?.revisions ?? []) {
    const written = flags?.[name];
    if (written !== undefined) {
      value = typeof written === 'string' ? written : null;
    }
  }
  return value;
}

/** Share of a GPU that vLLM uses in a pod. */
export function usedShare(pod: PodRecord): number {
  return Number(flagOf(pod, 'gpu-memory-utilization') ?? USED_SHARE);
}

/** Blocks of 16 tokens that fit on each GPU beside the weights; null where a part of a GPU or an unknown model does not tell. */
export function kvBlocksOf(pod: PodRecord): number | null {
  const known = models[pod.story?.model ?? ''];
  const gpu = pod.node?.pool.gpu;
  if (!known || !gpu || pod.resource !== 'nvidia.com/gpu') {
    return null;
  }
  const ranks = pod.amount;
  const pool =
    (gpu.memoryMiB / 1024) * usedShare(pod) -
    known.weightsGiB / ranks -
    OVERHEAD_GIB;
  const blockBytes =
    known.layers *
    Math.max(1, known.kvHeads / ranks) *
    known.headDim *
    KEY_AND_VALUE_BYTES *
    BLOCK_TOKENS;
  // Fragments differ a little from one start to the next.
  const lost = 1 - (pod.hash % 100) / 10_000;
  const blocks = Math.floor(((pool * GIB) / blockBytes) * lost);
  return blocks > 0 ? blocks : null;
}
