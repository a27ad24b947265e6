import type { Model } from '@inference-portal/plugin-inference-common';
import { REGISTRY_INTERVAL_MS } from '../../api/polling';
import type { LoadState } from '../LoadState';
import { useAllPages, type LoadedPages } from '../useAllPages';
import { REGISTRY } from './registryKeys';

/** All models that the user may read. */
export function useModels(): LoadState<LoadedPages<Model>> {
  return useAllPages(
    [REGISTRY, 'models'],
    (api, page, options) => api.listModels(page, options),
    REGISTRY_INTERVAL_MS,
  );
}
