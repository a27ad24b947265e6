import type { InstantMs } from '../../../types';
import type { SampleSeries } from '../PrometheusResult';
import type { PodLookup, ServingPod } from './PodHour';
import type { UsageReading } from './UsageReading';
import type { UsageWindow } from './UsageWindow';

/** Labels of a series. */
export type Labels = SampleSeries['labels'];
/** Points of a series. */
export type Points = SampleSeries['points'];

const text = (value: string | undefined) =>
  value === undefined || value === '' ? null : value;

/** The pod that a series speaks of: that of the exporter's own labels where Prometheus renamed them, else its target. */
export function findPodOf(
  labels: Labels,
  at: InstantMs,
  lookup: PodLookup,
): ServingPod | undefined {
  const isExported = text(labels.exported_pod) !== null;
  const name = text(isExported ? labels.exported_pod : labels.pod);
  const namespace = text(
    isExported
      ? labels.exported_namespace ?? labels.namespace
      : labels.namespace,
  );
  if (name === null || namespace === null) {
    return undefined;
  }
  return lookup.findPod({
    uid:
      text(labels.pod_uid) ??
      text(isExported ? labels.exported_uid : labels.uid),
    namespace,
    name,
    at,
  });
}

/** Neighbours further apart are the edges of an outage; one lost bin is none. */
export function maxGapOf({ binMs }: UsageWindow): number {
  return 2 * binMs;
}

/** Points that are counts. What is negative was never counted. */
export function cleanCounter(points: Points, reading: UsageReading): Points {
  if (!points.some(({ value }) => value === null || value < 0)) {
    return points;
  }
  reading.note({
    code: 'bad-values',
    message:
      'Counters hold values that are negative or no numbers; these are left out.',
    fix: 'Look at what exports them, and at recording rules that write their names.',
  });
  return points.filter(({ value }) => value !== null && value >= 0);
}

/** Points with a 0 before the first, where it is known that the counter began there. */
export function fromBirth(
  points: Points,
  isBorn: boolean,
  binMs: number,
): Points {
  const [first] = points;
  return first && isBorn
    ? [{ at: (first.at - binMs) as InstantMs, value: 0 }, ...points]
    : points;
}
