import type { ModelServer } from '@inference-portal/plugin-inference-common';
import { HOUR_MS } from '../../durations';
import type { InstantMs } from '../../types';

/** A crash loop has moments in which all looks well; only after so long without a crash it is over. */
const CALM_MS = 3 * HOUR_MS;

/** Since when a server is in trouble, and since when another one takes its place. */
export interface TroubleTimes {
  readonly firstSeenAt: InstantMs;
  readonly crashingSince: InstantMs | null;
  /** When it was last seen crashing. */
  readonly crashingSeenAt: InstantMs | null;
  readonly pendingSince: InstantMs | null;
  /** Since when a newer version of its model serves. */
  readonly newerVersionSince: InstantMs | null;
}

/** What is seen of a server now. */
export interface SeenServer {
  readonly state: ModelServer['state'];
  /** Since when, as the cluster tells: it begins anew with every pod. */
  readonly stateSince: InstantMs | null;
  /** Since when a newer version serves, as the cluster tells; undefined when none does. */
  readonly newerVersionSince: InstantMs | null | undefined;
}

function earliest(
  ...instants: readonly (InstantMs | null)[]
): InstantMs | null {
  const known = instants.filter(instant => instant !== null);
  return known.length === 0 ? null : (Math.min(...known) as InstantMs);
}

export function isCrashing(state: ModelServer['state']): boolean {
  return state === 'crash-looping' || state === 'out-of-memory';
}

/** Goes on from what was remembered: trouble that lasts keeps its beginning, also across restarts of pods and of the portal. */
export function followTrouble(
  before: TroubleTimes | undefined,
  seen: SeenServer,
  now: InstantMs,
): TroubleTimes {
  const crashing = isCrashing(seen.state);
  const isCalm =
    !crashing && (before?.crashingSeenAt ?? -Infinity) < now - CALM_MS;
  const crashingBefore = isCalm ? null : before?.crashingSince ?? null;
  const pending = seen.state === 'pending';
  return {
    firstSeenAt: before?.firstSeenAt ?? now,
    crashingSince: crashing
      ? earliest(crashingBefore, seen.stateSince ?? now)
      : crashingBefore,
    crashingSeenAt: crashing
      ? now
      : (!isCalm && before?.crashingSeenAt) || null,
    pendingSince: pending
      ? earliest(before?.pendingSince ?? null, seen.stateSince ?? now)
      : null,
    newerVersionSince:
      seen.newerVersionSince === undefined
        ? null
        : earliest(
            before?.newerVersionSince ?? null,
            seen.newerVersionSince ?? now,
          ),
  };
}
