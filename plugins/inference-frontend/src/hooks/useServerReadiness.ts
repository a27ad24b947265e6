import type { ServerReadiness } from '@inference-portal/plugin-inference-common';
import { COSTS_INTERVAL_MS } from '../api/polling';
import type { LoadState } from './LoadState';
import { useLiveQuery } from './useLiveQuery';

/** The rules of production readiness, asked of a server. */
export function useServerReadiness(id: string): LoadState<ServerReadiness> {
  return useLiveQuery(
    ['readiness', id],
    (api, options) => api.getServerReadiness(id, options),
    COSTS_INTERVAL_MS,
  );
}
