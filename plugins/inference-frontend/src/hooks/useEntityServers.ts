import type { ModelServer } from '@inference-portal/plugin-inference-common';
import type { LoadState } from './LoadState';
import { useLiveQuery } from './useLiveQuery';

/** Servers that a catalog entity describes, or that run the model it describes. At most 1,000. */
export function useEntityServers(entityRef: string): LoadState<ModelServer[]> {
  return useLiveQuery(['entity-servers', entityRef], (api, options) =>
    api
      .listModelServers({ entityRef, limit: 1000 }, options)
      .then(page => page.items),
  );
}
