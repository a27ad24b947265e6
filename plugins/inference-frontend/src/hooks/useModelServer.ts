import type { ModelServerDetail } from '@inference-portal/plugin-inference-common';
import type { LoadState } from './LoadState';
import { useLiveQuery } from './useLiveQuery';

/** One server with its pods. */
export function useModelServer(id: string): LoadState<ModelServerDetail> {
  return useLiveQuery(['server', id], (api, options) =>
    api.getModelServer(id, options),
  );
}
