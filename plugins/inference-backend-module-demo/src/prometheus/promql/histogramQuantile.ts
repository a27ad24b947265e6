import { labelsKey, METRIC_NAME, withoutLabels } from './labels';
import type { VectorElement } from './values';

interface Bucket {
  upperBound: number;
  count: number;
}

const bucketLabels = new Set(['le', METRIC_NAME]);

/** `histogram_quantile` over classic buckets: one result per group of labels without `le`. */
export function histogramQuantile(
  q: number,
  elements: readonly VectorElement[],
): VectorElement[] {
  const groups = new Map<
    string,
    { labels: VectorElement['labels']; buckets: Bucket[] }
  >();
  for (const { labels, value } of elements) {
    const upperBound = parseBound(labels.le);
    if (upperBound === undefined) continue;
    const rest = withoutLabels(labels, bucketLabels);
    const key = labelsKey(rest);
    const group = groups.get(key) ?? { labels: rest, buckets: [] };
    groups.set(key, group);
    group.buckets.push({ upperBound, count: value });
  }
  return [...groups.values()].map(({ labels, buckets }) => ({
    labels,
    value: bucketQuantile(q, buckets),
  }));
}

function parseBound(le: string | undefined): number | undefined {
  if (le === undefined || le === '') return undefined;
  if (le === '+Inf') return Infinity;
  const value = Number(le);
  return Number.isNaN(value) ? undefined : value;
}

/** The quantile inside cumulative buckets, with linear interpolation. NaN when they cannot tell. */
export function bucketQuantile(q: number, unsorted: readonly Bucket[]): number {
  if (Number.isNaN(q)) return NaN;
  if (q < 0) return -Infinity;
  if (q > 1) return Infinity;
  const buckets = coalesce(unsorted);
  const last = buckets.length - 1;
  if (last < 1 || buckets[last].upperBound !== Infinity) return NaN;
  const observations = buckets[last].count;
  if (observations === 0 || Number.isNaN(observations)) return NaN;
  let rank = q * observations;
  let index = buckets.findIndex(bucket => bucket.count >= rank);
  if (index < 0 || index > last) index = last;
  if (index === last) return buckets[last - 1].upperBound;
  if (index === 0 && buckets[0].upperBound <= 0) return buckets[0].upperBound;
  const end = buckets[index].upperBound;
  let start = 0;
  let count = buckets[index].count;
  if (index > 0) {
    start = buckets[index - 1].upperBound;
    count -= buckets[index - 1].count;
    rank -= buckets[index - 1].count;
  }
  return start + (end - start) * (rank / count);
}

/** Sorts, adds up equal bounds and makes counts grow, as scrapes of different instants may disagree. */
function coalesce(unsorted: readonly Bucket[]): Bucket[] {
  const buckets: Bucket[] = [];
  for (const bucket of [...unsorted].sort(
    (a, b) => a.upperBound - b.upperBound,
  )) {
    const previous = buckets[buckets.length - 1];
    if (previous?.upperBound === bucket.upperBound) {
      previous.count += bucket.count;
    } else {
      buckets.push({ ...bucket });
    }
  }
  for (let i = 1; i < buckets.length; i += 1) {
    buckets[i].count = Math.max(buckets[i].count, buckets[i - 1].count);
  }
  return buckets;
}
