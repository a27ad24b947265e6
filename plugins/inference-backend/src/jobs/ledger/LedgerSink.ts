import type { LedgerLook } from '../../observe/clusters/types';
import type { Fence } from '../../record';
import type { LedgerStore } from '../../record/ledger/LedgerStore';
import type { InstantMs } from '../../types';
import { LedgerContinuation } from './LedgerContinuation';
import type { OwnershipRecorder } from './OwnershipRecorder';

/**
 * A takeover takes 25 s, and a watched cluster is confirmed every 30 s. In so short a gap nothing is unknown but the exact end of pods that
 * went away in it.
 */
const TOLERATED_GAP_MS = 90_000;

/** What a {@link LedgerSink} writes to. */
export interface LedgerSinkOptions {
  readonly ledger: Pick<
    LedgerStore,
    'applyBatch' | 'getObservedTo' | 'addUnobserved' | 'readLedger'
  >;
  readonly ownership: Pick<OwnershipRecorder, 'noteNamespaces'>;
  /** How far back the past of a cluster that was never watched is looked for. */
  readonly backfillMs: number;
}

/**
 * Brings what one holder of a cluster's lease sees to the ledger: intervals that lasted go on, and stretches in which nobody watched are
 * declared, to be filled from metrics.
 */
export class LedgerSink {
  readonly #options: LedgerSinkOptions;
  readonly #fence: Fence;
  #continuation: LedgerContinuation | null = null;
  #observedTo: InstantMs | null = null;

  constructor(options: LedgerSinkOptions, fence: Fence) {
    this.#options = options;
    this.#fence = fence;
  }

  /** Resolves when the look is recorded. */
  async apply(look: LedgerLook): Promise<void> {
    const { ledger, ownership } = this.#options;
    const continuation = await this.#begin(look);
    await this.#declareGap(look);
    const { nodes, allocations } = continuation.apply(look);
    await ledger.applyBatch(
      {
        cluster: look.cluster,
        observedAt: look.observedAt,
        complete: look.complete,
        nodes,
        allocations,
      },
      this.#fence,
    );
    this.#observedTo = look.observedAt;
    ownership.noteNamespaces(look.cluster, look.namespaces);
  }

  async #begin({
    cluster,
    observedAt,
  }: LedgerLook): Promise<LedgerContinuation> {
    if (this.#continuation === null) {
      const { ledger } = this.#options;
      const observedTo = await ledger.getObservedTo(cluster);
      const recorded =
        observedTo === null
          ? { nodes: [], allocations: [] }
          : await ledger.readLedger(
              {
                from: (observedTo - 1) as InstantMs,
                to: (Math.max(observedTo, observedAt) + 1) as InstantMs,
              },
              [cluster],
            );
      this.#observedTo = observedTo;
      this.#continuation = new LedgerContinuation({
        ...recorded,
        knownSince: observedTo ?? observedAt,
      });
    }
    return this.#continuation;
  }

  async #declareGap({ cluster, observedAt }: LedgerLook): Promise<void> {
    const from =
      this.#observedTo ??
      ((observedAt - this.#options.backfillMs) as InstantMs);
    if (observedAt - from > TOLERATED_GAP_MS) {
      await this.#options.ledger.addUnobserved({
        cluster,
        from,
        to: observedAt,
      });
    }
  }
}
