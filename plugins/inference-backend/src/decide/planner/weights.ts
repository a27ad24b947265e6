import type { Architecture, WeightFormat } from './architecture';
import type { Parallelism } from './parallelism';

/** Bits of a floating point type, in bytes. */
export const BYTES_OF_DTYPE = { bfloat16: 2, float16: 2, float32: 4 } as const;
/** Types of weights and activations. */
export type Dtype = keyof typeof BYTES_OF_DTYPE;

/** Bytes of a quantized parameter with its scales: 4-bit formats have a 16-bit scale and a 4-bit zero point for each 128, mxfp4 8 bits for 32, nvfp4 8 for 16. */
const BYTES_OF_FORMAT: { readonly [format in WeightFormat]: number } = {
  fp8: 1,
  awq: 0.52,
  gptq: 0.52,
  mxfp4: 4.25 / 8,
  nvfp4: 4.5 / 8,
};

/** Kernels for mxfp4 experts want widths of this multiple: gpt-oss has 2880 and is loaded as 3072. */
const MXFP4_WIDTH = 256;

const BILLION = 1e9;

/** Bytes of the weights on the GPUs, by what they are. */
export interface WeightBytes {
  /** All layers. */
  readonly layers: number;
  /** The matrix of input embeddings. */
  readonly inputEmbedding: number;
  /** That of the output; 0 when it is the same one. */
  readonly outputEmbedding: number;
  /** What every tensor-parallel rank of the first stage holds whole. */
  readonly replicated: number;
}

/** Parameters of attention: 16-bit in models whose experts alone are quantized. */
function attentionParameters(model: Architecture): number {
  const { layers, hiddenSize, attentionHeads, kvHeads, headDim } = model;
  return hiddenSize === null || attentionHeads === null
    ? 0
    : layers * hiddenSize * headDim * 2 * (attentionHeads + kvHeads);
}

/** Bytes of the whole model. Embeddings are never quantized. Null where nobody tells the number of parameters. */
export function weightBytes(
  model: Architecture,
  format: WeightFormat | null,
  dtype: Dtype,
): WeightBytes | null {
  const { parametersBillions, hiddenSize, vocabSize, tiedEmbeddings } = model;
  if (parametersBillions === null) {
    return null;
  }
  const plain = BYTES_OF_DTYPE[dtype];
  const all = parametersBillions * BILLION;
  const embedding =
    hiddenSize === null || vocabSize === null
      ? 0
      : Math.min(hiddenSize * vocabSize, all / 2);
  const embeddings = tiedEmbeddings ? embedding : 2 * embedding;
  const replicated = Math.min(model.replicatedBillions * BILLION, all / 2);
  const rest = Math.max(all - embeddings - replicated, 0);
  const attention =
    format === 'mxfp4' ? Math.min(attentionParameters(model), rest) : 0;
  const padding =
    format === 'mxfp4' && hiddenSize !== null
      ? (Math.ceil(hiddenSize / MXFP4_WIDTH) * MXFP4_WIDTH) / hiddenSize
      : 1;
  const each = format === null ? plain : BYTES_OF_FORMAT[format];
  return {
    layers: attention * plain + (rest - attention) * each * padding,
    inputEmbedding: embedding * plain,
    outputEmbedding: tiedEmbeddings ? 0 : embedding * plain,
    replicated: replicated * plain,
  };
}

/** Bytes of the weights on one GPU of a pipeline stage. The last stage of several has the output matrix, even when it is that of the input. */
export function stageWeightBytes(
  bytes: WeightBytes,
  layersOfAll: number,
  stages: readonly number[],
  stage: number,
  { tensorParallel }: Parallelism,
): number {
  const { layers, inputEmbedding, outputEmbedding, replicated } = bytes;
  const isFirst = stage === 0;
  const isLast = stage === stages.length - 1;
  const output = stages.length > 1 ? inputEmbedding : outputEmbedding;
  return (
    (isFirst ? replicated : 0) +
    ((layers * (stages[stage] ?? 0)) / layersOfAll +
      (isFirst ? inputEmbedding : 0) +
      (isLast ? output : 0)) /
      tensorParallel
  );
}
