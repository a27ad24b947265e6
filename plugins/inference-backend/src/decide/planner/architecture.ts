import type { GpuPlanArchitecture } from '@inference-portal/plugin-inference-common';

/** What the weights of a model are stored as. */
export type WeightFormat = 'fp8' | 'awq' | 'gptq' | 'mxfp4' | 'nvfp4';

/** What plans need to know of a model; null where nobody told. */
export interface Architecture {
  readonly layers: number;
  readonly kvHeads: number;
  readonly headDim: number;
  readonly hiddenSize: number | null;
  readonly attentionHeads: number | null;
  readonly vocabSize: number | null;
  readonly parametersBillions: number | null;
  readonly activeParametersBillions: number | null;
  /** Tokens that layers without full attention look back; null when all look at everything. */
  readonly slidingWindow: number | null;
  /** Layers with full attention. */
  readonly fullAttentionLayers: number;
  /** True where a window is a chunk that begins anew, as in Llama 4. */
  readonly chunked: boolean;
  readonly mla: {
    readonly kvLoraRank: number;
    readonly qkRopeHeadDim: number;
  } | null;
  readonly maxContext: number | null;
  /** Width of the feed-forward layers of a dense model. */
  readonly intermediateSize: number | null;
  /** Input and output embeddings are the same matrix. */
  readonly tiedEmbeddings: boolean;
  /** Parameters that every tensor-parallel rank holds whole, such as those of an image encoder. */
  readonly replicatedBillions: number;
  /** As which the model is published; null for 16 bits. */
  readonly storedAs: WeightFormat | null;
}

/** Facts of one source; what it does not tell is left out or null. */
export type ArchitectureFacts = {
  readonly [K in keyof GpuPlanArchitecture]?: GpuPlanArchitecture[K];
} & {
  readonly intermediateSize?: number | null;
  readonly tiedEmbeddings?: boolean | null;
  readonly chunked?: boolean | null;
  readonly replicatedBillions?: number | null;
  readonly storedAs?: WeightFormat | null;
};

/** A model, or what is missing: the name of the field and what to do. */
export type MergedArchitecture =
  | { readonly status: 'complete'; readonly architecture: Architecture }
  | { readonly status: 'incomplete'; readonly problem: string };

const incomplete = (field: string, why: string): MergedArchitecture => ({
  status: 'incomplete',
  problem: `model.architecture.${field}: ${why}. Take it from the model's config.json; the portal does not know the model by its id`,
});

/** Puts facts together, the strongest source first, and derives what config.json leaves out. */
export function mergeArchitecture(
  sources: readonly ArchitectureFacts[],
): MergedArchitecture {
  const told = <K extends keyof ArchitectureFacts>(
    field: K,
  ): NonNullable<ArchitectureFacts[K]> | null => {
    for (const source of sources) {
      const value = source[field];
      if (value !== undefined && value !== null) return value;
    }
    return null;
  };
  const layers = told('layers');
  if (layers === null) {
    return incomplete('layers', 'is needed');
  }
  const attentionHeads = told('attentionHeads');
  const hiddenSize = told('hiddenSize');
  const mla = told('mla');
  const kvHeads = told('kvHeads') ?? attentionHeads ?? (mla ? 1 : null);
  if (kvHeads === null) {
    return incomplete('kvHeads', 'is needed, or attentionHeads');
  }
  const derived =
    hiddenSize !== null && attentionHeads !== null
      ? Math.floor(hiddenSize / attentionHeads)
      : null;
  const headDim = told('headDim') ?? derived ?? (mla ? 1 : null);
  if (headDim === null || headDim < 1) {
    return incomplete(
      'headDim',
      'is needed, or hiddenSize together with attentionHeads',
    );
  }
  if (attentionHeads !== null && !mla && kvHeads > attentionHeads) {
    return incomplete(
      'kvHeads',
      `is ${kvHeads}, more than the ${attentionHeads} attentionHeads`,
    );
  }
  const full = told('fullAttentionLayers');
  if (full !== null && full > layers) {
    return incomplete(
      'fullAttentionLayers',
      `is ${full}, more than the ${layers} layers`,
    );
  }
  const window = full === layers ? null : told('slidingWindow');
  return {
    status: 'complete',
    architecture: {
      layers,
      kvHeads,
      headDim,
      hiddenSize,
      attentionHeads,
      vocabSize: told('vocabSize'),
      parametersBillions: told('parametersBillions'),
      activeParametersBillions: told('activeParametersBillions'),
      slidingWindow: window,
      fullAttentionLayers: window === null ? layers : full ?? 0,
      chunked: told('chunked') ?? false,
      mla,
      maxContext: told('maxContext'),
      intermediateSize: told('intermediateSize'),
      tiedEmbeddings: told('tiedEmbeddings') ?? false,
      replicatedBillions: told('replicatedBillions') ?? 0,
      storedAs: told('storedAs'),
    },
  };
}
