import type {
  AliasMove,
  ModelRef,
  ModelServer,
  RegistrationProposal,
  RegistryConflict,
  VersionComparison,
} from '@inference-portal/plugin-inference-common';
import { LINEAGE_INTERVAL_MS, REGISTRY_INTERVAL_MS } from '../../api/polling';
import type { LoadState } from '../LoadState';
import { useAllPages, type LoadedPages } from '../useAllPages';
import { useLiveQuery } from '../useLiveQuery';
import { modelKey, REGISTRY } from './registryKeys';

/** Servers that run a version of the model now. */
export function useServersOfModel(model: ModelRef): LoadState<ModelServer[]> {
  return useLiveQuery(
    modelKey(model, 'servers'),
    (api, options) =>
      api.listServersOfModel(model, {}, options).then(page => page.items),
    REGISTRY_INTERVAL_MS,
  );
}

/** Every move of an alias, newest first. */
export function useAliasHistory(
  model: ModelRef,
  alias: string,
): LoadState<LoadedPages<AliasMove>> {
  return useAllPages(
    modelKey(model, 'history', alias),
    (api, page, options) => api.listAliasHistory(model, alias, page, options),
    REGISTRY_INTERVAL_MS,
  );
}

/** Two versions side by side; better and worse are of `b` beside `a`. */
export function useVersionComparison(
  model: ModelRef,
  pair: { a: string; b: string },
): LoadState<VersionComparison> {
  return useLiveQuery(
    modelKey(model, 'compare', pair),
    (api, options) => api.compareModelVersions(model, pair, options),
    LINEAGE_INTERVAL_MS,
  );
}

/** Immutable facts of a model that changed at a source after they were imported; of all models without one. */
export function useRegistryConflicts(
  model?: ModelRef,
): LoadState<RegistryConflict[]> {
  const name = model && `${model.namespace}/${model.name}`;
  return useLiveQuery(
    [REGISTRY, 'conflicts', name ?? null],
    (api, options) =>
      api
        .listRegistryConflicts(
          name === undefined ? {} : { model: name },
          options,
        )
        .then(page => page.items),
    LINEAGE_INTERVAL_MS,
  );
}

/** The model and version that would be registered from what a server runs. */
export function useRegistrationProposal(
  serverId: string,
): LoadState<RegistrationProposal> {
  return useLiveQuery(
    [REGISTRY, 'proposal', serverId],
    (api, options) => api.proposeRegistration(serverId, options),
    LINEAGE_INTERVAL_MS,
  );
}
