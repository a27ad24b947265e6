import type { ServerGpuPlan } from '@inference-portal/plugin-inference-common';
import { COSTS_INTERVAL_MS } from '../api/polling';
import type { LoadState } from './LoadState';
import { useLiveQuery } from './useLiveQuery';

/** What a server was planned to hold beside what its engine reports. */
export function useServerGpuPlan(id: string): LoadState<ServerGpuPlan> {
  return useLiveQuery(
    ['gpu-plan', id],
    (api, options) => api.getServerGpuPlan(id, options),
    COSTS_INTERVAL_MS,
  );
}
