import type {
  ModelRef,
  ModelVersion,
  ModelVersionDetail,
} from '@inference-portal/plugin-inference-common';
import { REGISTRY_INTERVAL_MS } from '../../api/polling';
import type { LoadState } from '../LoadState';
import { useAllPages, type LoadedPages } from '../useAllPages';
import { useLiveQuery } from '../useLiveQuery';
import { modelKey } from './registryKeys';

/** All versions of a model, newest first. */
export function useModelVersions(
  model: ModelRef,
): LoadState<LoadedPages<ModelVersion>> {
  return useAllPages(
    modelKey(model, 'versions'),
    (api, page, options) => api.listModelVersions(model, page, options),
    REGISTRY_INTERVAL_MS,
  );
}

/** One version with its card, metrics and lineage. */
export function useModelVersion(
  model: ModelRef,
  version: string,
): LoadState<ModelVersionDetail> {
  return useLiveQuery(
    modelKey(model, 'version', version),
    (api, options) => api.getModelVersion(model, version, options),
    REGISTRY_INTERVAL_MS,
  );
}
