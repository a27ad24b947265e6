import type { CostDimensions, CostTerm } from '../../decide/cost/terms';
import type {
  AllocationInterval,
  Ledger,
  NodeInterval,
  OwnershipInterval,
  PriceRow,
  CommitmentRow,
  PriceSource,
  UnobservedSpan,
} from '../../decide/cost/ledger';
import type { InstantMs } from '../../types';
import type { Fence } from '../leases/LeaseStore';

/** Half-open, UTC. */
export interface TimeWindow {
  readonly from: InstantMs;
  readonly to: InstantMs;
}

/**
 * What one look at a cluster says about intervals. Natural keys: nodes (uid, from), allocations (podUid, container, resource, from).
 * An interval that is told again replaces what was told before when it is `observed` or both are `estimated`; `observed` is never
 * replaced by `estimated`. Order of arrival does not matter.
 */
export interface LedgerBatch {
  readonly cluster: string;
  readonly observedAt: InstantMs;
  /** True when it holds every node and allocation that lasts now: any other open one has ended, at the last time it was confirmed. */
  readonly complete: boolean;
  readonly nodes: readonly NodeInterval[];
  readonly allocations: readonly AllocationInterval[];
}

/** Conditions on cost lines, as permission rules and query parameters make them. */
export interface CostFilter {
  readonly owners?: readonly (string | null)[];
  readonly models?: readonly string[];
  /** Null among them is what tells none. */
  readonly versions?: readonly (string | null)[];
  readonly servers?: readonly string[];
  readonly clusters?: readonly string[];
  readonly gpuProducts?: readonly string[];
}

export type CostDimension = keyof CostDimensions | 'label';

/** Dimensions that roll-ups keep. A pod's costs come from the intervals. */
export type RolledUpDimension = Exclude<keyof CostDimensions, 'podUid'>;

/** Terms summed over a day of a report zone (or over the whole window), grouped by `groupBy`. */
export interface CostSum {
  /** Beginning of the local day in UTC; null for the whole window. */
  readonly day: InstantMs | null;
  /** Dimensions that were asked for. */
  readonly key: Partial<CostDimensions>;
  /**
   * At most one of each price and denominator. Without `keepPrices` they may be merged into one that carries the money (`gpus` 0, so that it
   * counts no GPU-hours) and one that carries the GPU-hours (`micros` 0); both sums stay exact.
   */
  readonly terms: readonly CostTerm[];
}

/** What sums are asked for; `window` begins and ends at local midnights of `timezone`. */
export interface CostSumQuery {
  readonly window: TimeWindow;
  readonly timezone: string;
  /** `nodeUid` goes with `cluster`, `bucket`, `idleKind`, `gpuProduct`, `capacityType`, `priceSource` and `estimated` only; see `canSumDays`. */
  readonly groupBy: readonly RolledUpDimension[];
  readonly perDay: boolean;
  readonly filter: CostFilter | null;
  /** True when terms must tell the prices that they came from, as a comparison needs; slower. */
  readonly keepPrices?: boolean;
}

/** A local day of one cluster whose roll-up no longer agrees with the intervals. */
export interface DirtyPartition {
  readonly timezone: string;
  readonly day: InstantMs;
  readonly cluster: string;
  /** Beginning of the next local day. */
  readonly dayEnd: InstantMs;
  /** Grows with every change of the intervals. */
  readonly revision: number;
}

/** A local month of a report zone whose costs were told and stand. */
export interface ClosedMonth extends TimeWindow {
  readonly closedAt: InstantMs;
  /** True when data that came later changed a day of it, or is about to. */
  readonly isChanged: boolean;
}

