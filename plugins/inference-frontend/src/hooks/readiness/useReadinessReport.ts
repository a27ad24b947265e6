import type {
  ListReadinessServersQuery,
  Page,
  ReadinessReport,
  ReadinessReportQuery,
  ReadinessScores,
  ReadinessServer,
} from '@inference-portal/plugin-inference-common';
import { COSTS_INTERVAL_MS, READINESS_INTERVAL_MS } from '../../api/polling';
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

/** How many rules every server passes that the user may read, with one question for the whole fleet. */
export function useFleetReadiness(): LoadState<ReadinessScores> {
  return useLiveQuery(
    ['fleet-readiness'],
    (api, options) => api.listReadinessScores({}, options),
    READINESS_INTERVAL_MS,
  );
}
