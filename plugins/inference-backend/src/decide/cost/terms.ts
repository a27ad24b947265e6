import type { PriceSource } from './ledger';

/** What becomes of a node's time. */
export type CostBucket =
  /** Held by a workload with an owner. */
  | 'owned'
  /** Held by a workload without an owner. */
  | 'unallocated'
  /** Held by nobody. */
  | 'idle'
  /** A commitment that no node uses. */
  | 'unused-commitment'
  /** Nobody watched. */
  | 'unobserved'
  /** More was held than there is: an error in the evidence, shown and never clamped. Its amount is what idle would be below zero. */
  | 'overcommit';

/** Why idle GPUs are idle. */
export type IdleKind = 'free' | 'fragmented' | 'cordoned';

/** Everything a cost can be grouped by; null where it has no meaning or is not known. */
export interface CostDimensions {
  readonly bucket: CostBucket;
  readonly idleKind: IdleKind | null;
  readonly owner: string | null;
  readonly model: string | null;
  readonly version: string | null;
  readonly serverId: string | null;
  readonly cluster: string;
  readonly nodeUid: string | null;
  readonly namespace: string | null;
  readonly podUid: string | null;
  readonly gpuProduct: string | null;
  readonly capacityType: string | null;
  readonly priceSource: PriceSource | null;
  /** Known from metrics only, or priced by an assumption. */
  readonly estimated: boolean;
}

/**
 * An exact amount: `quantity / weightDenominator` GPU-milliseconds at `priceMicros / priceGpus` micro-units of `currency` for a
 * GPU-hour. Terms of one price and one denominator add up by adding quantities, in memory and in SQL, without ever rounding; the amount
 * in micro-units is quantity * priceMicros / (weightDenominator * priceGpus * 3,600,000).
 */
export interface CostTerm {
  /** GPU-milliseconds times `weightDenominator`, an integer. */
  readonly quantity: bigint;
  readonly weightDenominator: number;
  /** Null when nobody knows the price: GPU-hours are told, money is not. */
  readonly price: {
    readonly currency: string;
    readonly micros: number;
    /**
     * Physical GPUs that `micros` pays for: those of the node for the price of a whole node, 1 for the price of a GPU. 0 where money is
     * paid without any GPU (a node that shows none, a commitment that nobody uses): then `quantity` counts nodes and no GPU-hours.
     */
    readonly gpus: number;
  } | null;
}
