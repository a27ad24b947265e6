import { useApi } from '@backstage/core-plugin-api';
import type { InferenceApi } from '@inference-portal/plugin-inference-common';
import { useQuery } from '@tanstack/react-query';
import { inferenceApiRef } from '../../api/inferenceApiRef';
import { messageOf } from '../toLoadState';

/** A plan on its way. */
export interface LoadedPlan<Plan> {
  readonly plan: Plan | undefined;
  /** Why there is none; null when there is, or while it is made. */
  readonly problem: string | null;
  /** True whenever a plan is being made, also anew. */
  readonly loading: boolean;
  /** Makes another one, of the world as it is now. */
  again(): void;
}

/** Makes a plan once, and again on demand only: what somebody reads does not change under their eyes. `key` holds every input of `make`. */
export function usePlan<Plan>(
  key: readonly unknown[],
  make: (api: InferenceApi) => Promise<Plan>,
): LoadedPlan<Plan> {
  const api = useApi(inferenceApiRef);
  const query = useQuery<Plan, Error>({
    queryKey: ['plan', ...key],
    queryFn: () => make(api),
    staleTime: Infinity,
    // Who opens the dialog again wants to know how things are then.
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  return {
    plan: query.error === null ? query.data : undefined,
    problem: query.error && messageOf(query.error),
    loading: query.isFetching,
    again: () => {
      query.refetch();
    },
  };
}
