import type { Labels, Matcher } from './labels';

/** One element of an instant vector. */
export interface VectorElement {
  readonly labels: Labels;
  readonly value: number;
  /** Time of the sample in UTC ms, as far as the element is a plain sample. */
  readonly sampledMs?: number;
}

/** Samples of one series, ascending in time. */
export interface SampleRun {
  readonly times: readonly number[];
  readonly values: readonly number[];
}

/** One series of a range vector. */
export interface RangeElement extends SampleRun {
  readonly labels: Labels;
}

/** The result of an expression at one instant. */
export type Value =
  | { readonly type: 'scalar'; readonly value: number }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'vector'; readonly elements: readonly VectorElement[] }
  | {
      readonly type: 'matrix';
      readonly elements: readonly RangeElement[];
      /** Window, UTC ms: left-open, `startMs < t <= endMs`. */
      readonly startMs: number;
      readonly endMs: number;
    };

/** A stored series. */
export interface StoredSeries {
  readonly labels: Labels;
  /** Samples with `afterMs < t <= toMs`. */
  samples(afterMs: number, toMs: number): SampleRun;
  /** The last of `samples`, for series that find it without the others; an empty run when there is none. */
  lastSample?(afterMs: number, toMs: number): SampleRun;
  /** The latest sample with `atMs - lookbackMs < t <= atMs`; undefined when there is none or the series had ended. */
  latest(
    atMs: number,
    lookbackMs: number,
  ): { readonly timeMs: number; readonly value: number } | undefined;
}

/** Where series come from. */
export interface SeriesDatabase {
  /** Series that may have samples with `afterMs < t <= toMs`. */
  select(
    matchers: readonly Matcher[],
    afterMs: number,
    toMs: number,
  ): StoredSeries[];
}
