import type { CostRates } from '@inference-portal/plugin-inference-common';
import { RATES_INTERVAL_MS } from '../api/polling';
import type { LoadState } from './LoadState';
import { useLiveQuery } from './useLiveQuery';

/** What every server whose costs the user may read costs a day as it is now, with one question for the whole fleet. */
export function useFleetRates(): LoadState<CostRates> {
  return useLiveQuery(
    ['fleet-rates'],
    (api, options) => api.listCostRates({}, options),
    RATES_INTERVAL_MS,
  );
}
