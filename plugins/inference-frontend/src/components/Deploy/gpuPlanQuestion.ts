import type {
  GpuPlanNearest,
  GpuPlanRequest,
  GpuRankingRequest,
} from '@inference-portal/plugin-inference-common';
import { ENGINES } from '../Planner/plannerQuestion';
import {
  fieldsOf,
  readGpuPlan,
  readModelVersion,
  readTarget,
  whole,
  type GpuPlanValue,
  type ModelVersionValue,
  type TargetValue,
} from './deployValues';

/** What a template says about the fields that a GPU plan depends on. */
export interface GpuPlanOptions {
  readonly engine: (typeof ENGINES)[number];
  /** Version of the engine; null for the newest that the portal knows. */
  readonly engineVersion: string | null;
  readonly model: ModelVersionValue;
  readonly target: TargetValue;
  /** What else of the form the engine sets memory aside for; absent for its defaults. */
  readonly batch: Pick<GpuPlanRequest, 'maxNumSeqs' | 'maxNumBatchedTokens'>;
}

/** Reads `ui:options` and the other fields that they name out of the whole form. */
export function readGpuPlanOptions(
  options: unknown,
  form: unknown,
): GpuPlanOptions {
  const { engine, modelField, targetField, engineVersionField } =
    fieldsOf(options);
  const all = fieldsOf(form);
  const fieldNamed = (name: unknown, usual: string) =>
    all[typeof name === 'string' ? name : usual];
  const version = fieldNamed(engineVersionField, 'engineVersion');
  return {
    engine: ENGINES.find(one => one === engine) ?? 'vllm',
    engineVersion:
      typeof version === 'string' && version !== '' ? version : null,
    model: readModelVersion(fieldNamed(modelField, 'model')),
    target: readTarget(fieldNamed(targetField, 'target')),
    batch: {
      maxNumSeqs: whole(all.maxNumSeqs),
      maxNumBatchedTokens: whole(all.maxNumBatchedTokens),
    },
  };
}

/** Id at Hugging Face of a pinned source; null for others. */
export function hubIdOf(source: string | undefined): string | null {
  return /^hf:\/\/([^/@]+\/[^/@]+)/.exec(source ?? '')?.[1] ?? null;
}

const engineOf = ({ engine, engineVersion }: GpuPlanOptions) =>
  engineVersion === null
    ? { name: engine }
    : { name: engine, version: engineVersion };

/** What the planner is asked; null until model and GPU are chosen. */
export function toGpuPlanRequest(
  options: GpuPlanOptions,
  value: GpuPlanValue,
): GpuPlanRequest | null {
  const { name } = options.model;
  const { product, weightsGiB, ...settings } = readGpuPlan(value);
  if (
    name === undefined ||
    product === undefined ||
    settings.maxModelLen === undefined ||
    settings.gpuMemoryUtilization === undefined
  ) {
    return null;
  }
  return {
    model: { id: name },
    engine: engineOf(options),
    gpu: { product },
    ...settings,
    ...options.batch,
  };
}

/** The same for all GPUs of the cluster; null until model and cluster are chosen. */
export function toClusterRankingRequest(
  options: GpuPlanOptions,
  value: GpuPlanValue,
): GpuRankingRequest | null {
  const { name } = options.model;
  const { cluster } = options.target;
  const { gpuMemoryUtilization, maxModelLen, dtype, quantization } = value;
  return name === undefined ||
    cluster === undefined ||
    typeof maxModelLen !== 'number' ||
    typeof gpuMemoryUtilization !== 'number'
    ? null
    : {
        model: { id: name },
        engine: engineOf(options),
        gpuMemoryUtilization,
        maxModelLen,
        dtype,
        quantization,
        kvCacheDtype: value.kvCacheDtype,
        ...options.batch,
        clusters: [cluster],
      };
}

/** The value with the smallest change that fits in it. */
export function takeNearest(
  value: GpuPlanValue,
  nearest: GpuPlanNearest,
): GpuPlanValue {
  return {
    ...value,
    tensorParallel: nearest.tensorParallel,
    pipelineParallel: nearest.pipelineParallel,
    maxModelLen: nearest.maxModelLen ?? value.maxModelLen,
    dtype: nearest.dtype,
    quantization: nearest.quantization ?? null,
    kvCacheDtype: nearest.kvCacheDtype,
  };
}
