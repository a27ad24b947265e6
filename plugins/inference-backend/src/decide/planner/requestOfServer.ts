import type {
  GpuPlanRequest,
  ModelServerDetail,
} from '@inference-portal/plugin-inference-common';
import { findFlag, readSwitch } from '../readiness/engineSettings';
import type { EngineFacts } from '../readiness/facts';

/** The question to the planner that a running server is the answer to, or why there is none. */
export type RequestOfServer =
  | { readonly status: 'planned'; readonly request: GpuPlanRequest }
  | { readonly status: 'unknown'; readonly reason: string };

const QUANTIZATIONS = ['fp8', 'awq', 'gptq', 'mxfp4', 'nvfp4'] as const;
const DTYPES = ['bfloat16', 'float16', 'float32'] as const;

/** The first of some words that a text contains. */
function wordIn<T extends string>(
  words: readonly T[],
  text: string | null,
): T | null {
  const written = text?.toLowerCase() ?? '';
  return words.find(word => written.includes(word)) ?? null;
}

const SHORT: { readonly [word: string]: (typeof DTYPES)[number] } = {
  half: 'float16',
  fp16: 'float16',
  bf16: 'bfloat16',
  float: 'float32',
  fp32: 'float32',
};

function dtypeOf(text: string | null): GpuPlanRequest['dtype'] {
  return text === null ? null : SHORT[text] ?? wordIn(DTYPES, text);
}

/** A positive number behind one of some flags; null when none is given. */
function numberOf(
  engine: EngineFacts | null,
  ...names: readonly string[]
): number | null {
  const value = Number(findFlag(engine, ...names)?.value ?? Number.NaN);
  return value > 0 ? value : null;
}

function loraOf(engine: EngineFacts | null): GpuPlanRequest['lora'] {
  return readSwitch(engine, 'enable-lora') === true
    ? {
        maxLoras: numberOf(engine, 'max-loras') ?? 1,
        maxRank: numberOf(engine, 'max-lora-rank') ?? 16,
      }
    : null;
}

/** Asks the planner for what a server was started with. Settings that the specification does not show are left to the engine's defaults. */
export function requestOfServer(
  server: ModelServerDetail,
  engine: EngineFacts | null,
): RequestOfServer {
  const { gpus, model, runtime } = server;
  const unknown = (reason: string) => ({ status: 'unknown', reason } as const);
  const { name } = runtime;
  if (name !== 'vllm' && name !== 'tensorrt-llm') {
    return unknown('The planner knows vLLM and TensorRT-LLM only.');
  }
  if (model.id === null) {
    return unknown('Which model the server runs is not known.');
  }
  if (gpus.product === null) {
    return unknown('Which GPUs the server runs on is not known.');
  }
  if (gpus.shared) {
    return unknown(
      'The server shares its GPU, and how much of it is not told.',
    );
  }
  return {
    status: 'planned',
    request: {
      model: { id: model.id },
      engine: { name, version: runtime.version },
      gpu: { product: gpus.product },
      tensorParallel: server.tensorParallel,
      pipelineParallel: server.pipelineParallel,
      maxModelLen: server.maxModelLength,
      gpuMemoryUtilization: numberOf(
        engine,
        'gpu-memory-utilization',
        'kv-cache-free-gpu-memory-fraction',
        'free-gpu-memory-fraction',
      ),
      maxNumBatchedTokens: numberOf(
        engine,
        'max-num-batched-tokens',
        'max-num-tokens',
      ),
      maxNumSeqs: numberOf(engine, 'max-num-seqs', 'max-batch-size'),
      dtype: dtypeOf(server.precision.value),
      quantization: wordIn(QUANTIZATIONS, server.quantization.value),
      kvCacheDtype: wordIn(
        ['fp8'] as const,
        findFlag(engine, 'kv-cache-dtype')?.value ?? null,
      ),
      blockSize: numberOf(engine, 'block-size', 'tokens-per-block'),
      lora: loraOf(engine),
    },
  };
}
