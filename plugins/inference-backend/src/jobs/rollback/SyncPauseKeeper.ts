import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { Notifier } from '../../act/notify/Notifier';
import { tellOfChange } from '../../act/notify/tellOfChange';
import type { ClusterWriter } from '../../act/clusters/ClusterWriter';
import { readSync } from '../../act/rollback/sync/findSyncController';
import { isSameSync, resumeSync } from '../../act/rollback/sync/SyncPauser';
import { judgePause } from '../../decide/rollback/judgePause';
import { readProgress } from '../../decide/rollback/rollbackRecord';
import {
  ANNOTATION_SYNC_PAUSED,
  nameSync,
} from '../../decide/rollback/syncPause';
import { MINUTE_MS, SECOND_MS } from '../../durations';
import type {
  ChangeStore,
  InventoryStore,
  RecordedChange,
  SyncPause,
  SyncPauseStore,
} from '../../record';
import type { InstantMs } from '../../types';

const TICK_SECONDS = 15;
/** For one look at one cluster. */
const LOOK_MS = 30 * SECOND_MS;
/** The owner is told so long before a sync is resumed, or at a quarter of a pause that is shorter than two hours. */
const TELL_MS = 30 * MINUTE_MS;
/** Whoever could not be helped is told again after so many attempts. */
const TELL_EVERY = 240;

/**
 * Ends the pauses of syncs that rollbacks made: when their time is over, when the rollback is undone or came to nothing, when Git has
 * what runs, or when somebody asks for it. It works from the database alone, so that a restart in between changes nothing, and tries
 * for as long as it takes.
 */
export class SyncPauseKeeper {
  readonly #pauses: SyncPauseStore;
  readonly #changes: Pick<ChangeStore, 'find'>;
  readonly #inventory: Pick<InventoryStore, 'findServer'>;
  readonly #writerOf: (cluster: string, signal: AbortSignal) => ClusterWriter;
  readonly #telling: { notifier: Notifier; logger: LoggerService };
  readonly #now: () => number;

  constructor(options: {
    pauses: SyncPauseStore;
    changes: Pick<ChangeStore, 'find'>;
    inventory: Pick<InventoryStore, 'findServer'>;
    /** Throws `NotFoundError` for a cluster that is not configured. */
    writerOf: (cluster: string, signal: AbortSignal) => ClusterWriter;
    notifier: Notifier;
    logger: LoggerService;
    /** Milliseconds since the Unix epoch. */
    now: () => number;
  }) {
    this.#pauses = options.pauses;
    this.#changes = options.changes;
    this.#inventory = options.inventory;
    this.#writerOf = options.writerOf;
    this.#telling = options;
    this.#now = options.now;
  }

  async schedule(scheduler: SchedulerService): Promise<void> {
    await scheduler.scheduleTask({
      id: 'inference-end-sync-pauses',
      frequency: { seconds: TICK_SECONDS },
      timeout: { minutes: 5 },
      fn: signal => this.tick(signal),
    });
  }

