import type { StoredNumber } from '../database/codec';

/** A row of `usage_hours`: 24 slots of a server's day. */
export interface HourRow {
  server_id: string;
  day: number;
  content: Buffer;
}

/** A row of `usage_days`: what they add up to, and bit `i` of `active_hours` for activity in hour `i`. */
export interface DayRow extends HourRow {
  active_hours: number;
}

/** A row of `usage_sources`. */
export interface SourceRow {
  source: string;
  complete_from: StoredNumber | null;
  complete_to: StoredNumber | null;
  issues: string;
}
