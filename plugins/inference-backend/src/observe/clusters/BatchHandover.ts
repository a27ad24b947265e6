import type { InstantMs } from '../../types';
import { PendingChanges } from './PendingChanges';
import { PendingLedger } from './PendingLedger';
import type { ObserverClock, ObserverTimings } from './timings';
import type { ClusterInventory, ObservationSink } from './types';
import { Backoff } from './watch/Backoff';
import { untilAborted } from './untilAborted';
import { Wakeup } from './Wakeup';

/** What the watches allow to be said about the inventory. */
export type Readiness =
  /** Some first look is not over. */
  | 'wait'
  /** What is there may be told; what is not there says nothing. */
  | 'partial'
  /** The inventory holds every server of the cluster. */
  | 'whole';

/**
 * Brings what changed in an inventory to the sink, in order and one batch at a time. A batch that was not recorded is merged with
 * what came later and handed over again until it is.
 */
export class BatchHandover {
  readonly #cluster: string;
  readonly #inventory: ClusterInventory;
  readonly #sink: ObservationSink;
  readonly #clock: ObserverClock;
  readonly #timings: ObserverTimings;
  readonly #readiness: () => Readiness;
  readonly #isLedgerWhole: () => boolean;
  readonly #onRecording: (failure: unknown) => void;
  readonly #onMalformed: (sentences: readonly string[]) => void;
  readonly #wakeup: Wakeup;
  readonly #pending = new PendingChanges();
  readonly #pendingLedger = new PendingLedger();
  #completeDueAt: number | null = null;
  #ledgerCompleteDueAt: number | null = null;
  #ledgerLookDueAt = -Infinity;
  #ledgerLookIsDue = false;
  #lastObservedAt = -Infinity;

  constructor(options: {
    cluster: string;
    inventory: ClusterInventory;
    sink: ObservationSink;
    clock: ObserverClock;
    timings: ObserverTimings;
    readiness: () => Readiness;
    /** Whether nodes, pods and claims are all followed: only then a look says who holds what. */
    isLedgerWhole: () => boolean;
    /** Called with the error after each refusal, and with null after each success. */
    onRecording: (failure: unknown) => void;
    onMalformed: (sentences: readonly string[]) => void;
  }) {
    this.#cluster = options.cluster;
    this.#inventory = options.inventory;
    this.#sink = options.sink;
    this.#clock = options.clock;
    this.#timings = options.timings;
    this.#readiness = options.readiness;
    this.#isLedgerWhole = options.isLedgerWhole;
    this.#onRecording = options.onRecording;
    this.#onMalformed = options.onMalformed;
    this.#wakeup = new Wakeup(options.clock);
  }

  /** Says that the inventory or the readiness may have changed. */
  changed(): void {
    this.#wakeup.wake();
  }

  /** Resolves when the signal aborts; rejects when the cluster is another one's to record (`StaleFenceError`). */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#wakeup.rest(this.#untilComplete(), signal);
      if (!signal.aborted && this.#collect()) {
        await this.#deliver(signal);
        await this.#clock.sleep(this.#timings.drainMs, signal);
      }
    }
  }

  #untilComplete(): number {
    // Before the first complete batch only a change of readiness can help.
    const due = this.#completeDueAt ?? Infinity;
    const rest = due - this.#clock.now();
    // When it is due but not possible, the next change of readiness wakes. Meanwhile the inventory may have waited long enough for something.
    const longest = Math.min(this.#timings.completeMs, this.#timings.reportMs);
    return rest > 0 ? Math.min(rest, longest) : longest;
  }

  /** Takes what changed; answers whether there is something to hand over. */
  #collect(): boolean {
    const readiness = this.#readiness();
    if (readiness === 'wait') {
      return false;
    }
    const now = this.#clock.now();
    const complete =
      readiness === 'whole' &&
      (this.#completeDueAt === null || this.#completeDueAt <= now);
    try {
      if (complete) {
        this.#inventory.touchAll();
      }
      const changes = this.#inventory.drain(now);
      this.#pending.add(changes, complete);
      this.#onMalformed(changes.malformed);
      if (complete) {
        this.#completeDueAt = now + this.#timings.completeMs;
      }
      this.#collectLedger(now);
    } catch (error) {
      // The inventory promises not to throw; if it does, the next change drains it again.
      this.#onRecording(error);
    }
    return !this.#pending.isEmpty || this.#ledgerLookIsDue;
  }

  /**
   * While something is not followed, what changed stays in the inventory: a look that is handed over says that nothing was missed since the
   * one before, or that it is complete.
   */
  #collectLedger(now: number): void {
    if (!this.#isLedgerWhole()) {
      this.#ledgerCompleteDueAt = null;
      return;
    }
    const complete =
      this.#ledgerCompleteDueAt === null || this.#ledgerCompleteDueAt <= now;
    this.#pendingLedger.add(this.#inventory.drainLedger(complete), complete);
    if (complete) {
      this.#ledgerCompleteDueAt = now + this.#timings.completeMs;
    }
    this.#ledgerLookIsDue =
      !this.#pendingLedger.isEmpty || this.#ledgerLookDueAt <= now;
  }

  async #deliver(signal: AbortSignal): Promise<void> {
    const backoff = new Backoff({
      firstMs: this.#timings.backoffMs,
      maxMs: this.#timings.backoffMaxMs,
      random: this.#clock.random,
    });
    while (!signal.aborted) {
      try {
        await this.#handOver(signal);
        this.#onRecording(null);
        return;
      } catch (error) {
        if (error instanceof Error && error.name === 'StaleFenceError') {
          throw error;
        }
        this.#onRecording(error);
        await this.#clock.sleep(backoff.fail(null), signal);
        this.#collect();
      }
    }
  }

  async #handOver(signal: AbortSignal): Promise<void> {
    const observedAt = this.#observedAt();
    if (!this.#pending.isEmpty) {
      await untilAborted(
        this.#sink.apply(this.#pending.toBatch(this.#cluster, observedAt)),
        signal,
      );
      this.#pending.clear();
    }
    if (this.#ledgerLookIsDue) {
      await untilAborted(
        this.#sink.applyLedger(
          this.#pendingLedger.toLook(this.#cluster, observedAt),
        ),
        signal,
      );
      this.#pendingLedger.clear();
      this.#ledgerLookIsDue = false;
      this.#ledgerLookDueAt = observedAt + this.#timings.reportMs;
    }
  }

  /** Never goes back, even when the clock does: an older batch than the last is ignored where it is recorded. */
  #observedAt(): InstantMs {
    const at = Math.max(this.#clock.now(), this.#lastObservedAt + 1);
    this.#lastObservedAt = at;
    return at as InstantMs;
  }
}
