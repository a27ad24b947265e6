import type { FleetSummary } from '@inference-portal/plugin-inference-common';
import type { LoadState } from './LoadState';
import { useLiveQuery } from './useLiveQuery';

/** Figures over all servers that the user may read. */
export function useFleetSummary(): LoadState<FleetSummary> {
  return useLiveQuery(['summary'], (api, options) =>
    api.getFleetSummary({}, options),
  );
}
