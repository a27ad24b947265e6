import type { ServerRelease } from '@inference-portal/plugin-inference-common';
import { FINDINGS_INTERVAL_MS } from '../../api/polling';
import type { LoadState } from '../LoadState';
import { useLiveQuery } from '../useLiveQuery';
import { RELEASES } from './changeKeys';

/** How a server is since its last revision. `revision` is part of the key: a new one is judged as soon as the server names it. */
export function useServerRelease(
  serverId: string,
  revision: number | null,
): LoadState<ServerRelease> {
  return useLiveQuery(
    [RELEASES, serverId, revision],
    (api, options) => api.getServerRelease(serverId, options),
    FINDINGS_INTERVAL_MS,
  );
}

/** Servers that are worse since a revision, the newest revision first. */
export function useFailingReleases(): LoadState<ServerRelease[]> {
  return useLiveQuery(
    [RELEASES],
    (api, options) =>
      api.listFailingReleases(options).then(({ items }) => items),
    FINDINGS_INTERVAL_MS,
  );
}
