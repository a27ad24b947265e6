import type { Architecture } from './architecture';
import type { EngineTraits } from './engineTraits';
import type { ModelFamily } from './families';
import type { PlannedGpu } from './gpuProducts';
import type { Parallelism } from './parallelism';

/** Bytes of a GiB. */
export const GIB = 2 ** 30;

/** What an engine schedules at a time. */
export interface Batch {
  readonly maxNumBatchedTokens: number;
  readonly maxNumSeqs: number;
}

/** What vLLM's server chooses by the GPU: large ones but A100 get large batches. TensorRT-LLM has one default. */
export function defaultBatch(
  { name }: EngineTraits,
  gpu: PlannedGpu | null,
): Batch {
  if (name === 'tensorrt-llm') {
    return { maxNumBatchedTokens: 8192, maxNumSeqs: 2048 };
  }
  const isSmall =
    gpu !== null && (gpu.memoryGiB < 70 || /^A100/.test(gpu.product ?? ''));
  return isSmall
    ? { maxNumBatchedTokens: 2048, maxNumSeqs: 256 }
    : { maxNumBatchedTokens: 8192, maxNumSeqs: 1024 };
}

/** Copies of the logits (32-bit, all sequences) at the peak of the sampler: sorting holds values and indices beside the logits. */
const SAMPLER_COPIES = 3.7;
/** The same before vLLM 0.17, and what it was at most (GiB for 1024 sequences). */
const OLD_SAMPLER_COPIES = 9.6;
const OLD_SAMPLER_MOST = 5.6;
/** What mixtures of experts held beyond before vLLM 0.17, GiB for 1024 sequences: the same with batches of 1024 and 8192 tokens. */
const OLD_EXPERTS = 1.9;
/** TensorRT-LLM samples in place. */
const TENSORRT_COPIES = 1.5;
/** Of the state of all tokens that stays while the sampler runs. */
const HIDDEN_COPIES = 1.15;
/** Taken where nobody tells the vocabulary, the width, and the width of feed-forward layers as a multiple of it. */
const USUAL_VOCABULARY = 128_256;
const USUAL_WIDTH = 4096;
const USUAL_EXPANSION = 3.5;

/** True for a mixture of experts: a token reads a part of the parameters only. */
export function isMixture(model: Architecture): boolean {
  const { activeParametersBillions, parametersBillions } = model;
  return (
    activeParametersBillions !== null &&
    parametersBillions !== null &&
    activeParametersBillions < parametersBillions * 0.8
  );
}

/**
 * GiB that activations take at their peak. While an engine profiles itself it runs a full batch through the layers, and then samples for
 * as many sequences as it may serve: logits of the whole vocabulary on every rank, which is why tensor parallelism does not lower it.
 * Only the last pipeline stage samples.
 */
export function activationGiB(options: {
  readonly model: Architecture;
  readonly family: ModelFamily;
  readonly traits: EngineTraits;
  readonly batch: Batch;
  readonly parallelism: Parallelism;
  readonly isLastStage: boolean;
}): number {
  const { model, family, traits, batch, parallelism, isLastStage } = options;
  const tokens = batch.maxNumBatchedTokens;
  const width = model.hiddenSize ?? USUAL_WIDTH;
  const hidden = (tokens * width * 2) / GIB;
  const logits =
    (batch.maxNumSeqs * (model.vocabSize ?? USUAL_VOCABULARY) * 4) / GIB;
  const mixture = isMixture(model);
  const inner = mixture ? 0 : model.intermediateSize ?? width * USUAL_EXPANSION;
  const layers =
    (tokens * 4 * inner) / parallelism.tensorParallel / GIB + 7 * hidden;
  const share = tokens / 8192;
  const extra = family.extraGiB * share;
  // Stages hand on what they computed, and hold it until it is taken.
  const handedOn = parallelism.pipelineParallel > 1 ? 2.5 * hidden : 0;
  if (!isLastStage) {
    return layers + extra + handedOn;
  }
  if (traits.largeSampler) {
    return (
      Math.min(
        OLD_SAMPLER_COPIES * logits,
        (OLD_SAMPLER_MOST * batch.maxNumSeqs) / 1024,
      ) +
      HIDDEN_COPIES * hidden +
      (mixture ? (OLD_EXPERTS * batch.maxNumSeqs) / 1024 : 0)
    );
  }
  const copies =
    traits.name === 'tensorrt-llm' ? TENSORRT_COPIES : SAMPLER_COPIES;
  const sampler = copies * logits + HIDDEN_COPIES * hidden;
  return Math.max(sampler, layers) + extra;
}

/** GiB that CUDA and communicators take outside of the allocator of the engine, by what was measured. */
export function nonTorchGiB(
  traits: EngineTraits,
  { tensorParallel, pipelineParallel }: Parallelism,
  gpu: PlannedGpu | null,
): number {
  if (traits.name === 'tensorrt-llm') {
    return tensorParallel > 1 ? 1.6 : 0.7;
  }
  if (tensorParallel > 1) {
    // Symmetric memory over NVLink is what makes up the most of it.
    const hasNvlink = (gpu?.computeCapability ?? 9) >= 9;
    return traits.fullNonTorch && hasNvlink ? 2.1 : 0.6;
  }
  if (pipelineParallel > 1) return 0.07;
  return traits.fullNonTorch ? 0.25 : 0.13;
}

/** GiB that vLLM estimates for CUDA graphs: 0.84 for 32 layers, 1.05 for 62, more with experts; fewer graphs for fewer sequences. */
export function cudaGraphGiB(
  model: Architecture,
  traits: EngineTraits,
  batch: Batch,
  layersOfStage: number,
): number {
  if (!traits.countsCudaGraphs) return 0;
  const largest = Math.min(batch.maxNumSeqs * 2, 512) / 512;
  const layers = 0.6 + 0.0072 * layersOfStage + (isMixture(model) ? 0.4 : 0);
  return layers * (batch.maxNumSeqs >= 512 ? 1 : 0.7 * largest);
}

/** GiB that adapters take: two thin matrices beside each matrix of a layer, of which tensor parallelism splits one. */
export function loraGiB(
  model: Architecture,
  lora: { readonly maxLoras: number; readonly maxRank: number } | null,
  layersOfStage: number,
  { tensorParallel }: Parallelism,
): number {
  if (lora === null) return 0;
  const width = model.hiddenSize ?? USUAL_WIDTH;
  const inner = model.intermediateSize ?? width * USUAL_EXPANSION;
  const query = (model.attentionHeads ?? model.kvHeads) * model.headDim;
  const keys = model.kvHeads * model.headDim;
  // In and out of query, key, value, output, gate, up, down.
  const incoming = 3 * width + query + 2 * width + inner;
  const outgoing = query + 2 * keys + width + 2 * inner + width;
  return (
    (lora.maxLoras *
      lora.maxRank *
      2 *
      layersOfStage *
      (incoming + outgoing / tensorParallel)) /
    GIB
  );
}
