import type { GpuPlan } from '@inference-portal/plugin-inference-common';

/** What GPU memory is used for, in the order of the bar. */
export const MEMORY_PARTS = [
  'weights',
  'activation',
  'overhead',
  'kv',
  'free',
] as const;
export type MemoryPart = (typeof MEMORY_PARTS)[number];

/** The memory of one GPU in parts, GiB. */
export interface MemoryParts {
  readonly totalGiB: number;
  /** What is wanted beyond what the GPU has; 0 when it suffices. */
  readonly missingGiB: number;
  readonly parts: readonly {
    readonly name: MemoryPart;
    readonly gib: number;
  }[];
}

/** Cuts the memory of the GPU that has least room into parts; null where the plan does not tell them. */
export function memoryParts({
  gpu,
  weightsGiB,
  activationGiB,
  nonTorchGiB,
  cudaGraphGiB,
  loraGiB,
  kvPoolGiB,
}: GpuPlan): MemoryParts | null {
  const totalGiB = gpu.memoryGiB;
  if (
    totalGiB === null ||
    weightsGiB === null ||
    activationGiB === null ||
    kvPoolGiB === null
  ) {
    return null;
  }
  const overhead = (nonTorchGiB ?? 0) + (cudaGraphGiB ?? 0) + (loraGiB ?? 0);
  const used = weightsGiB + activationGiB + overhead + kvPoolGiB;
  const gibOf: { readonly [part in MemoryPart]: number } = {
    weights: weightsGiB,
    activation: activationGiB,
    overhead,
    kv: kvPoolGiB,
    free: Math.max(0, totalGiB - used),
  };
  return {
    totalGiB,
    missingGiB: Math.max(0, used - totalGiB),
    parts: MEMORY_PARTS.map(name => ({ name, gib: gibOf[name] })),
  };
}
