import type { DeploymentTargets } from '@inference-portal/plugin-inference-common';
import { FINDINGS_INTERVAL_MS } from '../../api/polling';
import type { LoadState } from '../LoadState';
import { useLiveQuery } from '../useLiveQuery';

/** Namespaces that the user may see, with whether they may deploy there; read from the clusters themselves, so not every second. */
export function useDeploymentTargets(): LoadState<DeploymentTargets> {
  return useLiveQuery(
    ['deployment-targets'],
    (api, options) => api.listDeploymentTargets(options),
    FINDINGS_INTERVAL_MS,
  );
}
