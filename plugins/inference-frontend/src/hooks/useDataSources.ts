import type { DataSource } from '@inference-portal/plugin-inference-common';
import type { LoadState } from './LoadState';
import { useLiveQuery } from './useLiveQuery';

/** Every cluster and Prometheus that the portal reads. */
export function useDataSources(): LoadState<DataSource[]> {
  return useLiveQuery(['data-sources'], (api, options) =>
    api.listDataSources(options).then(page => page.items),
  );
}
