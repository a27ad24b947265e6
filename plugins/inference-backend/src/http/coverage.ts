import type {
  DataSource,
  FleetSummary,
} from '@inference-portal/plugin-inference-common';

const REASONS: { readonly [status in DataSource['status']]: string | null } = {
  healthy: null,
  degraded: 'is only partly readable',
  unreachable: 'cannot be reached',
  misconfigured: 'is not configured correctly',
  starting: 'is being read for the first time',
};

/** Tells how much of the fleet the figures cover. Names clusters, not their addresses or errors, which need their own permission. */
export function summarizeCoverage(
  sources: readonly DataSource[],
): FleetSummary['coverage'] {
  const clusters = sources.filter(source => source.type === 'cluster');
  const readable = clusters.filter(
    ({ status }) => status === 'healthy' || status === 'degraded',
  );
  return {
    clustersTotal: clusters.length,
    clustersReadable: readable.length,
    reasons: clusters.flatMap(({ name, status }) => {
      const reason = REASONS[status];
      return reason === null ? [] : [`Cluster ${name} ${reason}.`];
    }),
  };
}
