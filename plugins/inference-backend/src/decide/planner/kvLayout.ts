import type { Architecture } from './architecture';
import type { EngineTraits } from './engineTraits';
import { layersOfStages, type Parallelism } from './parallelism';

/** How a cache is cut into blocks. */
export interface KvLayout {
  /** Tokens of a block. */
  readonly blockSize: number;
  /** Groups of layers with full attention, and with a window; every group has a block of its own for the same tokens. */
  readonly fullGroups: number;
  readonly windowGroups: number;
  /** Tokens of the window; null without one. */
  readonly window: number | null;
  readonly chunked: boolean;
  /** By pipeline stage: layers, and bytes of one block on one GPU. */
  readonly stages: readonly KvStage[];
}

/** What one GPU of a pipeline stage holds. */
export interface KvStage {
  readonly layers: number;
  readonly bytesPerBlock: number;
}

/** Bytes of one token in one layer on one GPU. Latent attention is held whole by every rank; with more ranks than heads the heads are repeated. */
export function bytesPerTokenAndLayer(
  { kvHeads, headDim, mla }: Architecture,
  tensorParallel: number,
  bytesPerValue: number,
): number {
  return mla
    ? (mla.kvLoraRank + mla.qkRopeHeadDim) * bytesPerValue
    : 2 *
        Math.max(1, Math.ceil(kvHeads / tensorParallel)) *
        headDim *
        bytesPerValue;
}

/** Numbers of the layers with full attention, evenly spread as in `5 windows, 1 full`. */
function fullLayers({
  layers,
  fullAttentionLayers,
}: Architecture): readonly boolean[] {
  return Array.from(
    { length: layers },
    (_, layer) =>
      Math.floor(((layer + 1) * fullAttentionLayers) / layers) >
      Math.floor((layer * fullAttentionLayers) / layers),
  );
}

/** The group of every layer: of n groups of a kind, layer i of the kind goes to group i mod n, so that pipeline stages have as many of each. */
function groupsOfLayers(
  isFull: readonly boolean[],
  fullGroups: number,
  windowGroups: number,
): readonly number[] {
  let full = 0;
  let windowed = 0;
  return isFull.map(one =>
    one ? full++ % fullGroups : fullGroups + (windowed++ % windowGroups),
  );
}

function largestGroup(groups: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const group of groups) counts.set(group, (counts.get(group) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}

/** The layout that the engine chooses. */
export function kvLayout(
  model: Architecture,
  parallelism: Parallelism,
  options: {
    readonly blockSize: number;
    readonly bytesPerValue: number;
    readonly traits: EngineTraits;
  },
): KvLayout {
  const { blockSize, bytesPerValue, traits } = options;
  const { layers, fullAttentionLayers: full, chunked } = model;
  const stages = layersOfStages(layers, parallelism.pipelineParallel, traits);
  const page =
    blockSize *
    bytesPerTokenAndLayer(model, parallelism.tensorParallel, bytesPerValue);
  const window = traits.groupsWindows ? model.slidingWindow : null;
  const windowed = window === null ? 0 : layers - full;
  if (windowed === 0 || full === 0 || window === null) {
    return {
      blockSize,
      fullGroups: windowed === 0 ? 1 : 0,
      windowGroups: windowed === 0 ? 0 : 1,
      window: windowed === 0 ? null : window,
      chunked,
      stages: stages.map(count => ({
        layers: count,
        bytesPerBlock: page * count,
      })),
    };
  }
  const smaller = Math.min(full, windowed);
  const larger = Math.max(full, windowed);
  const size = larger < smaller * traits.paddingFactor ? larger : smaller;
  const fullGroups = Math.ceil(full / size);
  const windowGroups = Math.ceil(windowed / size);
  const groups = groupsOfLayers(fullLayers(model), fullGroups, windowGroups);
  let first = 0;
  return {
    blockSize,
    fullGroups,
    windowGroups,
    window,
    chunked,
    stages: stages.map(count => {
      const own = groups.slice(first, first + count);
      first += count;
      return { layers: count, bytesPerBlock: page * largestGroup(own) };
    }),
  };
}

/** Blocks that a request of so many tokens takes at most. */
export function blocksOfRequest(
  layout: KvLayout,
  tokens: number,
  maxNumBatchedTokens: number,
): number {
  const { blockSize, fullGroups, windowGroups, window, chunked } = layout;
  const full = fullGroups * Math.ceil(tokens / blockSize);
  if (window === null) {
    return full;
  }
  const held = Math.min(
    (chunked ? window : window - 1) + maxNumBatchedTokens,
    tokens,
  );
  // A window may begin inside of a block.
  const own = Math.ceil(held / blockSize) + (chunked ? 0 : 1);
  return full + windowGroups * own;
}

/** The longest request that so many blocks hold, at most `most`; 0 when none. */
export function longestRequest(
  layout: KvLayout,
  blocks: number,
  maxNumBatchedTokens: number,
  most: number,
): number {
  const fits = (tokens: number) =>
    blocksOfRequest(layout, tokens, maxNumBatchedTokens) <= blocks;
  if (!fits(1)) return 0;
  let low = 1;
  let high = most;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
