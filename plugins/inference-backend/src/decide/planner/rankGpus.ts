import type {
  GpuOption,
  GpuPlan,
  GpuRanking,
  GpuRankingRequest,
} from '@inference-portal/plugin-inference-common';
import type { GpuPrice } from './costOfPlan';
import { resolveGpu } from './gpuProducts';
import { planGpus } from './planGpus';
import type { FoundFacts } from './readDeployment';

/** GPUs of one product on one cluster. */
export interface FleetGpus {
  readonly cluster: string;
  readonly product: string;
  readonly capacity: number;
  /** Held by nobody. */
  readonly free: number;
}

/** A ranking, or what is wrong with the request. */
export type RankingOutcome =
  | { readonly status: 'ranked'; readonly ranking: GpuRanking }
  | { readonly status: 'refused'; readonly problem: string };

/** Sizes of tensor parallelism that fit into a machine. */
const SIZES = [1, 2, 4, 8];

const costOf = (plan: GpuPlan) => plan.cost?.perHour ?? Infinity;

/** What fits first; of that the cheapest, then the fewest GPUs, then by name. */
function byUse(a: GpuOption, b: GpuOption): number {
  return (
    Number(b.plan.fits) - Number(a.plan.fits) ||
    (costOf(a.plan) === costOf(b.plan) ? 0 : costOf(a.plan) - costOf(b.plan)) ||
    a.gpus - b.gpus ||
    (a.cluster === b.cluster ? 0 : Number(a.cluster > b.cluster) * 2 - 1) ||
    Number(a.product > b.product) * 2 - 1
  );
}

/** Plans the model on every product of every cluster, on as few GPUs as it fits. */
export function rankGpus(
  request: GpuRankingRequest,
  fleet: readonly FleetGpus[],
  facts: {
    readonly found: readonly FoundFacts[];
    readonly priceOf: (product: string, cluster: string) => GpuPrice | null;
  },
): RankingOutcome {
  const { clusters, ...settings } = request;
  const items: GpuOption[] = [];
  const unknown = new Set<string>();
  for (const { cluster, product, capacity, free } of fleet) {
    if (clusters && !clusters.includes(cluster)) continue;
    if (resolveGpu({ product, memoryGiB: null }).status === 'refused') {
      unknown.add(product);
      continue;
    }
    const sizes = SIZES.filter(size => size === 1 || size <= capacity);
    let best: GpuPlan | null = null;
    for (const tensorParallel of sizes) {
      const outcome = planGpus(
        { ...settings, gpu: { product }, tensorParallel },
        {
          found: facts.found,
          priceOf: name =>
            name === null ? null : facts.priceOf(product, cluster),
        },
      );
      if (outcome.status === 'refused') {
        return outcome;
      }
      best = outcome.plan;
      if (best.fits) break;
    }
    if (best !== null) {
      items.push({
        cluster,
        product,
        gpus: best.gpus,
        capacityGpus: capacity,
        freeGpus: free,
        fitsOnFreeGpus: best.fits && best.gpus <= free,
        plan: best,
      });
    }
  }
  return {
    status: 'ranked',
    ranking: {
      items: items.sort(byUse),
      unknownProducts: [...unknown].sort(),
    },
  };
}
