import {
  nameSync,
  pauseWrite,
  resumeWrite,
} from '../../../decide/rollback/syncPause';
import type {
  PlannedPause,
  SyncController,
} from '../../../decide/rollback/syncPause';
import { MINUTE_MS } from '../../../durations';
import { ClusterRequestError } from '../../../observe/clusters/connection/ClusterRequestError';
import type {
  RecordedChange,
  SyncPause,
  SyncPauseStore,
} from '../../../record';
import type { InstantMs } from '../../../types';
import { applySteps } from '../../remediation/applySteps';
import { readAutomatic, readSync, type WriterOf } from './findSyncController';

/** How pausing ended. */
export type PauseOutcome =
  | { readonly status: 'paused'; readonly until: InstantMs }
  /** Nothing syncs by itself, so that nothing had to be paused. */
  | { readonly status: 'manual' }
  | { readonly status: 'refused'; readonly reason: string };

/** Writes that lost a race against a controller that writes its status. */
const TRIES = 8;

/** True when two pauses are of the same object. */
export function isSameSync(
  a: Pick<SyncPause, 'cluster' | 'uid'>,
  b: Pick<SyncPause, 'cluster' | 'uid'>,
): boolean {
  return a.cluster === b.cluster && a.uid === b.uid;
}

/** What pausing came to, as a sentence. */
export function describePause(
  controller: SyncController,
  outcome: Exclude<PauseOutcome, { status: 'refused' }>,
): string {
  return outcome.status === 'manual'
    ? `${nameSync(controller)} does not sync by itself: nothing was paused.`
    : `The sync of ${nameSync(controller)} is paused until ${new Date(
        outcome.until,
      ).toISOString()}.`;
}

/** Pauses and resumes syncs from Git. A pause is recorded before it is written, so that a crash leaves none that nobody ends. */
export class SyncPauser {
  readonly #store: Pick<SyncPauseStore, 'find' | 'listOpen' | 'open'>;

  constructor(options: {
    store: Pick<SyncPauseStore, 'find' | 'listOpen' | 'open'>;
  }) {
    this.#store = options.store;
  }

  /** Pauses a sync; may be called again after a crash. Rejects for reasons that pass, such as a sync that is under way. */
  async pause(
    change: Pick<RecordedChange, 'id' | 'actor' | 'reason'>,
    { controller, minutes }: PlannedPause,
    context: {
      readonly now: InstantMs;
      readonly writerOf: WriterOf;
      readonly wait: (ms: number) => Promise<void>;
    },
  ): Promise<PauseOutcome> {
    const { cluster, ref, uid } = controller;
    const automatic =
      (await this.#store.find(change.id))?.automatic ??
      controller.automatic ??
      (await this.#rememberedBySibling(controller));
    if (automatic === null) {
      return { status: 'manual' };
    }
    const pause = await this.#store.open({
      changeId: change.id,
      cluster,
      ref,
      uid,
      automatic,
      pausedAt: context.now,
      until: (context.now + minutes * MINUTE_MS) as InstantMs,
    });
    const writer = context.writerOf(cluster);
    const outcome = await applySteps({
      writer,
      steps: [
        pauseWrite(controller, automatic, {
          rollback: change.id,
          by: change.actor,
          until: new Date(pause.until).toISOString(),
        }),
      ],
      pause: context.wait,
    });
    if (outcome.status !== 'applied') {
      if (outcome.status === 'failed' && outcome.mayPass) {
        throw new Error(outcome.reason);
      }
      return {
        status: 'refused',
        reason: `${outcome.reason}${
          outcome.status === 'failed' && outcome.fix !== null
            ? ` ${outcome.fix}`
            : ''
        }`,
      };
    }
    const found = await writer.find(ref);
    if (found !== null && readSync(cluster, ref, found).isSyncing) {
      throw new Error(
        `${ref.kind} ${ref.name} is still applying what stands in Git`,
      );
    }
    return { status: 'paused', until: pause.until };
  }

  /** Another rollback may have paused the same sync; what it found is what is put back in the end. */
  async #rememberedBySibling(controller: SyncController) {
    const open = await this.#store.listOpen();
    return open.find(one => isSameSync(one, controller))?.automatic ?? null;
  }
}

/** Puts back what made an object sync by itself. Answers false when the object is gone. Rejects with a `ClusterRequestError`. */
export async function resumeSync(
  { automatic, cluster, ref, uid }: SyncPause,
  writerOf: WriterOf,
): Promise<boolean> {
  const writer = writerOf(cluster);
  for (let attempt = 1; ; attempt += 1) {
    const found = await writer.find(ref);
    if (found === null || found.uid !== uid) {
      return false;
    }
    if (readAutomatic(ref.kind, found.object) !== null) {
      return true;
    }
    try {
      await writer.patch(
        ref,
        found,
        resumeWrite({ ref, uid }, automatic).patch,
      );
      return true;
    } catch (error) {
      const lostRace =
        error instanceof ClusterRequestError && error.kind === 'conflict';
      if (!lostRace || attempt === TRIES) {
        throw error;
      }
    }
  }
}
