import type { TimeWindow } from '../record';
import type { InstantMs } from '../types';

/** The part of a window that has passed; empty for one that has not begun. */
export function countedPart(
  { from, to }: TimeWindow,
  now: InstantMs,
): TimeWindow {
  const end = Math.min(to, now) as InstantMs;
  return { from, to: end > from ? end : from };
}
