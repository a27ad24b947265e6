import { usePermission } from '@backstage/plugin-permission-react';
import {
  inferenceServerScalePermission,
  type Remediation,
  type RemediationDetail,
  type RemediationPage,
} from '@inference-portal/plugin-inference-common';
import { FINDINGS_INTERVAL_MS, LIVE_INTERVAL_MS } from '../../api/polling';
import type { LoadState } from '../LoadState';
import { useLiveQuery } from '../useLiveQuery';
import { useRight, type Right } from '../useRight';
import { REMEDIATIONS } from './changeKeys';

const SHOWN = 5;

/** True while the portal writes; the watch that comes after it is long and slow. */
export function isWriting({ state }: Pick<Remediation, 'state'>): boolean {
  return state === 'planned' || state === 'applying';
}

/** What was lately done to a server, newest first: read quickly while something goes on. */
export function useRemediations(serverId: string): LoadState<RemediationPage> {
  return useLiveQuery(
    [REMEDIATIONS, serverId],
    (api, options) =>
      api.listRemediations({ server: [serverId], limit: SHOWN }, options),
    page =>
      page?.items.some(isWriting) ? LIVE_INTERVAL_MS : FINDINGS_INTERVAL_MS,
  );
}

/** One remediation with everything that happened. */
export function useRemediation(id: string): LoadState<RemediationDetail> {
  return useLiveQuery(
    [REMEDIATIONS, 'one', id],
    (api, options) => api.getRemediation(id, options),
    one =>
      one === undefined || isWriting(one)
        ? LIVE_INTERVAL_MS
        : FINDINGS_INTERVAL_MS,
  );
}

/** The user's right to scale one model server, by its id. */
export function useScaleRight(serverId: string): Right {
  const permission = inferenceServerScalePermission;
  return useRight(
    permission,
    usePermission({ permission, resourceRef: serverId }),
  );
}
