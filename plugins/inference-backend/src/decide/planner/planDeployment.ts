import type { GpuPlan } from '@inference-portal/plugin-inference-common';
import { thousands } from '../thousands';
import {
  confidenceOf,
  deploymentDoubts,
  deploymentProblems,
} from './deploymentProblems';
import { bytesPerTokenAndLayer } from './kvLayout';
import {
  type Deployment,
  type PoolTokens,
  poolTokens,
  type StageMemory,
  stageMemory,
} from './memoryPlan';
import { layersOfStages } from './parallelism';
import { BYTES_OF_DTYPE } from './weights';

/** The parts of a plan that memory decides. */
export type MemoryPart = Pick<
  GpuPlan,
  | 'fits'
  | 'weightsGiB'
  | 'activationGiB'
  | 'nonTorchGiB'
  | 'cudaGraphGiB'
  | 'loraGiB'
  | 'kvPoolGiB'
  | 'kvPoolRangeGiB'
  | 'kvTokens'
  | 'kvBlocks'
  | 'kvBytesPerToken'
  | 'kvGroups'
  | 'maxConcurrency'
  | 'longestModelLen'
  | 'confidence'
  | 'reasons'
> & { readonly layersPerRank: number[] };

const rounded = (value: number, digits = 2) => Number(value.toFixed(digits));
const gib = (value: number) => `${value.toFixed(1)} GiB`;

/** How far pools of engines were from what the formulas say, GiB, and the part of the weights that formulas miss. */
function poolRange(
  { pool, weights, nonTorch, cudaGraphs }: StageMemory,
  deployment: Deployment,
): NonNullable<GpuPlan['kvPoolRangeGiB']> {
  const confidence = confidenceOf(deployment);
  const base =
    0.3 +
    0.01 * weights +
    0.2 * nonTorch +
    0.4 * cudaGraphs +
    (deployment.traits.largeSampler ? 0.7 : 0);
  const half = base * { high: 1, medium: 1.5, low: 3 }[confidence];
  return {
    low: rounded(Math.max(pool - half, 0)),
    high: rounded(Math.max(pool + half, 0)),
  };
}

function shortage(
  deployment: Deployment,
  memory: StageMemory | null,
  { blocks, concurrency, longest }: PoolTokens,
): string | null {
  const { maxModelLen, gpu, utilization, traits } = deployment;
  if (memory !== null && memory.pool <= 0 && gpu !== null) {
    return `Weights and activations need ${gib(
      memory.weights +
        memory.activation +
        memory.nonTorch +
        memory.cudaGraphs +
        memory.lora,
    )} of each GPU, and ${
      traits.utilizationOf === 'total'
        ? `${gib(gpu.memoryGiB * utilization)} of ${gib(
            gpu.memoryGiB,
          )} may be used`
        : `it has ${gib(gpu.memoryGiB)}`
    }`;
  }
  if (blocks < 1) {
    return 'The pool is smaller than one block of the cache';
  }
  if (concurrency !== null && concurrency < 1 && maxModelLen !== null) {
    return `A request of ${thousands(
      maxModelLen,
    )} tokens does not fit into the pool: at most ${thousands(longest)} do`;
  }
  return null;
}

const REFUSED = {
  fits: false,
  weightsGiB: null,
  activationGiB: null,
  nonTorchGiB: null,
  cudaGraphGiB: null,
  loraGiB: null,
  kvPoolGiB: null,
  kvPoolRangeGiB: null,
  kvTokens: null,
  kvBlocks: null,
  kvBytesPerToken: null,
  kvGroups: null,
  maxConcurrency: null,
  longestModelLen: null,
} as const;

/** Problems that leave no layout to compute, as against those that memory does not matter for. */
const preventsLayout = (problem: string) =>
  /^(?:tensorParallel|pipelineParallel) /.test(problem);

/** Plans the memory of a deployment. */
export function planDeployment(deployment: Deployment): MemoryPart {
  const { model, parallelism, traits, kvPoolGiB } = deployment;
  const problems = deploymentProblems(deployment);
  const doubts = deploymentDoubts(deployment);
  const confidence = confidenceOf(deployment);
  if (problems.some(preventsLayout)) {
    return {
      ...REFUSED,
      confidence,
      reasons: [...problems, ...doubts],
      layersPerRank: [],
    };
  }
  const stages = layersOfStages(
    model.layers,
    parallelism.pipelineParallel,
    traits,
  );
  // Of a given pool only the tokens are asked for.
  const memories = stages.map((_, stage) =>
    kvPoolGiB === null ? stageMemory(deployment, stages, stage) : null,
  );
  const pools = memories.map(memory => kvPoolGiB ?? memory?.pool ?? 0);
  const tokens = poolTokens(deployment, pools);
  const layouts = tokens.layout.stages;
  const blocksOf = (stage: number) =>
    (pools[stage] ?? 0) / (layouts[stage]?.bytesPerBlock ?? 1);
  const smallest = stages.reduce(
    (least, _, stage) => (blocksOf(stage) < blocksOf(least) ? stage : least),
    0,
  );
  const memory = memories[smallest] ?? null;
  const pool = Math.max(pools[smallest] ?? 0, 0);
  const missing = shortage(deployment, memory, tokens);
  const part = (value: number | undefined) =>
    value === undefined ? null : rounded(value);
  return {
    fits: missing === null && problems.length === 0,
    weightsGiB: part(memory?.weights),
    activationGiB: part(memory?.activation),
    nonTorchGiB: part(memory?.nonTorch),
    cudaGraphGiB: part(memory?.cudaGraphs),
    loraGiB: part(memory?.lora),
    kvPoolGiB: rounded(pool),
    kvPoolRangeGiB: memory === null ? null : poolRange(memory, deployment),
    kvTokens: tokens.tokens,
    kvBlocks: tokens.blocks,
    kvBytesPerToken: rounded(
      bytesPerTokenAndLayer(
        model,
        parallelism.tensorParallel,
        deployment.kvCacheDtype === 'fp8'
          ? 1
          : BYTES_OF_DTYPE[deployment.dtype],
      ) * (stages[smallest] ?? 0),
    ),
    kvGroups: tokens.layout.fullGroups + tokens.layout.windowGroups,
    maxConcurrency:
      tokens.concurrency === null ? null : rounded(tokens.concurrency),
    longestModelLen: tokens.longest,
    confidence,
    reasons: [...problems, ...(missing === null ? [] : [missing]), ...doubts],
    layersPerRank: [...stages],
  };
}
