import { QUANTIZATIONS } from '../Planner/plannerQuestion';

/** Formats of the KV cache that the form offers. */
export const KV_CACHE_DTYPES = ['auto', 'fp8'] as const;
/** Formats of numbers that the form offers. */
export const DTYPES = ['bfloat16', 'float16', 'float32'] as const;

/** Value of `InferenceModelVersion`; parts are missing until they are chosen. */
export interface ModelVersionValue {
  /** `<namespace>/<name>` of a registered model. */
  readonly name?: string;
  readonly version?: string;
  /** Pinned source of the version. */
  readonly source?: string;
}

/** Value of `InferenceDeploymentTarget`. */
export interface TargetValue {
  readonly cluster?: string;
  readonly namespace?: string;
  /** Entity ref of who owns the namespace; null when nobody does. */
  readonly owner?: string | null;
}

/** Value of `InferenceGpuPlan`. */
export interface GpuPlanValue {
  /** As nodes carry it in `nvidia.com/gpu.product`. */
  readonly product?: string;
  readonly tensorParallel?: number;
  readonly pipelineParallel?: number;
  /** Tokens of the longest request; null while what is typed is no such number. */
  readonly maxModelLen?: number | null;
  /** From 0.1 to 0.99; null while what is typed is no such number. */
  readonly gpuMemoryUtilization?: number | null;
  readonly dtype?: (typeof DTYPES)[number];
  /** Null as the model is published. */
  readonly quantization?: (typeof QUANTIZATIONS)[number];
  readonly kvCacheDtype?: (typeof KV_CACHE_DTYPES)[number];
  /** Of the whole model, from the plan that fits. */
  readonly weightsGiB?: number;
}

type Fields = { readonly [name: string]: unknown };

/** The fields of a form or of a part of it; none where it is no object, as an address may hold anything. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : {};
}

const text = (value: unknown) =>
  typeof value === 'string' && value !== '' ? value : undefined;
const number = (value: unknown) =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;
/** A count of a form; undefined while it is none. */
export const whole = (value: unknown) =>
  Number.isInteger(value) && Number(value) > 0 ? Number(value) : undefined;

/** Only what is set, as a form takes `undefined` for a value. */
function given<T extends object>(value: T): T {
  return Object.fromEntries(
    Object.entries(value).filter(([, part]) => part !== undefined),
  ) as T;
}

/** Reads the value of `InferenceModelVersion`. */
export function readModelVersion(value: unknown): ModelVersionValue {
  const { name, version, source } = fieldsOf(value);
  return given({
    name: text(name),
    version: text(version),
    source: text(source),
  });
}

/** Reads the value of `InferenceDeploymentTarget`. */
export function readTarget(value: unknown): TargetValue {
  const { cluster, namespace, owner } = fieldsOf(value);
  return given({
    cluster: text(cluster),
    namespace: text(namespace),
    owner: owner === null ? null : text(owner),
  });
}

/** Reads the value of `InferenceGpuPlan`. */
export function readGpuPlan(value: unknown): GpuPlanValue {
  const fields = fieldsOf(value);
  return given({
    product: text(fields.product),
    tensorParallel: whole(fields.tensorParallel),
    pipelineParallel: whole(fields.pipelineParallel),
    maxModelLen: whole(fields.maxModelLen),
    gpuMemoryUtilization: number(fields.gpuMemoryUtilization),
    dtype: DTYPES.find(one => one === fields.dtype),
    quantization: QUANTIZATIONS.find(one => one === fields.quantization),
    kvCacheDtype: KV_CACHE_DTYPES.find(one => one === fields.kvCacheDtype),
    weightsGiB: number(fields.weightsGiB),
  });
}

/** What a GPU plan holds before anybody changed it. */
const DEFAULTS = {
  tensorParallel: 1,
  pipelineParallel: 1,
  maxModelLen: 8192,
  gpuMemoryUtilization: 0.9,
  dtype: 'bfloat16',
  quantization: null,
  kvCacheDtype: 'auto',
} as const satisfies GpuPlanValue;

/** The value of a form with defaults for what nobody gave; what was given and is no value stays away. */
export function currentGpuPlan(value: unknown): GpuPlanValue {
  const fields = fieldsOf(value);
  const untouched = Object.entries(DEFAULTS).filter(
    ([name]) => fields[name] === undefined,
  );
  return { ...Object.fromEntries(untouched), ...readGpuPlan(value) };
}

/** A number as it is typed: tokens, or a share from 0.1 to 0.99. Null when it is neither. */
export function typedNumber(
  typed: string,
  kind: 'whole' | 'share',
): number | null {
  const pattern = kind === 'whole' ? /^[1-9]\d{0,7}$/ : /^0[.,]\d{1,3}$/;
  const value = pattern.test(typed.trim())
    ? Number(typed.trim().replace(',', '.'))
    : null;
  return kind === 'share' && value !== null && (value < 0.1 || value > 0.99)
    ? null
    : value;
}
