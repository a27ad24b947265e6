import type { InstantMs } from '../../types';

/** How far back the hours of a cluster are there, as one source tells. */
export interface SourcePast {
  readonly source: string;
  readonly cluster: string;
  /** Null before the first hour. */
  readonly completeFrom: InstantMs | null;
}

/** Clusters whose past is being read, with how far back it is known so far. It has been read once it goes no further back. */
export function findUnreadPasts(
  pasts: readonly SourcePast[],
  options: {
    /** `completeFrom` by source at the detection before. */
    before: ReadonlyMap<string, InstantMs | null>;
    /** The past that matters begins here. */
    oldest: InstantMs;
  },
): Map<string, InstantMs> {
  const unread = new Map<string, InstantMs>();
  for (const { source, cluster, completeFrom } of pasts) {
    if (
      completeFrom !== null &&
      completeFrom > options.oldest &&
      completeFrom !== options.before.get(source)
    ) {
      const known = unread.get(cluster) ?? completeFrom;
      unread.set(cluster, Math.max(known, completeFrom) as InstantMs);
    }
  }
  return unread;
}

/** What people are told of it. */
export function describeUnreadPast(cluster: string, from: InstantMs): string {
  return `The past of cluster ${cluster} is still being read, back to ${new Date(
    from,
  ).toISOString()} so far: silence that began before is not judged yet.`;
}
