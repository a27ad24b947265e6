import type { ModelServer } from '@inference-portal/plugin-inference-common';
import type { LoadState } from './LoadState';
import { useAllPages, type LoadedPages } from './useAllPages';

/** All servers that the user may read. */
export function useModelServers(): LoadState<LoadedPages<ModelServer>> {
  return useAllPages(['servers'], (api, page, options) =>
    api.listModelServers(page, options),
  );
}
