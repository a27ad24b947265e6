import type { CostBucket, IdleKind } from '../decide/cost/terms';
import type { InstantMs } from '../types';

/** What one node cost in one period for one use of it; the charges of a node in a period add up to its price. */
export interface Charge {
  readonly from: InstantMs;
  readonly to: InstantMs;
  /** The calendar month of the zone that `from` is in. */
  readonly month: { readonly from: InstantMs; readonly to: InstantMs };
  readonly bucket: CostBucket;
  readonly idleKind: IdleKind | null;
  readonly owner: string | null;
  readonly model: string | null;
  readonly version: string | null;
  readonly serverId: string | null;
  /** `<namespace>/<name>`; null when nobody tells. */
  readonly serverTitle: string | null;
  readonly namespace: string | null;
  readonly cluster: string;
  readonly nodeUid: string | null;
  readonly nodeName: string | null;
  readonly instanceType: string | null;
  readonly region: string | null;
  readonly gpuProduct: string | null;
  readonly capacityType: string | null;
  readonly priceSource: string | null;
  readonly estimated: boolean;
  /** ISO 4217; of what has no price the currency that all the rest of the period is paid in, null where there is none or several. */
  readonly currency: string | null;
  /** Null when nobody knows the price. */
  readonly micros: number | null;
  /** True for what late data changed since the month was closed; the charge beside it is what was told then. */
  readonly isCorrection: boolean;
  readonly gpuHours: number;
  /** Part of the node's GPU time in the period, a decimal; those of a node add up to 1. Null for what is about no node. */
  readonly ratio: string | null;
}
