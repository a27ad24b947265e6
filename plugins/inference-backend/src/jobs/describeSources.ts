import type { ClusterConfig, ClusterProblem } from '../observe/clusters';
import type { PrometheusEntry } from '../observe/metrics/PrometheusConfig';
import type { InstantMs } from '../types';
import type { announceSources, ConfiguredSource } from './announceSources';
import {
  misconfiguredSources,
  type ConfigProblem,
} from './misconfiguredSources';

/** What the configuration names as data sources: what can be read, and what cannot be used. */
export function describeSources(
  options: {
    readonly clusters: readonly ClusterConfig[];
    readonly clusterProblems: readonly ClusterProblem[];
    readonly prometheus: readonly PrometheusEntry[];
    readonly registries: {
      readonly configured: readonly ConfiguredSource[];
      readonly problems: readonly ConfigProblem[];
    };
  },
  now: InstantMs,
): Pick<Parameters<typeof announceSources>[0], 'configured' | 'misconfigured'> {
  const { clusters, clusterProblems, prometheus, registries } = options;
  return {
    configured: [
      ...clusters.map(({ name, access }) => ({
        type: 'cluster' as const,
        name,
        url: access.kind === 'url' ? access.url : null,
      })),
      ...prometheus.flatMap(entry =>
        entry.status === 'valid'
          ? [
              {
                type: 'prometheus' as const,
                name: entry.source.name,
                url: entry.source.url,
              },
            ]
          : [],
      ),
      ...registries.configured,
    ],
    misconfigured: misconfiguredSources(
      [
        ...registries.problems,
        ...clusterProblems.map(({ name, message, fix }) => ({
          type: 'cluster' as const,
          name,
          message,
          fix,
        })),
        ...prometheus.flatMap(entry =>
          entry.status === 'misconfigured'
            ? [{ type: 'prometheus' as const, ...entry }]
            : [],
        ),
      ],
      now,
    ),
  };
}
