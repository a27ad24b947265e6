import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../durations';
import type { ChangeStep, ChangeStore, ClaimedChange } from '../../record';
import type { InstantMs } from '../../types';
import type { ChangeHandler } from './ChangeHandler';
import {
  CLAIM_TTL_MS,
  holdStep,
  realPause,
  StepEnded,
  type Pause,
} from './holdStep';

const TICK_SECONDS = 5;
const FIRST_PAUSE_MS = 5 * SECOND_MS;
const LONGEST_PAUSE_MS = 5 * MINUTE_MS;
/** A change that could not be advanced for so long ends as a failed one. */
export const GIVE_UP_MS = 30 * MINUTE_MS;
/** Steps at once on one replica. */
const STEPS_AT_ONCE = 20;
/** Plans stay for a while after they expired, so that whoever comes late is told why. */
const KEEP_PLANS_MS = DAY_MS;

/** Pause after so many failures in a row. */
function pauseAfter(failures: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS);
}

/**
 * Advances the changes that go on. Every replica runs one: each claims what is due and nobody holds, holds it while a step is under way,
 * and leaves what it cannot finish to the others.
 */
export class ChangeRunner {
  readonly #store: ChangeStore;
  readonly #handlers: readonly ChangeHandler[];
  readonly #logger: LoggerService;
  readonly #holder: string;
  readonly #now: () => number;
  readonly #pause: Pause;
  readonly #stop = new AbortController();
  readonly #running = new Set<Promise<void>>();

  constructor(options: {
    store: ChangeStore;
    handlers: readonly ChangeHandler[];
    logger: LoggerService;
    /** Unique to this process. */
    holder: string;
    /** Milliseconds since the Unix epoch. */
    now: () => number;
    pause?: Pause;
  }) {
    this.#store = options.store;
    this.#handlers = options.handlers;
    this.#logger = options.logger;
    this.#holder = options.holder;
    this.#now = options.now;
    this.#pause = options.pause ?? realPause;
  }

  async schedule(scheduler: SchedulerService): Promise<void> {
    await scheduler.scheduleTask({
      id: 'inference-advance-changes',
      // Every replica claims for itself.
      scope: 'local',
      frequency: { seconds: TICK_SECONDS },
      timeout: { minutes: 1 },
      fn: () => this.tick(),
    });
    await scheduler.scheduleTask({
      id: 'inference-prune-change-plans',
      frequency: { hours: 1 },
      timeout: { minutes: 5 },
      initialDelay: { minutes: 2 },
      fn: async () => {
        await this.#store.prunePlans(
          (this.#now() - KEEP_PLANS_MS) as InstantMs,
        );
      },
    });
  }

  /** Begins the steps that are due and waits for none of them. Never rejects. */
  async tick(): Promise<void> {
    const limit = STEPS_AT_ONCE - this.#running.size;
    if (this.#stop.signal.aborted || limit <= 0) {
      return;
    }
    try {
      const claims = await this.#store.claimDue({
        kinds: this.#handlers.map(({ kind }) => kind),
        holder: this.#holder,
        now: this.#now() as InstantMs,
        ttlMs: CLAIM_TTL_MS,
        limit,
      });
      for (const claim of claims) {
        this.#track(this.#advance(claim));
      }
    } catch (error) {
      this.#logger.warn(
        `Changes of servers could not be read, which is tried again in ${TICK_SECONDS} s: ${stringifyError(
          error,
        )}`,
      );
    }
  }

  /** Looks at once, because something has begun. */
  poke(): void {
    this.#track(this.tick());
  }

  /** Resolves when no step is under way. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) {
      await Promise.all(this.#running);
    }
  }

  /** Ends the steps that are under way and gives their claims back, so that other replicas go on at once. */
  async shutdown(): Promise<void> {
    this.#stop.abort(new StepEnded('stopped', 'The backend shuts down'));
    await this.idle();
  }

  #track(work: Promise<void>): void {
    const tracked = work.finally(() => this.#running.delete(tracked));
    this.#running.add(tracked);
  }

  /** Never rejects: what cannot be written now is done again when the claim is over. */
  async #advance(claimed: ClaimedChange): Promise<void> {
    const { change, token } = claimed;
    const claim = { id: change.id, token };
    try {
      const step = await holdStep({
        claimed,
        advance: context => this.#handlerOf(claimed).advance(change, context),
        store: this.#store,
        stop: this.#stop.signal,
        now: this.#now,
        pause: this.#pause,
      });
      const now = this.#now() as InstantMs;
      if (await this.#store.saveStep(claim, step, now)) {
        this.#lookAgain(step.next, now);
      } else {
        this.poke();
      }
    } catch (error) {
      try {
        await this.#fail(claimed, error);
      } catch (second) {
        this.#logger.warn(
          `Change ${
            change.id
          } could not be written, which is tried again within a minute: ${stringifyError(
            second,
          )}`,
        );
      }
    }
  }

  /** Sooner than the next tick, when a step wants that. */
  #lookAgain(next: ChangeStep['next'], now: InstantMs): void {
    if (next === 'finished' || next > now + TICK_SECONDS * SECOND_MS) {
      return;
    }
    if (next <= now) {
      this.poke();
      return;
    }
    this.#pause(next - now, this.#stop.signal).then(
      () => this.poke(),
      // The backend shuts down.
      () => undefined,
    );
  }

  #handlerOf({ change }: ClaimedChange): ChangeHandler {
    const handler = this.#handlers.find(({ kind }) => kind === change.kind);
    if (!handler) {
      throw new Error(`Nobody knows how to do a ${change.kind}`);
    }
    return handler;
  }

  async #fail(claimed: ClaimedChange, error: unknown): Promise<void> {
    const { change, token, failures } = claimed;
    const claim = { id: change.id, token };
    if (error instanceof StepEnded && error.why !== 'too-long') {
      await this.#store.release(claim);
      return;
    }
    const now = this.#now() as InstantMs;
    const since = claimed.failingSince ?? now;
    const problem =
      error instanceof Error ? error.message : stringifyError(error);
    if (now - since >= GIVE_UP_MS) {
      this.#logger.warn(
        `The ${change.kind} ${change.id} ends, as it could not go on for ${
          GIVE_UP_MS / MINUTE_MS
        } minutes: ${stringifyError(error)}`,
      );
      const step = this.#handlerOf(claimed).giveUp(change, problem);
      await this.#store.saveStep(claim, step, now);
      return;
    }
    const pauseMs = pauseAfter(failures);
    this.#logger.warn(
      `The ${change.kind} ${
        change.id
      } could not go on, the next attempt is in ${
        pauseMs / SECOND_MS
      } s: ${stringifyError(error)}`,
    );
    await this.#store.saveFailure(claim, (now + pauseMs) as InstantMs, now);
  }
}
