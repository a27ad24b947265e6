import type {
  Model,
  ModelRef,
} from '@inference-portal/plugin-inference-common';
import { REGISTRY_INTERVAL_MS } from '../../api/polling';
import type { LoadState } from '../LoadState';
import { useLiveQuery } from '../useLiveQuery';
import { modelKey } from './registryKeys';

/** One model with its aliases and the requests that wait for a second person. */
export function useModel(model: ModelRef): LoadState<Model> {
  return useLiveQuery(
    modelKey(model),
    (api, options) => api.getModel(model, options),
    REGISTRY_INTERVAL_MS,
  );
}
