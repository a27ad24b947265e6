import type {
  BudgetStatus,
  CostQuery,
  CostReport,
  ListBudgetStatusQuery,
} from '@inference-portal/plugin-inference-common';
import { COSTS_INTERVAL_MS } from '../../api/polling';
import type { LoadState } from '../LoadState';
import { useLiveQuery } from '../useLiveQuery';

/** First part of the keys under which reports are cached. */
const COSTS = 'costs';

/** First part of the keys under which budgets are cached; a write makes all of them stale. */
export const BUDGETS = 'budgets';

/** What a window cost, and what the one before did. */
export function useCosts(query: CostQuery): LoadState<CostReport> {
  return useLiveQuery(
    [COSTS, query],
    (api, options) => api.getCosts(query, options),
    COSTS_INTERVAL_MS,
  );
}

/** Budgets with what was spent of them this month. */
export function useBudgetStatus(
  query: ListBudgetStatusQuery = {},
): LoadState<BudgetStatus[]> {
  return useLiveQuery(
    [BUDGETS, query],
    (api, options) =>
      api.listBudgetStatus(query, options).then(page => page.items),
    COSTS_INTERVAL_MS,
  );
}
