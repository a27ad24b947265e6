import type { InstantMs } from '../../types';

/** What of a UTC hour of a server tells whether a release is good. What nobody counted is null. */
export interface ReleaseHour {
  readonly hour: InstantMs;
  /** That succeeded. */
  readonly requests: number | null;
  readonly errors: number | null;
  /** Of containers. */
  readonly restarts: number | null;
}
