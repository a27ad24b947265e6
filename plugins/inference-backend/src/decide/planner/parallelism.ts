import type { Architecture } from './architecture';
import type { EngineTraits } from './engineTraits';

/** How a model is spread over GPUs. */
export interface Parallelism {
  readonly tensorParallel: number;
  readonly pipelineParallel: number;
}

/** Engines pad the vocabulary to a multiple of this before they split it. */
const VOCABULARY_PADDING = 64;

const up = (value: number, multiple: number) =>
  Math.ceil(value / multiple) * multiple;

/** Why tensor parallelism of this size is refused by the engine; null when it is not. */
function tensorProblem(
  { attentionHeads, kvHeads, vocabSize, mla }: Architecture,
  tp: number,
): string | null {
  if (attentionHeads !== null && attentionHeads % tp !== 0) {
    return `${attentionHeads} attention heads cannot be split over ${tp} GPUs`;
  }
  if (!mla && (kvHeads >= tp ? kvHeads % tp : tp % kvHeads) !== 0) {
    return `${kvHeads} key-value heads can be neither split nor repeated over ${tp} GPUs`;
  }
  if (
    vocabSize !== null &&
    tp > 1 &&
    up(vocabSize, VOCABULARY_PADDING) % tp !== 0
  ) {
    return `a vocabulary of ${vocabSize} cannot be split over ${tp} GPUs`;
  }
  return null;
}

/** Why the engine refuses to start so; null when it does not. */
export function parallelismProblem(
  architecture: Architecture,
  { tensorParallel, pipelineParallel }: Parallelism,
): string | null {
  const tensor = tensorProblem(architecture, tensorParallel);
  if (tensor !== null) {
    return `tensorParallel ${tensorParallel}: ${tensor}`;
  }
  return pipelineParallel > architecture.layers
    ? `pipelineParallel ${pipelineParallel}: there are only ${architecture.layers} layers`
    : null;
}

/** Sizes up to `most` that the engine accepts, the nearest first and of two equally near the larger. */
export function nearestTensorParallel(
  architecture: Architecture,
  wanted: number,
  most: number,
): readonly number[] {
  const accepted = [];
  for (let tp = 1; tp <= most; tp += 1) {
    if (tensorProblem(architecture, tp) === null) accepted.push(tp);
  }
  return accepted.sort(
    (a, b) => Math.abs(a - wanted) - Math.abs(b - wanted) || b - a,
  );
}

/**
 * Layers of each pipeline stage. What does not divide evenly: vLLM gives one more to the stages before the last, which has the output
 * layer; TensorRT-LLM to the first ones.
 */
export function layersOfStages(
  layers: number,
  stages: number,
  { name }: Pick<EngineTraits, 'name'>,
): readonly number[] {
  const even = Math.floor(layers / stages);
  const rest = layers % stages;
  return Array.from({ length: stages }, (_, stage) => {
    const hasMore =
      name === 'vllm'
        ? stage < stages - 1 && stage >= stages - 1 - rest
        : stage < rest;
    return even + (hasMore ? 1 : 0);
  });
}
