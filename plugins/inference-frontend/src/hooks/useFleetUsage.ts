import type { UsageSums } from '@inference-portal/plugin-inference-common';
import { USAGE_INTERVAL_MS } from '../api/polling';
import type { LoadState } from './LoadState';
import { useLiveQuery } from './useLiveQuery';

/** What every server that the user may read did in the last 24 hours, with one question for the whole fleet. */
export function useFleetUsage(): LoadState<UsageSums> {
  return useLiveQuery(
    ['fleet-usage'],
    (api, options) => api.listServerUsage({}, options),
    USAGE_INTERVAL_MS,
  );
}
