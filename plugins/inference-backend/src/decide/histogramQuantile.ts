/**
 * A quantile of a classic histogram, by a straight line within the bucket that it falls into. Null for an empty one; in the bucket without
 * upper bound, the highest bound there is.
 *
 * @param buckets - cumulative counts by upper bound; a bound without count has as many as the next lower one
 */
export function histogramQuantile(
  quantile: number,
  buckets: ReadonlyMap<number, number>,
): number | null {
  const bounds = [...buckets].sort(([a], [b]) => a - b);
  let total = 0;
  for (const [, count] of bounds) {
    total = Math.max(total, count);
  }
  if (total === 0) {
    return null;
  }
  const rank = quantile * total;
  let lower = 0;
  let below = 0;
  for (const [upper, count] of bounds) {
    // Scrapes of replicas may disagree; a cumulative count never falls.
    const upTo = Math.max(below, count);
    if (upTo >= rank) {
      if (upper === Infinity) {
        return lower === 0 ? null : lower;
      }
      return upTo === below
        ? upper
        : lower + ((upper - lower) * (rank - below)) / (upTo - below);
    }
    below = upTo;
    lower = upper;
  }
  return lower;
}
