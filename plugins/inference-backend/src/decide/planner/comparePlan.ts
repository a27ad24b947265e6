import type {
  GpuPlan,
  ServerGpuPlan,
} from '@inference-portal/plugin-inference-common';

/** What an engine in one pod says of its KV cache. */
export interface ReportedCache {
  readonly pod: string;
  readonly metric: string;
  /** Blocks on each GPU. */
  readonly blocks: number;
  /** Tokens of a block. */
  readonly blockSize: number;
  /** As the engine counts them itself; null when it tells blocks only. */
  readonly tokens: number | null;
}

type Planned = Pick<GpuPlan, 'kvTokens' | 'kvBlocks' | 'blockSize'>;

/** Tokens of a reported pool, counted as the plan counts: layers with a window share blocks, so that blocks × size would be too many. */
function tokensOf(
  { blocks, blockSize, tokens }: ReportedCache,
  planned: Planned | null,
): number {
  if (tokens !== null) {
    return tokens;
  }
  const slots = blocks * blockSize;
  const plannedSlots = (planned?.kvBlocks ?? 0) * (planned?.blockSize ?? 0);
  const plannedTokens = planned?.kvTokens ?? 0;
  return plannedSlots > 0 && plannedTokens > 0
    ? Math.round((plannedTokens / plannedSlots) * slots)
    : slots;
}

/** The pod with the least room stands for the server: requests of a pod cannot use the cache of another. */
export function comparePlan(
  planned: Planned | null,
  reported: readonly ReportedCache[],
): Pick<ServerGpuPlan, 'actual' | 'differencePercent'> {
  const [first, ...others] = reported;
  if (!first) {
    return { actual: null, differencePercent: null };
  }
  const slots = (one: ReportedCache) => one.blocks * one.blockSize;
  const least = others.reduce((a, b) => (slots(b) < slots(a) ? b : a), first);
  const kvTokens = tokensOf(least, planned);
  const expected = planned?.kvTokens ?? null;
  return {
    actual: {
      kvTokens,
      blocks: least.blocks,
      blockSize: least.blockSize,
      pods: new Set(reported.map(({ pod }) => pod)).size,
      metric: least.metric,
    },
    differencePercent:
      expected === null || expected === 0
        ? null
        : Math.round(((kvTokens - expected) / expected) * 1000) / 10,
  };
}
