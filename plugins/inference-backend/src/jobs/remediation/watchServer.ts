import { NotFoundError } from '@backstage/errors';
import type { ClusterWriter } from '../../act/clusters/ClusterWriter';
import { readWorld } from '../../act/remediation/readWorld';
import { HOUR_MS } from '../../durations';
import { ClusterRequestError } from '../../observe/clusters/connection/ClusterRequestError';
import type { UsageStore } from '../../record';
import type { InstantMs, ServerKey } from '../../types';

/** What became of a server that was scaled to zero; `unknown` when its cluster does not say. */
export type RestingServer = 'at-zero' | 'brought-back' | 'removed' | 'unknown';

/** Looks whether somebody brought a server back past the portal, or removed it. */
export async function lookAtServer(
  writer: ClusterWriter,
  server: ServerKey,
): Promise<RestingServer> {
  try {
    const { target } = await readWorld(writer, server);
    return target.replicas === 0 && target.remembered !== null
      ? 'at-zero'
      : 'brought-back';
  } catch (error) {
    if (error instanceof NotFoundError) {
      return 'removed';
    }
    if (error instanceof ClusterRequestError) {
      return 'unknown';
    }
    throw error;
  }
}

/**
 * Requests for a server that nobody could answer since it was scaled to zero, as gateways counted them: errors, and what waits at most at
 * once. Null when nobody counted any. The hour in which it was scaled still holds errors of before and is left out.
 */
export async function countRefused(
  usage: Pick<UsageStore, 'listHours'>,
  serverId: string,
  window: { readonly appliedAt: InstantMs; readonly to: InstantMs },
): Promise<number | null> {
  const from = (Math.ceil(window.appliedAt / HOUR_MS) * HOUR_MS) as InstantMs;
  if (from >= window.to) {
    return null;
  }
  const hours = await usage.listHours(serverId, from, window.to);
  const counted = hours.filter(
    ({ errors, waitingMax }) => errors !== null || waitingMax !== null,
  );
  return counted.length === 0
    ? null
    : counted.reduce(
        (sum, { errors, waitingMax }) =>
          sum + (errors ?? 0) + (waitingMax ?? 0),
        0,
      );
}
