import type { DataSource } from '@inference-portal/plugin-inference-common';
import type { InstantMs } from '../../../types';
import type { ClusterConfig } from '../config/ClusterConfig';

/** How a cluster is shown whose configuration says not to watch it. */
export function pausedSource(
  cluster: ClusterConfig,
  now: InstantMs,
): DataSource {
  return {
    id: `cluster:${cluster.name}`,
    type: 'cluster',
    name: cluster.name,
    url: cluster.access.kind === 'url' ? cluster.access.url : null,
    status: 'degraded',
    version: null,
    lastDataAt: null,
    lagSeconds: null,
    checkedAt: new Date(now).toISOString(),
    coverage: [],
    issues: [
      {
        code: 'paused',
        message: `${cluster.configKey}.paused is true: the cluster is not watched, and its servers are shown as last seen.`,
        fix: `Remove ${cluster.configKey}.paused.`,
      },
      ...cluster.warnings,
    ],
    resources: [],
    queries: [],
  };
}
