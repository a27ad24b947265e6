import type { ModelServerDetail } from '@inference-portal/plugin-inference-common';
import {
  findClusterSource,
  matcherOf,
} from '../../observe/metrics/clusterSources';
import type { PrometheusClient } from '../../observe/metrics/PrometheusClient';
import type { PrometheusSource } from '../../observe/metrics/PrometheusConfig';
import type { SelectedPods } from '../../observe/metrics/usage/podSelector';
import type { InstantMs } from '../../types';

/** A Prometheus that can be asked. */
export interface AskedPrometheus {
  readonly source: Pick<PrometheusSource, 'name' | 'clusters' | 'clusterLabel'>;
  readonly client: Pick<PrometheusClient, 'query'>;
}

/** Asks about pods of a server; null when nobody says. Never rejects. */
export type AskPrometheus = <T>(
  pods: Pick<ModelServerDetail, 'cluster' | 'namespace'> & {
    readonly names: readonly string[];
  },
  question: (
    client: Pick<PrometheusClient, 'query'>,
    pods: SelectedPods,
    options: { readonly now: InstantMs; readonly signal: AbortSignal },
  ) => Promise<T | null>,
  signal: AbortSignal,
) => Promise<T | null>;

/** Asks the Prometheus of a server's cluster, the same one that its usage comes from. */
export function createAskPrometheus(options: {
  prometheus: readonly AskedPrometheus[];
  /** Names of all clusters that are observed. */
  clusters: readonly string[];
  /** Milliseconds since the Unix epoch. */
  now: () => number;
}): AskPrometheus {
  const { prometheus, clusters, now } = options;
  return async ({ cluster, names, namespace }, question, signal) => {
    const own = findClusterSource(prometheus, cluster);
    if (!own) {
      return null;
    }
    try {
      return await question(
        own.client,
        {
          namespace,
          names,
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
