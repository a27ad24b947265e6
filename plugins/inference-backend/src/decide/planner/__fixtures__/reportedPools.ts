import type { GpuPlanRequest } from '@inference-portal/plugin-inference-common';

/** A pool that an engine reported. */
export interface ReportedPool {
  readonly source: string;
  /** True where a constant was set by looking at the figure, false where none was. */
  readonly calibrated: boolean;
  readonly request: GpuPlanRequest;
  /** GiB of one GPU: "Available KV cache memory", or requested memory less what else the log lists. */
  readonly poolGiB: number;
}

/**
 * llm-d-incubation/llm-d-planner, accuracy/accuracy_report.md and the logs beside it (April 2026): H100 with 79.19 GiB, vLLM 0.19.0,
 * gpu_memory_utilization 0.95, length 8192. `derived`: the report tells the error of its own prediction instead of the figure.
 */
const REPORT = 'llm-d-planner accuracy/accuracy_report.md';
const DERIVED = `${REPORT}, derived from the published error`;
const LOG = 'llm-d-planner accuracy/results/v0.19.0/logs';

const onH100 = (
  id: string,
  poolGiB: number,
  change: Partial<GpuPlanRequest> = {},
  source = REPORT,
  calibrated = true,
): ReportedPool => ({
  source,
  calibrated,
  poolGiB,
  request: {
    model: { id },
    engine: { name: 'vllm', version: '0.19.0' },
    gpu: { product: 'NVIDIA-H100-80GB-HBM3' },
    gpuMemoryUtilization: 0.95,
    maxModelLen: 8192,
    ...change,
  },
});

const LLAMA = 'meta-llama/Llama-3.1-8B-Instruct';
const QWEN = 'Qwen/Qwen2.5-7B-Instruct';
const QWEN3 = 'Qwen/Qwen3-14B';
const vllm = (version: string) =>
  ({ engine: { name: 'vllm', version } } as const);

/** Pools that engines reported. */
export const reportedPools: readonly ReportedPool[] = [
  onH100(LLAMA, 58.11),
  onH100(LLAMA, 63.76, { tensorParallel: 2 }),
  onH100(LLAMA, 66.55, { pipelineParallel: 2 }),
  onH100(LLAMA, 64.61, { quantization: 'fp8' }),
  onH100(LLAMA, 42.8, { dtype: 'float32' }),
  onH100(QWEN, 58.53),
  onH100(QWEN, 63.84, { tensorParallel: 2 }),
  onH100('google/gemma-3-27b-it', 19.53, {}, LOG),
  onH100('google/gemma-2-9b-it', 54.12, {}, DERIVED),
  onH100('codellama/CodeLlama-7b-hf', 61.66, {}, DERIVED),
  onH100('ibm-granite/granite-3.1-8b-instruct', 58.66, {}, DERIVED),
  onH100('Qwen/Qwen3-30B-A3B', 15.41, {}, DERIVED),
  onH100('microsoft/phi-4', 46.08, {}, DERIVED),
  onH100('mistralai/Mistral-Small-3.1-24B-Instruct-2503', 28.19, {}, DERIVED),
  onH100(
    'mistralai/Mixtral-8x7B-Instruct-v0.1',
    28.45,
    { tensorParallel: 2 },
    DERIVED,
  ),
  onH100('deepseek-ai/DeepSeek-V2-Lite-Chat', 43.6, {}, DERIVED),
  onH100(
    'openai/gpt-oss-20b',
    59.3,
    { tensorParallel: 2, gpuMemoryUtilization: 0.9 },
    DERIVED,
  ),
  onH100(QWEN3, 41.94, vllm('0.16.0')),
  onH100(QWEN3, 45.34, vllm('0.17.0')),

  onH100(LLAMA, 67.44, { tensorParallel: 4 }, REPORT, false),
  onH100(LLAMA, 69.85, { pipelineParallel: 4 }, REPORT, false),
  onH100(QWEN, 67.34, { tensorParallel: 4 }, REPORT, false),
  onH100('Qwen/Qwen3-8B', 68.72, { pipelineParallel: 3 }, REPORT, false),
  onH100('google/gemma-3-12b-it', 47.72, {}, LOG, false),
  onH100('google/gemma-3-4b-it', 62.51, {}, DERIVED, false),
  onH100('google/gemma-2-27b-it', 20.59, {}, DERIVED, false),
  onH100('google/gemma-2-2b-it', 66.47, {}, DERIVED, false),
  onH100('google/gemma-7b', 55.44, {}, DERIVED, false),
  onH100('ibm-granite/granite-3.1-2b-instruct', 69.28, {}, DERIVED, false),
  onH100(
    'microsoft/phi-2',
    68.96,
    { maxModelLen: 2048, dtype: 'float16' },
    DERIVED,
    false,
  ),
  onH100('Qwen/Qwen1.5-MoE-A2.7B', 45.83, {}, DERIVED, true),
  onH100('moonshotai/Kimi-VL-A3B-Instruct', 41.31, {}, DERIVED, true),
  onH100(
    'Qwen/Qwen2.5-72B-Instruct',
    3.05,
    { tensorParallel: 2 },
    DERIVED,
    false,
  ),
  onH100(
    'meta-llama/Llama-4-Scout-17B-16E-Instruct',
    16.8,
    { tensorParallel: 4 },
    DERIVED,
    true,
  ),
  onH100(QWEN3, 45.23, vllm('0.18.0'), REPORT, true),
  {
    source: 'vllm-project/vllm#21348 (2025-07-22)',
    calibrated: true,
    poolGiB: 8.11,
    request: {
      model: { id: 'Qwen/Qwen3-235B-A22B-FP8' },
      engine: { name: 'vllm', version: '0.9.2' },
      gpu: { product: 'H100' },
      tensorParallel: 4,
    },
  },
  {
    source: 'vllm-project/vllm#27508 (2025-10-31)',
    calibrated: true,
    poolGiB: 1.71,
    request: {
      model: { id: 'openai/gpt-oss-120b' },
      engine: { name: 'vllm', version: '0.11.0' },
      gpu: { product: 'H100' },
      gpuMemoryUtilization: 0.95,
      maxNumBatchedTokens: 1024,
    },
  },
  {
    source: 'A public note on a simulator: RTX A5000, enforce_eager',
    calibrated: false,
    poolGiB: 5.29,
    request: {
      model: { id: 'meta-llama/Llama-3.1-8B-Instruct' },
      engine: { name: 'vllm', version: '0.16' },
      gpu: { product: 'RTX A5000', memoryGiB: 23.68 },
      gpuMemoryUtilization: 0.9,
      maxModelLen: 2048,
    },
  },
  {
    source: 'A public lab report with its log (2026-02-27): 2 × L40S',
    calibrated: true,
    poolGiB: 20.16,
    request: {
      model: { id: 'TechxGenus/Meta-Llama-3-70B-Instruct-AWQ' },
      engine: { name: 'vllm', version: '0.16.0' },
      gpu: { product: 'NVIDIA-L40S' },
      tensorParallel: 2,
      dtype: 'float16',
    },
  },
  {
    source: 'A public benchmark diary (2026): H200',
    calibrated: false,
    poolGiB: 120.53,
    request: {
      model: { id: 'Qwen/Qwen2.5-1.5B-Instruct' },
      engine: { name: 'vllm', version: '0.19.1' },
      gpu: { product: 'NVIDIA-H200' },
      gpuMemoryUtilization: 0.9,
    },
  },
];
