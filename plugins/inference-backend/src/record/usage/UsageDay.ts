import type { InstantMs } from '../../types';
import type { UsageHour } from './UsageHour';

/**
 * One model server's traffic on one UTC day. Counts are sums, figures that say "most" the highest of the hours, GPU activity and network
 * means; percentiles are the hours' own weighted by requests, coverage is a share of the day so far.
 */
export interface UsageDay extends Omit<UsageHour, 'hour'> {
  /** Begin of the day. */
  readonly day: InstantMs;
  /** Hours in which somebody used the server. */
  readonly activeHours: number;
}
