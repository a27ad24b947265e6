import { useApi } from '@backstage/core-plugin-api';
import type {
  InferenceApi,
  RequestOptions,
} from '@inference-portal/plugin-inference-common';
import { useQuery } from '@tanstack/react-query';
import { inferenceApiRef } from '../api/inferenceApiRef';
import { FAILING_INTERVAL_MS, LIVE_INTERVAL_MS } from '../api/polling';
import type { LoadState } from './LoadState';
import { toLoadState } from './toLoadState';
import { useFailingSince } from './useFailingSince';

/** Asks the API again and again while the tab is in the foreground. `key` holds every input of `read`. */
export function useLiveQuery<T>(
  key: readonly unknown[],
  read: (api: InferenceApi, options: RequestOptions) => Promise<T>,
  /** Pause between two readings; may depend on what was read last. */
  intervalMs: number | ((data: T | undefined) => number) = LIVE_INTERVAL_MS,
): LoadState<T> {
  const api = useApi(inferenceApiRef);
  const query = useQuery<T, Error>({
    queryKey: key,
    queryFn: ({ signal }) => read(api, { signal }),
    refetchInterval: ({ state }) => {
      if (state.status === 'error') {
        return FAILING_INTERVAL_MS;
      }
      return typeof intervalMs === 'number'
        ? intervalMs
        : intervalMs(state.data);
    },
  });
  return toLoadState(query, useFailingSince(query.error !== null));
}
