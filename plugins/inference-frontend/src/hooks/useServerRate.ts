import type { Money } from '@inference-portal/plugin-inference-common';
import { RATES_INTERVAL_MS } from '../api/polling';
import { useLiveQuery } from './useLiveQuery';

/** What a server costs a day as it is now; null while nobody told, and where it has no price or the user may not read it. */
export function useServerRate(id: string): Money | null {
  const state = useLiveQuery(
    ['server-rate', id],
    (api, options) => api.listCostRates({ server: [id] }, options),
    RATES_INTERVAL_MS,
  );
  return state.status === 'ready' ? state.data.items[0]?.perDay ?? null : null;
}
