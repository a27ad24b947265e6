import type {
  ImportRun,
  ImportRunDetail,
} from '@inference-portal/plugin-inference-common';
import {
  LINEAGE_INTERVAL_MS,
  LIVE_INTERVAL_MS,
  REGISTRY_INTERVAL_MS,
} from '../../api/polling';
import type { LoadState } from '../LoadState';
import { useLiveQuery } from '../useLiveQuery';
import { REGISTRY } from './registryKeys';

const MOST_RUNS = 500;

/** The last runs of all imports, newest first; read often while one of them is running. */
export function useRegistryImports(): LoadState<ImportRun[]> {
  return useLiveQuery(
    [REGISTRY, 'imports'],
    (api, options) =>
      api
        .listRegistryImports({ limit: MOST_RUNS }, options)
        .then(page => page.items),
    runs =>
      runs?.some(({ state }) => state === 'running')
        ? LIVE_INTERVAL_MS
        : REGISTRY_INTERVAL_MS,
  );
}

/** One run with what it changed and could not import; read often until it has ended. */
export function useRegistryImport(id: string): LoadState<ImportRunDetail> {
  return useLiveQuery(
    [REGISTRY, 'import', id],
    (api, options) => api.getRegistryImport(id, options),
    run =>
      run === undefined || run.state === 'running'
        ? LIVE_INTERVAL_MS
        : LINEAGE_INTERVAL_MS,
  );
}
