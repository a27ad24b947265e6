import { MINUTE_MS } from '../../durations';
import { thousands } from '../thousands';
import type { KnownRevision, RollbackWorld } from './rollbackWorld';

/** What ran for less is taken for something that was tried and left. */
const PROVEN_MS = 10 * MINUTE_MS;
/** Above this share of failed requests a revision is no place to go back to. */
export const TOO_MANY_ERRORS = 0.05;

/** A revision to go back to, and why that one. */
export interface ChosenTarget {
  readonly revision: KnownRevision;
  /** A sentence. */
  readonly because: string;
}

/** Requests that it answered with few errors; null when it did not, or nobody knows. */
function answeredWell({ served }: KnownRevision): number | null {
  return served !== null &&
    served.requests > 0 &&
    (served.errorShare ?? 0) <= TOO_MANY_ERRORS
    ? served.requests
    : null;
}

/** Whether too many of its requests failed, as far as anybody counted. */
export function wasFailing({ served }: KnownRevision): boolean {
  return (served?.errorShare ?? 0) > TOO_MANY_ERRORS;
}

function stoodLong({ startedAt, endedAt }: KnownRevision): boolean {
  return endedAt !== null && endedAt - startedAt >= PROVEN_MS;
}

/** The last revision that was healthy and served, as far as anybody knows; null when there is no other than what runs. */
export function chooseTarget({
  canary,
  current,
  past,
}: RollbackWorld): ChosenTarget | null {
  const others = past.filter(({ specHash }) => specHash !== current.specHash);
  const stable =
    canary?.kind === 'rollout'
      ? others.find(({ specHash }) => specHash === canary.stableSpecHash)
      : undefined;
  if (stable) {
    return {
      revision: stable,
      because: `Revision ${stable.number} is the stable one, which still takes the rest of the traffic.`,
    };
  }
  for (const revision of others) {
    const requests = answeredWell(revision);
    if (requests !== null) {
      return {
        revision,
        because: `Revision ${
          revision.number
        } is the last one that answered requests with few errors (${thousands(
          requests,
        )} of them).`,
      };
    }
  }
  const standing = others.find(one => stoodLong(one) && !wasFailing(one));
  if (standing) {
    return {
      revision: standing,
      because: `Revision ${
        standing.number
      } is the last one that ran for longer than ${
        PROVEN_MS / MINUTE_MS
      } minutes; its traffic was not measured.`,
    };
  }
  const [previous] = others;
  return previous
    ? {
        revision: previous,
        because: `Revision ${previous.number} is the one before; nothing tells whether it was healthy.`,
      }
    : null;
}
