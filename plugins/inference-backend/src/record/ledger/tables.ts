import type { StoredNumber } from '../database/codec';

/** `to_at` of what lasts: the end of the year 9999, so that one index answers "overlaps". */
export const LASTING = 253_402_300_800_000;

/** Columns that both kinds of evidence have. */
export interface EvidenceColumns {
  cluster: string;
  quality: string;
  from_at: StoredNumber;
  to_at: StoredNumber;
  told_at: StoredNumber;
  ended_by: StoredNumber | null;
  content: string;
}

/** A row of `ledger_nodes`. */
export interface NodeRow extends EvidenceColumns {
  uid: string;
}

/** A row of `ledger_allocations`. */
export interface AllocationRow extends EvidenceColumns {
  pod_uid: string;
  container: string;
  resource: string;
  namespace: string;
  server_id: string | null;
}

/** A row of `ledger_clusters`. */
export interface LedgerClusterRow {
  cluster: string;
  observed_to: StoredNumber;
}

/** A row of `ledger_batches`. */
export interface BatchRow {
  cluster: string;
  observed_at: StoredNumber;
  complete: number;
}

/** A row of `ledger_spans`. */
export interface SpanRow {
  cluster: string;
  kind: 'unobserved' | 'estimated';
  from_at: StoredNumber;
  to_at: StoredNumber;
}

/** A row of `ledger_ownership`. */
export interface OwnershipRow {
  subject: string;
  from_at: StoredNumber;
  to_at: StoredNumber;
  owner: string | null;
  model: string | null;
  version: string | null;
}

/** A row of `ledger_prices`. */
export interface LedgerPriceRow {
  source: string;
  id: string;
  from_at: StoredNumber;
  to_at: StoredNumber;
  content: string;
}

/** A row of `ledger_commitments`. */
export type LedgerCommitmentRow = Omit<LedgerPriceRow, 'source'>;

/** A row of `ledger_zones`. */
export interface ZoneRow {
  timezone: string;
  opened_to: StoredNumber;
}

/** A row of `ledger_partitions`. */
export interface PartitionRow {
  id: number;
  timezone: string;
  day: StoredNumber;
  cluster: string;
  day_end: StoredNumber;
  revision: number;
  dirty: number;
  computed_to: StoredNumber | null;
}

/** A row of `ledger_closed_months`. */
export interface ClosedMonthRow {
  timezone: string;
  month: StoredNumber;
  month_end: StoredNumber;
  seen_at: StoredNumber;
  closed_at: StoredNumber | null;
}

/** A row of `ledger_series`, as it is written. */
export interface SeriesRow {
  id: number;
  hash: string;
  grain: number;
  timezone: string | null;
  bucket: string;
  idle_kind: string | null;
  owner: string | null;
  model: string | null;
  version: string | null;
  server_id: string | null;
  cluster: string | null;
  node_uid: string | null;
  namespace: string | null;
  gpu_product: string | null;
  capacity_type: string | null;
  price_source: string | null;
  estimated: number;
  weight_denominator: StoredNumber;
  currency: string | null;
  price_micros: StoredNumber | null;
  price_gpus: StoredNumber | null;
}
