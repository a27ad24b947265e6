import type {
  GpuPlanRequest,
  GpuRankingRequest,
} from '@inference-portal/plugin-inference-common';

/** Engines that plans are made for. */
export const ENGINES = ['vllm', 'tensorrt-llm'] as const;
/** Formats of weights; null as the model is published. */
export const QUANTIZATIONS = [
  null,
  'fp8',
  'awq',
  'gptq',
  'mxfp4',
  'nvfp4',
] as const;
/** GPUs of a replica that the form offers. */
export const GPU_COUNTS = [1, 2, 4, 8] as const;

/** What is asked of the planner, as people choose it. */
export interface PlannerQuestion {
  /** As at a hub, or `<namespace>/<name>` of a registered model. */
  readonly model: string;
  readonly engine: (typeof ENGINES)[number];
  /** Product; null to compare those of the fleet only. */
  readonly gpu: string | null;
  /** GPUs of a replica. */
  readonly tensorParallel: number;
  /** Tokens of the longest request; null for all of the model's context. */
  readonly maxModelLen: number | null;
  readonly quantization: (typeof QUANTIZATIONS)[number];
}

function positive(text: string | null): number | null {
  const value = text !== null && /^\d{1,9}$/.test(text) ? Number(text) : 0;
  return value > 0 ? value : null;
}

/** Reads a question out of an address; what is wrong in it is taken as not chosen. Null without a model. */
export function readQuestion(params: URLSearchParams): PlannerQuestion | null {
  const model = params.get('model')?.trim() ?? '';
  return model === ''
    ? null
    : {
        model,
        engine: ENGINES.find(one => one === params.get('engine')) ?? 'vllm',
        gpu: params.get('gpu')?.trim() || null,
        tensorParallel: positive(params.get('gpus')) ?? 1,
        maxModelLen: positive(params.get('length')),
        quantization:
          QUANTIZATIONS.find(one => one === params.get('quantization')) ?? null,
      };
}

/** The address of a question, without what is left at its default. */
export function writeQuestion(question: PlannerQuestion): URLSearchParams {
  const { model, engine, gpu, tensorParallel, maxModelLen, quantization } =
    question;
  return new URLSearchParams({
    model,
    ...(engine === 'vllm' ? {} : { engine }),
    ...(gpu === null ? {} : { gpu }),
    ...(tensorParallel === 1 ? {} : { gpus: String(tensorParallel) }),
    ...(maxModelLen === null ? {} : { length: String(maxModelLen) }),
    ...(quantization === null ? {} : { quantization }),
  });
}

/** What all GPUs of the fleet are asked. */
export function toRankingRequest({
  model,
  engine,
  maxModelLen,
  quantization,
}: PlannerQuestion): GpuRankingRequest {
  return {
    model: { id: model },
    engine: { name: engine },
    maxModelLen,
    quantization,
  };
}

/** What the chosen GPU is asked; null when none is chosen. */
export function toPlanRequest(
  question: PlannerQuestion,
): GpuPlanRequest | null {
  const { gpu, tensorParallel } = question;
  return gpu === null
    ? null
    : { ...toRankingRequest(question), gpu: { product: gpu }, tensorParallel };
}
