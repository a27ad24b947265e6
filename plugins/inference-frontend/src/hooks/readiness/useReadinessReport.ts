import type {
  ListReadinessServersQuery,
  Page,
  ReadinessReport,
  ReadinessReportQuery,
  ReadinessServer,
} from '@inference-portal/plugin-inference-common';
import { COSTS_INTERVAL_MS } from '../../api/polling';
import type { LoadState } from '../LoadState';
import { useLiveQuery } from '../useLiveQuery';

/** What the rules of production readiness say of all servers, by owner. */
export function useReadinessReport(
  query: ReadinessReportQuery,
): LoadState<ReadinessReport> {
  return useLiveQuery(
    ['readiness-report', query],
    (api, options) => api.getReadinessReport(query, options),
    COSTS_INTERVAL_MS,
  );
}

/** Servers, the worst first. */
export function useReadinessServers(
  query: ListReadinessServersQuery,
): LoadState<Page<ReadinessServer>> {
  return useLiveQuery(
    ['readiness-servers', query],
    (api, options) => api.listReadinessServers(query, options),
    COSTS_INTERVAL_MS,
  );
}
