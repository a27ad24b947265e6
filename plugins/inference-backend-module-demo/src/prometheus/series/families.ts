import type { PodRecord } from './PodRecord';

/** One series of a metric: labels beside those of the target, and its value. */
export interface FamilySeries {
  readonly labels: Readonly<Record<string, string>>;
  valueAt(timeMs: number): number | null;
}

/** What the text format calls the type of a metric. */
export type MetricType = 'counter' | 'gauge' | 'histogram';

/** A metric that an engine exports for each of its pods. */
export interface Family {
  /** Name of its series; of a histogram there is one each for `_bucket`, `_sum` and `_count`. */
  readonly name: string;
  readonly type: MetricType;
  series(pod: PodRecord): readonly FamilySeries[];
}