/** Remembers intervals and what days cost. */
export interface LedgerStore {
  /**
   * Records one batch, in chunks; idempotent. Marks the days that it touches as dirty. Moves the cluster's `observedTo` forward.
   * Throws `StaleFenceError` and writes nothing when the cluster's lease went to another holder.
   */
  applyBatch(batch: LedgerBatch, fence: Fence): Promise<void>;
  /**
   * Says what metrics tell of a window in which nobody watched, in place of what they told of it before; intervals are cut to the window.
   * What was observed stays as it is. With `stillUnobserved` only which nodes there were is known: what they cost stays `unobserved`.
   */
  addEstimates(options: {
    cluster: string;
    window: TimeWindow;
    nodes: readonly NodeInterval[];
    allocations: readonly AllocationInterval[];
    stillUnobserved?: boolean;
  }): Promise<void>;
  /** Until when the cluster was watched last; null when never. */
  getObservedTo(cluster: string): Promise<InstantMs | null>;
  /** Declares a stretch without evidence; `addEstimates` of the same window takes it away, whichever comes first. */
  addUnobserved(span: UnobservedSpan): Promise<void>;
  /**
   * From `from` until what is told of a later instant each subject has this ownership, whichever comes first; of one instant what was told
   * last counts. Days are marked where it differs from what was known.
   */
  setOwnership(
    from: InstantMs,
    ownership: readonly Omit<OwnershipInterval, 'from' | 'to'>[],
  ): Promise<void>;
  /** Replaces all rows of one source, in one transaction; days whose prices change become dirty. */
  replacePrices(source: PriceSource, rows: readonly PriceRow[]): Promise<void>;
  replaceCommitments(rows: readonly CommitmentRow[]): Promise<void>;
  listPrices(): Promise<readonly PriceRow[]>;
  listCommitments(): Promise<readonly CommitmentRow[]>;

  /**
   * The intervals that overlap the window as they were told, both `observed` and `estimated` ones of the same time; the engine decides
   * which counts. Unobserved stretches are those that no estimate filled.
   */
  readLedger(window: TimeWindow, clusters?: readonly string[]): Promise<Ledger>;

  /** Who owned subjects within the window, in the order of subject and time. */
  readOwnership(
    window: TimeWindow,
    subjects: readonly string[],
  ): Promise<readonly OwnershipInterval[]>;

  /** Zones that have roll-ups. */
  readonly timezones: readonly string[];
  /**
   * Begins the days up to `now` for every cluster and report zone, and marks days that were computed before they had ended as dirty
   * once that is longer ago than `refreshMs`.
   */
  openDays(now: InstantMs, refreshMs: number): Promise<void>;
  /** Days to recompute, newest first, as these are looked at. */
  listDirty(limit: number): Promise<readonly DirtyPartition[]>;
  /**
   * Replaces the roll-up of one partition in one transaction and takes its mark away, unless the intervals changed since `revision`.
   * `computedTo`: end of what `lines` cover; before the day's end while the day lasts.
   */
  replaceDay(
    partition: DirtyPartition,
    lines: Iterable<{ dimensions: CostDimensions; term: CostTerm }>,
    computedTo: InstantMs,
  ): Promise<void>;
  /** True when the roll-ups of all days in the window (whole local days of `timezone`) are complete and agree with the intervals. */
  isRolledUp(window: TimeWindow, timezone: string): Promise<boolean>;
  /** Sums out of the roll-ups, in no order, whether or not these agree with the intervals. */
  sumDays(query: CostSumQuery): Promise<readonly CostSum[]>;
  /**
   * Closes the months of the report zones that ended, and whose end was noticed, `afterMs` ago or earlier, once all their days are rolled up;
   * answers how many. What changes their days from then on is a correction.
   */
  closeMonths(now: InstantMs, afterMs: number): Promise<number>;
  /** Closed months of the zone that overlap the window, oldest first. */
  listClosedMonths(
    window: TimeWindow,
    timezone: string,
  ): Promise<readonly ClosedMonth[]>;
  /** As `sumDays`, of days of closed months, as they were when these were closed; a key may come several times. */
  sumClosedDays(query: CostSumQuery): Promise<readonly CostSum[]>;
  /** Deletes days, and intervals that no remaining day is computed from, that ended before; answers how many rows. */
  prune(options: {
    intervalsBefore: InstantMs;
    daysBefore: InstantMs;
  }): Promise<number>;
}
