import type { Architecture, WeightFormat } from './architecture';
import type { EngineTraits } from './engineTraits';
import type { ModelFamily } from './families';
import type { PlannedGpu } from './gpuProducts';
import {
  type KvLayout,
  blocksOfRequest,
  kvLayout,
  longestRequest,
} from './kvLayout';
import {
  activationGiB,
  type Batch,
  cudaGraphGiB,
  GIB,
  loraGiB,
  nonTorchGiB,
} from './overheads';
import type { Parallelism } from './parallelism';
import {
  BYTES_OF_DTYPE,
  type Dtype,
  stageWeightBytes,
  weightBytes,
} from './weights';

/** A model and how it is to be served, with every default filled in. */
export interface Deployment {
  readonly model: Architecture;
  readonly family: ModelFamily;
  readonly traits: EngineTraits;
  /** Null where only the tokens of a given pool are asked for. */
  readonly gpu: PlannedGpu | null;
  readonly parallelism: Parallelism;
  readonly utilization: number;
  readonly batch: Batch;
  readonly dtype: Dtype;
  readonly format: WeightFormat | null;
  readonly kvCacheDtype: 'auto' | 'fp8';
  readonly blockSize: number;
  /** Tokens; null where neither the request nor the model tells. */
  readonly maxModelLen: number | null;
  readonly lora: { readonly maxLoras: number; readonly maxRank: number } | null;
  /** GiB of each GPU; null to compute it. */
  readonly kvPoolGiB: number | null;
}

/** What one GPU of a pipeline stage holds, GiB. */
export interface StageMemory {
  readonly weights: number;
  readonly activation: number;
  readonly nonTorch: number;
  readonly cudaGraphs: number;
  readonly lora: number;
  /** What is left; negative when it is too little. */
  readonly pool: number;
}

/** The tokens of a pool. */
export interface PoolTokens {
  readonly layout: KvLayout;
  readonly blocks: number;
  /** As the engine prints it. */
  readonly tokens: number;
  /** Requests of `maxModelLen`; null without. */
  readonly concurrency: number | null;
  readonly longest: number;
}

/** Lengths beyond this are no request. */
const LONGEST = 100_000_000;

/** GiB on one GPU of a stage. Null where nobody tells the number of parameters, or the GPU. */
export function stageMemory(
  deployment: Deployment,
  stages: readonly number[],
  stage: number,
): StageMemory | null {
  const { model, family, traits, gpu, parallelism, batch } = deployment;
  const bytes = weightBytes(model, deployment.format, deployment.dtype);
  if (bytes === null || gpu === null) {
    return null;
  }
  const layers = stages[stage] ?? 0;
  const weights =
    stageWeightBytes(bytes, model.layers, stages, stage, parallelism) / GIB;
  const activation = activationGiB({
    model,
    family,
    traits,
    batch,
    parallelism,
    isLastStage: stage === stages.length - 1,
  });
  const nonTorch = nonTorchGiB(traits, parallelism, gpu);
  const cudaGraphs = cudaGraphGiB(model, traits, batch, layers);
  const lora = loraGiB(model, deployment.lora, layers, parallelism);
  const used = weights + activation + nonTorch + cudaGraphs + lora;
  return {
    weights,
    activation,
    nonTorch,
    cudaGraphs,
    lora,
    pool:
      traits.utilizationOf === 'total'
        ? gpu.memoryGiB * deployment.utilization - used
        : (gpu.memoryGiB - used) *
          (gpu.memoryGiB > used ? deployment.utilization : 1),
  };
}

/** What pools of so many GiB hold, one for each stage: the one with the fewest blocks decides for all. */
export function poolTokens(
  deployment: Deployment,
  pools: readonly number[],
): PoolTokens {
  const { model, batch, maxModelLen, traits } = deployment;
  const layout = kvLayout(model, deployment.parallelism, {
    blockSize: deployment.blockSize,
    bytesPerValue:
      deployment.kvCacheDtype === 'fp8' ? 1 : BYTES_OF_DTYPE[deployment.dtype],
    traits,
  });
  const blocks = Math.min(
    ...layout.stages.map(({ bytesPerBlock }, stage) =>
      Math.floor((Math.max(pools[stage] ?? 0, 0) * GIB) / bytesPerBlock),
    ),
  );
  const { maxNumBatchedTokens } = batch;
  const concurrency =
    maxModelLen === null
      ? null
      : blocks / blocksOfRequest(layout, maxModelLen, maxNumBatchedTokens);
  const groups = layout.fullGroups + layout.windowGroups;
  return {
    layout,
    blocks,
    tokens:
      traits.printsTokensByConcurrency &&
      concurrency !== null &&
      maxModelLen !== null
        ? Math.floor(concurrency * maxModelLen)
        : Math.floor(blocks / groups) * layout.blockSize,
    concurrency,
    longest: longestRequest(
      layout,
      blocks,
      maxNumBatchedTokens,
      model.maxContext ?? LONGEST,
    ),
  };
}