  /** Looks at every pause that is not over. Never rejects. */
  async tick(signal?: AbortSignal): Promise<void> {
    try {
      for (const pause of await this.#pauses.listOpen()) {
        if (signal?.aborted) {
          return;
        }
        await this.#keep(pause);
      }
    } catch (error) {
      this.#telling.logger.warn(
        `Pauses of syncs could not be read, which is tried again in ${TICK_SECONDS} s: ${stringifyError(
          error,
        )}`,
      );
    }
  }

  async #keep(pause: SyncPause): Promise<void> {
    const change = await this.#changes.find(pause.changeId);
    try {
      await this.#advance(pause, change);
    } catch (error) {
      await this.#failed(pause, change, error);
    }
  }

  async #advance(
    pause: SyncPause,
    change: RecordedChange | undefined,
  ): Promise<void> {
    const { changeId, cluster, confirmedAt, ref, uid } = pause;
    const writerOf = (name: string) =>
      this.#writerOf(name, AbortSignal.timeout(LOOK_MS));
    const found = await writerOf(cluster).find(ref);
    const now = this.#now() as InstantMs;
    const controller =
      found?.uid === uid ? readSync(cluster, ref, found) : null;
    const isPaused = controller !== null && controller.automatic === null;
    const rollback = change
      ? {
          state: change.state,
          isOver: change.finishedAt !== null,
          isWritten: readProgress(change.progress).appliedAt !== null,
        }
      : null;
    const verdict = judgePause(
      { ...pause, rollback, controller },
      now,
      Math.min(TELL_MS, (pause.until - pause.pausedAt) / 4),
    );
    if (verdict.do === 'resume') {
      await this.#resume(pause, change, verdict.why, writerOf);
      return;
    }
    if (verdict.do === 'close') {
      await this.#close(pause, change, verdict.why, verdict.surprising);
      return;
    }
    await this.#pauses.update(changeId, {
      ...(isPaused && confirmedAt === null && { confirmedAt: now }),
      // A difference from before the write says nothing of what Git will have.
      ...(isPaused &&
        rollback?.isWritten === true &&
        controller.isSynced === false && { drifted: true }),
      ...(verdict.do === 'tell' && { toldAt: now }),
      problem: null,
    });
    if (verdict.do === 'tell') {
      await this.#tell(change, {
        title: 'The sync of {server} resumes soon',
        description: `${nameSync(pause)} resumes its sync at ${new Date(
          pause.until,
        ).toISOString()}: make the change in Git before, or the version comes back that was rolled back.`,
        severity: 'high',
      });
    }
  }

  async #resume(
    pause: SyncPause,
    change: RecordedChange | undefined,
    why: string,
    writerOf: (cluster: string) => ClusterWriter,
  ): Promise<void> {
    const others = (await this.#pauses.listOpen()).filter(
      one => one.changeId !== pause.changeId && isSameSync(one, pause),
    );
    if (others.length > 0) {
      await this.#close(
        pause,
        change,
        `${why} The sync stays paused for another rollback.`,
        false,
      );
      return;
    }
    await resumeSync(pause, writerOf);
    await this.#close(pause, change, why, true);
  }

  async #close(
    { changeId, ...pause }: SyncPause,
    change: RecordedChange | undefined,
    why: string,
    isNews: boolean,
  ): Promise<void> {
    const closed = await this.#pauses.update(changeId, {
      endedAt: this.#now() as InstantMs,
      ended: why,
      problem: null,
    });
    if (closed && isNews) {
      await this.#tell(change, {
        title: 'The pause of the sync of {server} is over',
        description: `${why} ${nameSync(
          pause,
        )} applies what stands in Git again.`,
        severity: 'normal',
      });
    }
  }

  async #failed(
    pause: SyncPause,
    change: RecordedChange | undefined,
    error: unknown,
  ): Promise<void> {
    const problem =
      error instanceof Error ? error.message : stringifyError(error);
    const { logger } = this.#telling;
    logger.warn(
      `The pause of ${nameSync(
        pause,
      )} could not be looked at or ended, which is tried again in ${TICK_SECONDS} s: ${problem}`,
    );
    const isDue = this.#now() >= pause.until || pause.endWanted !== null;
    await this.#pauses.update(pause.changeId, {
      problem,
      failures: pause.failures + (isDue ? 1 : 0),
    });
    if (isDue && pause.failures % TELL_EVERY === 0) {
      await this.#tell(change, {
        title: 'The sync of {server} could not be resumed',
        description: `${nameSync(
          pause,
        )} stays paused longer than planned: ${problem} The portal tries on; the annotation ${ANNOTATION_SYNC_PAUSED} of the object says what to put back by hand.`,
        severity: 'critical',
      });
    }
  }

  async #tell(
    change: RecordedChange | undefined,
    words: Parameters<typeof tellOfChange>[1],
  ): Promise<void> {
    const server =
      change && (await this.#inventory.findServer(change.serverId));
    if (change && server) {
      await tellOfChange(
        { change, server },
        { ...words, title: words.title.replace('{server}', server.name) },
        this.#telling,
      );
    }
  }
}
