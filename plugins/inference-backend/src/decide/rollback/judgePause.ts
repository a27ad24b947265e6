import type { InstantMs } from '../../types';
import type { SyncController } from './syncPause';

/** What is known of a pause, as far as its end cares. */
export interface WatchedPause {
  readonly until: InstantMs;
  readonly confirmedAt: InstantMs | null;
  readonly drifted: boolean;
  readonly toldAt: InstantMs | null;
  readonly endWanted: string | null;
  /** How its rollback stands; null when that is not known any more. */
  readonly rollback: {
    readonly state: string;
    readonly isOver: boolean;
    readonly isWritten: boolean;
  } | null;
  /** What syncs, as it is now; null when it is gone, or another one of that name. */
  readonly controller: SyncController | null;
}

/** What is to be done about a pause now. */
export type PauseVerdict =
  /** It is over, and nothing has to be written. `surprising` when somebody else ended it. */
  | { readonly do: 'close'; readonly why: string; readonly surprising: boolean }
  | { readonly do: 'resume'; readonly why: string }
  /** Its end is near: the owner is told. */
  | { readonly do: 'tell' }
  | { readonly do: 'wait' };

/** Why a pause ends that nothing else ends before: null while it goes on. */
function reasonToEnd(pause: WatchedPause, now: InstantMs): string | null {
  const { drifted, controller, endWanted, rollback, until } = pause;
  if (endWanted !== null) {
    return endWanted;
  }
  if (rollback === null) {
    return 'Its rollback is not known any more.';
  }
  if (rollback.state === 'undone') {
    return 'Its rollback was undone.';
  }
  if (rollback.isOver && !rollback.isWritten) {
    return 'Its rollback ended before anything was written.';
  }
  if (drifted && controller?.isSynced === true) {
    return 'What runs stands in Git now.';
  }
  return now >= until ? 'Its time was over.' : null;
}

/** What follows from how a pause stands. No clock and no I/O. `tellMs` before its end the owner is told. */
export function judgePause(
  pause: WatchedPause,
  now: InstantMs,
  tellMs: number,
): PauseVerdict {
  const { confirmedAt, controller, rollback, toldAt, until } = pause;
  if (controller === null) {
    return {
      do: 'close',
      why: 'What synced the server is gone, or was made anew.',
      surprising: true,
    };
  }
  const end = reasonToEnd(pause, now);
  if (controller.automatic !== null) {
    if (confirmedAt !== null) {
      return {
        do: 'close',
        why: 'Somebody else switched the sync on again before its time.',
        surprising: true,
      };
    }
    // Recorded, and not written yet: its rollback is at it, unless that is over.
    return end !== null || rollback?.isOver === true
      ? {
          do: 'close',
          why: end ?? 'The sync was never paused.',
          surprising: false,
        }
      : { do: 'wait' };
  }
  if (end !== null) {
    return { do: 'resume', why: end };
  }
  return toldAt === null && now >= until - tellMs
    ? { do: 'tell' }
    : { do: 'wait' };
}
