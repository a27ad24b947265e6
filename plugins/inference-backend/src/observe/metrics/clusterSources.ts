import type { PrometheusSource } from './PrometheusConfig';

/** The part of a Prometheus that tells which clusters it watches. */
type Watching = Pick<PrometheusSource, 'clusters' | 'clusterLabel'>;

/** The Prometheus that a cluster is read from. The first one that watches it: two would count everything twice. */
export function findClusterSource<
  T extends { readonly source: Pick<PrometheusSource, 'clusters'> },
>(sources: readonly T[], cluster: string): T | undefined {
  return sources.find(
    ({ source: { clusters } }) =>
      clusters === null || clusters.includes(cluster),
  );
}

/**
 * Matcher of a cluster's series; '' where a Prometheus has no other cluster.
 *
 * @param all - names of all clusters that are observed
 */
export function matcherOf(
  { clusters, clusterLabel = 'cluster' }: Watching,
  cluster: string,
  all: readonly string[],
): string {
  return (clusters ?? all).length <= 1
    ? ''
    : `${clusterLabel}=${JSON.stringify(cluster)}`;
}
