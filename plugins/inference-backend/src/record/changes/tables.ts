import type { StoredNumber } from '../database/codec';

/** A row of `change_plans`. */
export interface ChangePlanRow {
  id: string;
  kind: string;
  server_id: string;
  hash: string;
  content: string;
  created_at: StoredNumber;
  created_by: string;
  expires_at: StoredNumber;
}

/** A row of `changes`. */
export interface ChangeRow {
  id: string;
  kind: string;
  server_id: string;
  plan_id: string;
  state: string;
  progress: string;
  nudged: string | null;
  actor: string;
  idempotency_key: string;
  reason: string;
  started_at: StoredNumber;
  updated_at: StoredNumber;
  finished_at: StoredNumber | null;
  due_at: StoredNumber;
  claimed_by: string | null;
  claimed_until: StoredNumber | null;
  token: StoredNumber;
  failures: number;
  failing_since: StoredNumber | null;
}

/** Columns of its plan that a change is read with. */
export interface PlanColumns {
  plan_hash: string;
  plan_content: string;
  plan_created_at: StoredNumber;
  plan_created_by: string;
  plan_expires_at: StoredNumber;
}

/** A row of `change_events`, without its number. */
export interface ChangeEventRow {
  change_id: string;
  at: StoredNumber;
  state: string;
  message: string;
}
