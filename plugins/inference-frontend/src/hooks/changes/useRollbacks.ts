import { usePermission } from '@backstage/plugin-permission-react';
import {
  inferenceRollbackExecutePermission,
  inferenceRollbackForcePermission,
  type ListRollbacksQuery,
  type Rollback,
  type RollbackDetail,
  type RollbackPage,
} from '@inference-portal/plugin-inference-common';
import { FINDINGS_INTERVAL_MS, LIVE_INTERVAL_MS } from '../../api/polling';
import type { LoadState } from '../LoadState';
import { useLiveQuery } from '../useLiveQuery';
import { useRight, type Right } from '../useRight';
import { ROLLBACK, ROLLBACKS } from './changeKeys';

/** True until it has come out one way or the other; the watch for reverts that comes after success is slow. */
export function isRolling({ state, finishedAt }: Rollback): boolean {
  return state !== 'succeeded' && finishedAt === null;
}

/** Rollbacks, newest first: read quickly while one goes on. */
export function useRollbacks(
  query: ListRollbacksQuery,
): LoadState<RollbackPage> {
  return useLiveQuery(
    [ROLLBACKS, query],
    (api, options) => api.listRollbacks(query, options),
    page =>
      page?.items.some(isRolling) ? LIVE_INTERVAL_MS : FINDINGS_INTERVAL_MS,
  );
}

/** The rollback of a server that goes on; undefined while none does, or nobody knows. */
export function useRunningRollback(serverId: string): Rollback | undefined {
  const state = useRollbacks({ server: [serverId], limit: 1 });
  return state.status === 'ready'
    ? state.data.items.find(isRolling)
    : undefined;
}

/** One rollback with its plan and everything that happened. */
export function useRollback(id: string): LoadState<RollbackDetail> {
  return useLiveQuery(
    [ROLLBACK, id],
    (api, options) => api.getRollback(id, options),
    one =>
      one === undefined || isRolling(one)
        ? LIVE_INTERVAL_MS
        : FINDINGS_INTERVAL_MS,
  );
}

/** The user's right to roll one model server back, by its id. */
export function useRollbackRight(serverId: string): Right {
  const permission = inferenceRollbackExecutePermission;
  return useRight(
    permission,
    usePermission({ permission, resourceRef: serverId }),
  );
}

/** The user's right to roll one model server back past Git, or without the approval of a second person. */
export function useForceRight(serverId: string): Right {
  const permission = inferenceRollbackForcePermission;
  return useRight(
    permission,
    usePermission({ permission, resourceRef: serverId }),
  );
}
