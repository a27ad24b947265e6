import type {
  ServerUsage,
  ServerUsageQuery,
} from '@inference-portal/plugin-inference-common';
import { USAGE_INTERVAL_MS } from '../api/polling';
import type { LoadState } from './LoadState';
import { useLiveQuery } from './useLiveQuery';

/** What a server did, hour by hour or day by day. */
export function useServerUsage(
  id: string,
  query: ServerUsageQuery,
): LoadState<ServerUsage> {
  return useLiveQuery(
    ['usage', id, query],
    (api, options) => api.getServerUsage(id, query, options),
    USAGE_INTERVAL_MS,
  );
}
