import type { InstantMs } from '../../types';

/**
 * The ledger: everything a cost is computed from, as half-open UTC intervals `[from, to)`; `to` is null while it lasts.
 * A cost of a window is the integral of weight times price over it, so nothing in here is a sample and nothing is rounded.
 */
export interface LedgerInterval {
  readonly from: InstantMs;
  readonly to: InstantMs | null;
}

/**
 * How an interval is known: `observed` by the watch, `estimated` from kube-state-metrics for a time in which nobody watched.
 * Stretches of which nothing is known are `UnobservedSpan`s.
 */
export type LedgerQuality = 'observed' | 'estimated';

/**
 * An exact, reduced fraction of physical GPUs: 1, 2, 1/8, 1/3. Integers; `denominator` is at least 1.
 * Decimal fractions would let three thirds of a card cost less than the card.
 */
export interface GpuWeight {
  readonly numerator: number;
  readonly denominator: number;
}

/** Who pays the node's owner, and how: decides which price row applies. */
export type CapacityType = 'on-demand' | 'spot' | 'reserved' | 'on-prem';

/** A node while it exists with the same hardware; a change of any field ends it and begins the next one. */
export interface NodeInterval extends LedgerInterval {
  /** Unique among clusters. */
  readonly uid: string;
  readonly cluster: string;
  readonly name: string;
  /** Short product name as in the inventory, such as `H100`; null when no label tells. */
  readonly gpuProduct: string | null;
  /** Whole cards; 0 for a node that advertises none at the moment, which then costs its whole price as idle. */
  readonly physicalGpus: number;
  readonly instanceType: string | null;
  readonly region: string | null;
  readonly capacityType: CapacityType;
  /** False while the node is cordoned. */
  readonly schedulable: boolean;
  /** Price that stands on the node itself (annotation `inference-portal/price-per-hour`), in micro-units of `currency`. */
  readonly statedPrice: {
    readonly currency: string;
    readonly perNodeHour: number;
  } | null;
  readonly quality: LedgerQuality;
}

/** A container's hold on GPUs, from the binding of its pod to the end of its GPU containers. */
export interface AllocationInterval extends LedgerInterval {
  readonly podUid: string;
  readonly container: string;
  readonly nodeUid: string;
  readonly cluster: string;
  readonly namespace: string;
  readonly podName: string;
  /** Resource or device class, such as `nvidia.com/mig-1g.10gb`. */
  readonly resource: string;
  /** Devices of that resource. */
  readonly units: number;
  readonly weight: GpuWeight;
  /** The model server that the pod belongs to; null for other workloads. */
  readonly serverId: string | null;
  /** Labels of the pod that costs may be grouped by (`inference.costs.labels`). */
  readonly labels: { readonly [name: string]: string };
  readonly quality: LedgerQuality;
}

/** Who owned what a server ran, and which version that was. Gaps are time without an owner. */
export interface OwnershipInterval extends LedgerInterval {
  /** Id of a model server, or `namespace:<cluster>/<namespace>` for what is no server. */
  readonly subject: string;
  /** Entity ref of a Group or User; null when nobody is known to own it. */
  readonly owner: string | null;
  /** `<namespace>/<name>` of a registered model, else the model id that the server tells. */
  readonly model: string | null;
  readonly version: string | null;
}

/** A stretch in which a cluster was not watched and nothing filled the gap: its nodes' cost is `unobserved`, neither idle nor anybody's. */
export interface UnobservedSpan extends LedgerInterval {
  readonly cluster: string;
}

/**
 * Where a price comes from, the strongest first. `shipped-gpu` is what a GPU costs at a cloud that sells GPUs: a guess for any node of
 * which no cloud's own list is known to hold.
 */
export const priceSources = [
  'node-annotation',
  'config',
  'csv',
  'extension',
  'shipped',
  'shipped-gpu',
] as const;
export type PriceSource = (typeof priceSources)[number];

/**
 * A price in effect over an interval. Fields of `match` that are null match everything. Sources are tried in order of strength; within
 * one, a row that names the instance type beats one that names the GPU product, then more matching fields beat fewer. Two rows of one
 * source with the same `match` never overlap: that is refused where they are read.
 */
export interface PriceRow extends LedgerInterval {
  /** Natural key within its source. */
  readonly id: string;
  readonly source: PriceSource;
  readonly match: {
    readonly cluster: string | null;
    readonly instanceType: string | null;
    readonly gpuProduct: string | null;
    readonly region: string | null;
    readonly capacityType: CapacityType | null;
  };
  /** ISO 4217. */
  readonly currency: string;
  /** Micro-units of the currency for one hour of a whole node, or of one physical GPU. */
  readonly unit: 'node-hour' | 'gpu-hour';
  readonly micros: number;
  /** How many of `unit` `micros` pays for; 1 unless told. A price finer than a micro-unit is told exactly as that of 10, 100 … of them. */
  readonly per?: number;
  /** When somebody last checked the price (shipped list); null where that has no meaning. */
  readonly asOf: InstantMs | null;
  /** What people are told of where it comes from, such as a file name or a URL. */
  readonly note: string | null;
}

/** A commitment (reserved instances, savings plan) paid whether used or not; what nobody uses is a line of its own. */
export interface CommitmentRow extends LedgerInterval {
  readonly id: string;
  readonly currency: string;
  readonly match: PriceRow['match'];
  /** Nodes that it pays for at any instant. */
  readonly nodes: number;
  /** Amortised price of one committed node hour. */
  readonly microsPerNodeHour: number;
}

/** All that a computation reads. Rows in any order; rows outside of the window do no harm. */
export interface Ledger {
  readonly nodes: readonly NodeInterval[];
  readonly allocations: readonly AllocationInterval[];
  readonly ownership: readonly OwnershipInterval[];
  readonly unobserved: readonly UnobservedSpan[];
  readonly prices: readonly PriceRow[];
  readonly commitments: readonly CommitmentRow[];
}
