/** Physical GPUs as an exact fraction of integers: 1/4 is `{ numerator: 1, denominator: 4 }`. */
export interface GpuFraction {
  readonly numerator: number;
  /** At least 1. */
  readonly denominator: number;
}

/** What a container asks for, as a {@link GpuWeightResolver} sees it. */
export interface GpuRequest {
  /** Resource to amount, as the pod writes them: limits, and requests where no limit stands. */
  readonly resources: { readonly [resource: string]: string };
  readonly podAnnotations: { readonly [name: string]: string };
  /** The node that the pod is bound to; null while it is not known. */
  readonly node: {
    readonly labels: { readonly [name: string]: string };
    /** Physical cards, as its labels and capacity tell. */
    readonly physicalGpus: number;
    /** Memory of one card in GB; null when nothing tells. */
    readonly cardMemoryGb: number | null;
  } | null;
}

/** What a container holds. */
export interface GpuGrant {
  /** Resource that stands for it in the ledger, such as `nvidia.com/gpucores`. */
  readonly resource: string;
  readonly units: number;
  /** Physical GPUs that all units together are. */
  readonly weight: GpuFraction;
}

/**
 * Tells how much of a GPU a container holds where a scheduler hands out parts of GPUs in resources of its own, such as HAMi.
 * Pure; what it throws is reported and counts as null.
 */
export interface GpuWeightResolver {
  /** Short and unique, such as `hami`. */
  readonly name: string;
  /** The whole hold of the container, in place of what the portal would read; null for containers that are none of this scheduler's. */
  resolve(request: GpuRequest): GpuGrant | null;
}

/** A price of a node or of a GPU. Fields of `match` that are left out match everything. */
export interface GpuPrice {
  readonly match: {
    readonly cluster?: string;
    readonly instanceType?: string;
    /** Short product name as the portal shows it, such as `H100`. */
    readonly gpuProduct?: string;
    readonly region?: string;
    readonly capacityType?: 'on-demand' | 'spot' | 'reserved' | 'on-prem';
  };
  /** ISO 4217. */
  readonly currency: string;
  readonly unit: 'node-hour' | 'gpu-hour';
  /** Decimal number with at most six decimals, as text so that nothing is lost: `98.32`. */
  readonly amount: string;
  /** In ms since the Unix epoch, UTC; in effect always when left out. */
  readonly from?: number;
  readonly to?: number;
  /** When somebody last checked it, in ms since the Unix epoch. */
  readonly asOf?: number;
  /** Where it comes from, for people. */
  readonly note?: string;
}

/** Prices from somewhere else, such as a cloud's price list. Read again every hour. */
export interface GpuPriceSource {
  /** Short and unique. */
  readonly name: string;
  /** All prices, present and past. Throws when they cannot be read: those read before then stay. */
  read(options: { readonly signal: AbortSignal }): Promise<readonly GpuPrice[]>;
}
