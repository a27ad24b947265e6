import type { StoredNumber } from '../database/codec';

/** A row of `findings`. */
export interface FindingRow {
  id: string;
  server_id: string;
  cause: string;
  state: string;
  confidence: string;
  reasons: string;
  since: StoredNumber | null;
  /** SQLite has no booleans. */
  orphaned: boolean | number;
  opened_at: StoredNumber;
  checked_at: StoredNumber;
  next_check_at: StoredNumber;
  resolved_at: StoredNumber | null;
  resolution: string | null;
  stakes: string;
  currency: string | null;
  micros_per_month: StoredNumber | null;
  gpus: number | null;
  silence_kind: string | null;
  silence_until: StoredNumber | null;
  silence_reason: string | null;
  silence_by: string | null;
  silence_at: StoredNumber | null;
  to_tell: boolean | number;
  told_at: StoredNumber | null;
}

/** A row of `finding_events`, without its number. */
export interface FindingEventRow {
  finding_id: string;
  at: StoredNumber;
  kind: string;
  actor: string | null;
  cause: string | null;
  confidence: string | null;
  until: StoredNumber | null;
  reason: string | null;
}

/** Columns of the server that a finding is listed with. */
export interface FoundServerColumns {
  server_name: string;
  server_namespace: string;
  server_cluster: string;
  server_model: string | null;
  server_entity: string | null;
  server_owner: string | null;
}

/** A row of `server_troubles`. */
export interface TroubleRow {
  server_id: string;
  first_seen_at: StoredNumber;
  crashing_since: StoredNumber | null;
  crashing_seen_at: StoredNumber | null;
  pending_since: StoredNumber | null;
  newer_version_since: StoredNumber | null;
}

/** A row of `finding_runs`. */
export interface FindingRunRow {
  name: string;
  ran_at: StoredNumber;
  result: string;
}
