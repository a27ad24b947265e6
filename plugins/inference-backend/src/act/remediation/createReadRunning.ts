import {
  findClusterSource,
  matcherOf,
} from '../../observe/metrics/clusterSources';
import type { PrometheusClient } from '../../observe/metrics/PrometheusClient';
import type { PrometheusSource } from '../../observe/metrics/PrometheusConfig';
import { readRunningNow } from '../../observe/metrics/usage/readRunningNow';
import type { InstantMs } from '../../types';
import type { ReadRunning } from './RemediationPlanner';

/** A Prometheus that can be asked. */
export interface AskedPrometheus {
  readonly source: Pick<PrometheusSource, 'name' | 'clusters' | 'clusterLabel'>;
  readonly client: Pick<PrometheusClient, 'query'>;
}

/** Asks the Prometheus of a server's cluster, the same one that its usage comes from. */
export function createReadRunning(options: {
  prometheus: readonly AskedPrometheus[];
  /** Names of all clusters that are observed. */
  clusters: readonly string[];
  /** Milliseconds since the Unix epoch. */
  now: () => number;
}): ReadRunning {
  const { prometheus, clusters, now } = options;
  return async ({ cluster, namespace, pods }, signal) => {
    const own = findClusterSource(prometheus, cluster);
    if (!own) {
      return null;
    }
    try {
      return await readRunningNow(
        own.client,
        {
          namespace,
          names: pods.map(({ name }) => name),
          matcher: matcherOf(own.source, cluster, clusters),
        },
        { now: now() as InstantMs, signal },
      );
    } catch {
      // Out of time: whoever cannot be asked says nothing.
      return null;
    }
  };
}
