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
import {
  askByEitherId,
  CANNOT_BE_PLANNED,
  type AboutModel,
} from './askByEitherId';
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

function usePlannerAnswer<Request extends AboutModel, Answer>(
  kind: string,
  request: Request | null,
  hubId: string | null,
  ask: (
    api: InferenceApi,
    request: Request,
    options: RequestOptions,
  ) => Promise<Answer>,
): PlannerState<Answer> {
  const api = useApi(inferenceApiRef);
  const query = useQuery<Answer, Error>({
    queryKey: ['planner', kind, request, hubId],
    queryFn: ({ signal }) => {
      if (request === null) {
        throw new Error('Nothing is asked');
      }
      return askByEitherId(request, hubId, asked =>
        ask(api, asked, { signal }),
      );
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

/** Whether a model fits on a choice of GPUs, and what it then holds. `hubId` is asked for where the registry does not know enough. */
export function useGpuPlan(
  request: GpuPlanRequest | null,
  hubId: string | null = null,
): PlannerState<GpuPlan> {
  return usePlannerAnswer('plan', request, hubId, (api, asked, options) =>
    api.createGpuPlan(asked, options),
  );
}

/** The same for all GPUs of the fleet. */
export function useGpuRanking(
  request: GpuRankingRequest | null,
  hubId: string | null = null,
): PlannerState<GpuRanking> {
  return usePlannerAnswer('ranking', request, hubId, (api, asked, options) =>
    api.rankGpuOptions(asked, options),
  );
}
