import type { PodRecord } from './PodRecord';

/** One series of a metric: labels beside those of the target, and its value. */
export interface FamilySeries {
  readonly labels: Readonly<Record<string, string>>;
  valueAt(timeMs: number): number | null;
}

/** A metric that an engine exports for each of its pods. */
export interface Family {
  readonly name: string;
  series(pod: PodRecord): readonly FamilySeries[];
}
