import { useApi } from '@backstage/core-plugin-api';
import type {
  GpuPlan,
  GpuPlanRequest,
  GpuRanking,
  GpuRankingRequest,
  InferenceApi,
  RequestOptions,
} from '@inference-portal/plugin-inference-common';
import { useQuery } from '@tanstack/react-query';
import { inferenceApiRef } from '../../api/inferenceApiRef';
import { FAILING_INTERVAL_MS, FINDINGS_INTERVAL_MS } from '../../api/polling';
import type { LoadState } from '../LoadState';
import { messageOf, statusCodeOf, toLoadState } from '../toLoadState';
import { useFailingSince } from '../useFailingSince';

/** An answer of the planner: also none, because nothing was asked, or because it cannot be answered as it was asked. */
export type PlannerState<T> =
  | LoadState<T>
  | { readonly status: 'unasked' }
  | {
      readonly status: 'refused';
      /** Names the field and what to do. */
      readonly message: string;
    };

const CANNOT_BE_PLANNED = 400;

function usePlannerAnswer<Request, Answer>(
  kind: string,
  request: Request | null,
  ask: (
    api: InferenceApi,
    request: Request,
    options: RequestOptions,
  ) => Promise<Answer>,
): PlannerState<Answer> {
  const api = useApi(inferenceApiRef);
  const query = useQuery<Answer, Error>({
    queryKey: ['planner', kind, request],
    queryFn: ({ signal }) => {
      if (request === null) {
        throw new Error('Nothing is asked');
      }
      return ask(api, request, { signal });
    },
    enabled: request !== null,
    refetchInterval: ({ state }) => {
      if (state.status !== 'error') {
        return FINDINGS_INTERVAL_MS;
      }
      // The same question would be refused again.
      return statusCodeOf(state.error) === CANNOT_BE_PLANNED
        ? false
        : FAILING_INTERVAL_MS;
    },
  });
  const state = toLoadState(query, useFailingSince(query.error !== null));
  if (request === null) {
    return { status: 'unasked' };
  }
  return query.error !== null && statusCodeOf(query.error) === CANNOT_BE_PLANNED
    ? { status: 'refused', message: messageOf(query.error) }
    : state;
}

/** Whether a model fits on a choice of GPUs, and what it then holds. */
export function useGpuPlan(
  request: GpuPlanRequest | null,
): PlannerState<GpuPlan> {
  return usePlannerAnswer('plan', request, (api, asked, options) =>
    api.createGpuPlan(asked, options),
  );
}

/** The same for all GPUs of the fleet. */
export function useGpuRanking(
  request: GpuRankingRequest | null,
): PlannerState<GpuRanking> {
  return usePlannerAnswer('ranking', request, (api, asked, options) =>
    api.rankGpuOptions(asked, options),
  );
}
