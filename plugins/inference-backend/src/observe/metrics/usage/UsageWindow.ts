import { HOUR_MS } from '../../../durations';
import type { InstantMs } from '../../../types';
import type { TimeInterval } from '../rangeWindow';

/** Whole hours that are collected together. */
export class UsageWindow implements TimeInterval {
  /** Of each hour, in order. */
  readonly hours: readonly TimeInterval[];

  /**
   * @param binMs - bins that the hours are watched in: what a counter grew by between the end of a bin and a restart is not seen
   */
  constructor(
    readonly start: InstantMs,
    readonly end: InstantMs,
    readonly binMs: number,
  ) {
    this.hours = Array.from(
      { length: (end - start) / HOUR_MS },
      (_, index) => ({
        start: (start + index * HOUR_MS) as InstantMs,
        end: (start + (index + 1) * HOUR_MS) as InstantMs,
      }),
    );
  }

  /** Which of the hours holds an instant; -1 for none. */
  indexOf(instant: number): number {
    return instant < this.start || instant >= this.end
      ? -1
      : Math.floor((instant - this.start) / HOUR_MS);
  }
}
