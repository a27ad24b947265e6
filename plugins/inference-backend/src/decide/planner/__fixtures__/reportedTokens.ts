import type { GpuPlanRequest } from '@inference-portal/plugin-inference-common';

/** Tokens that an engine printed for a pool. */
export interface ReportedTokens {
  readonly source: string;
  readonly request: GpuPlanRequest;
  readonly tokens: number;
  /** Of requests of `maxModelLen`; null where the log does not tell. */
  readonly concurrency: number | null;
}

const REPORT =
  'llm-d-incubation/llm-d-planner accuracy/accuracy_report.md, vLLM 0.19.0 on H100';
const LOG = 'llm-d-incubation/llm-d-planner accuracy/results/v0.19.0/logs';

const vllm = (
  source: string,
  id: string,
  kvPoolGiB: number,
  tokens: number,
  concurrency: number | null,
  change: Partial<GpuPlanRequest> = {},
): ReportedTokens => ({
  source,
  tokens,
  concurrency,
  request: {
    model: { id },
    engine: { name: 'vllm', version: '0.19.0' },
    gpu: { product: 'H100' },
    maxModelLen: 8192,
    kvPoolGiB,
    ...change,
  },
});

const LLAMA = 'meta-llama/Llama-3.1-8B-Instruct';

/** Tokens that engines printed, with the pools that they printed beside. */
export const reportedTokens: readonly ReportedTokens[] = [
  vllm(REPORT, LLAMA, 58.11, 476_016, 58.11),
  vllm(REPORT, LLAMA, 58.11, 952_032, null, { kvCacheDtype: 'fp8' }),
  vllm(REPORT, LLAMA, 42.8, 175_296, null, { dtype: 'float32' }),
  vllm(REPORT, 'Qwen/Qwen2.5-7B-Instruct', 58.53, 1_096_000, null),
  vllm(REPORT, 'Qwen/Qwen2.5-7B-Instruct', 58.53, 2_192_000, null, {
    kvCacheDtype: 'fp8',
  }),
  vllm(REPORT, 'Qwen/Qwen3-14B', 41.94, 274_842, 33.55),
  vllm(LOG, 'google/gemma-3-27b-it', 19.53, 36_560, 4.46),
  vllm(LOG, 'google/gemma-3-12b-it', 47.72, 130_304, 15.88),
  vllm('A public note on a simulator: RTX A5000', LLAMA, 5.29, 43_296, null, {
    maxModelLen: 2048,
    engine: { name: 'vllm', version: '0.16' },
  }),
  // Llama with a draft model of one layer.
  vllm(
    'vllm-project/vllm, an issue of 2025-06-23: H100, EAGLE',
    LLAMA,
    51.63,
    410_128,
    3.13,
    {
      model: { id: LLAMA, architecture: { layers: 33 } },
      engine: { name: 'vllm', version: '0.9.1' },
      maxModelLen: 131_072,
    },
  ),
  // From 0.21 on the printed tokens are concurrency times length, so that they are no multiple of a block.
  vllm(
    'A public sample of a start: Qwen3-0.6B with an fp8 cache',
    'Qwen/Qwen3-0.6B',
    3.24,
    60_623,
    12.12,
    {
      engine: { name: 'vllm', version: '0.22.0' },
      maxModelLen: 5000,
      kvCacheDtype: 'fp8',
    },
  ),
  vllm(
    'A public lab report with its log: 2 × L40S',
    'TechxGenus/Meta-Llama-3-70B-Instruct-AWQ',
    20.16,
    132_128,
    16.13,
    {
      engine: { name: 'vllm', version: '0.16.0' },
      tensorParallel: 2,
    },
  ),
  vllm(
    'A public benchmark diary: H200',
    'Qwen/Qwen2.5-1.5B-Instruct',
    120.53,
    4_513_888,
    null,
    {
      maxModelLen: 32_768,
    },
  ),
  vllm('A public guide: RTX 3050', 'Qwen/Qwen3-0.6B', 2.14, 20_032, 9.78, {
    engine: { name: 'vllm', version: '0.26.0' },
    maxModelLen: 2048,
  }),
  {
    source: 'NVIDIA/TensorRT-LLM#1400: A100, 69524783104 bytes',
    tokens: 132_608,
    concurrency: null,
    request: {
      model: { id: 'meta-llama/Llama-2-7b-hf' },
      engine: { name: 'tensorrt-llm', version: '0.8.0' },
      gpu: { product: 'A100-80GB' },
      kvPoolGiB: 69_524_783_104 / 2 ** 30,
    },
  },
];
