import fc from 'fast-check';
import type { InstantMs } from '../../../types';
import { allocation, node } from '../../__testUtils__/openLedger';
import type { Fence } from '../../leases/LeaseStore';
import type { LedgerBatch, LedgerStore, TimeWindow } from '../LedgerStore';

/** What really happened: a pod that held GPUs for a while, in ticks. */
export interface Life {
  readonly uid: string;
  readonly from: number;
  readonly to: number;
}

/** Something that the ledger is told, in ticks. */
export type Step =
  | { readonly kind: 'look'; readonly at: number; readonly complete: boolean }
  | { readonly kind: 'estimate'; readonly from: number; readonly to: number }
  | { readonly kind: 'unobserved'; readonly from: number; readonly to: number };

/** Ticks of a history: few, so that looks, ends and windows often meet. */
export const TICKS = 20;

export const lives = fc
  .array(
    fc.record({
      from: fc.integer({ min: 0, max: TICKS - 2 }),
      length: fc.integer({ min: 1, max: TICKS }),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map(all =>
    all.map(
      ({ from, length }, index): Life => ({
        uid: `pod-${index}`,
        from,
        to: from + length,
      }),
    ),
  );

const instant = fc.integer({ min: 1, max: TICKS });

/** Any stretch of a history. */
export const stretch = fc
  .tuple(instant, instant)
  .map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) + 1 }));

const steps = fc
  .tuple(
    fc.uniqueArray(fc.record({ at: instant, complete: fc.boolean() }), {
      selector: ({ at }) => at,
      minLength: 4,
      maxLength: 8,
    }),
    fc.array(stretch, { maxLength: 2 }),
    fc.array(stretch, { maxLength: 1 }),
  )
  .map(([looks, estimates, unobserved]): Step[] => [
    ...looks
      .sort((a, b) => a.at - b.at)
      .map(one => ({ kind: 'look' as const, ...one })),
    ...estimates.map(one => ({ kind: 'estimate' as const, ...one })),
    ...unobserved.map(one => ({ kind: 'unobserved' as const, ...one })),
  ]);

/** Steps in time, and the same in another order with some of them twice. */
export const arrivals = steps.chain(inOrder =>
  fc.record({
    inOrder: fc.constant(inOrder),
    shuffled: fc
      .tuple(
        fc.shuffledSubarray(inOrder, {
          minLength: inOrder.length,
          maxLength: inOrder.length,
        }),
        fc.shuffledSubarray(inOrder),
      )
      .map(([all, again]) => [...all, ...again]),
  }),
);

/** Tells a ledger what happened on cluster `eu-west`, step by step. */
export class Teller {
  readonly #ledger: Pick<
    LedgerStore,
    'applyBatch' | 'addEstimates' | 'addUnobserved'
  >;
  readonly #fence: Fence;
  readonly #at: (tick: number) => InstantMs;
  readonly #lives: readonly Life[];
  readonly #looks: readonly number[];

  /** @param options - `at` tells when a tick is; all ticks must lie within an hour, as late batches are put in order for no longer */
  constructor(options: {
    ledger: Pick<LedgerStore, 'applyBatch' | 'addEstimates' | 'addUnobserved'>;
    fence: Fence;
    at: (tick: number) => InstantMs;
    lives: readonly Life[];
    steps: readonly Step[];
  }) {
    this.#ledger = options.ledger;
    this.#fence = options.fence;
    this.#at = options.at;
    this.#lives = options.lives;
    this.#looks = options.steps
      .flatMap(step => (step.kind === 'look' ? [step.at] : []))
      .sort((a, b) => a - b);
  }

  async tell(step: Step): Promise<void> {
    if (step.kind === 'look') {
      await this.#ledger.applyBatch(
        this.#look(step.at, step.complete),
        this.#fence,
      );
      return;
    }
    const window = { from: this.#at(step.from), to: this.#at(step.to) };
    await (step.kind === 'estimate'
      ? this.#ledger.addEstimates(this.#estimatesOf(window))
      : this.#ledger.addUnobserved({ cluster: 'eu-west', ...window }));
  }

  /** A look at the cluster: complete, or the pods that began or ended since the look before. */
  #look(now: number, complete: boolean): LedgerBatch {
    const before = this.#looks.filter(at => at < now).at(-1) ?? -1;
    return {
      cluster: 'eu-west',
      observedAt: this.#at(now),
      complete,
      nodes: complete ? [node()] : [],
      allocations: this.#lives
        .filter(life =>
          complete
            ? life.from <= now && now < life.to
            : (life.from > before && life.from <= now) ||
              (life.to > before && life.to <= now && life.from <= before),
        )
        .map(life => this.#allocationOf(life, now)),
    };
  }

  /** What metrics tell of a window. */
  #estimatesOf(window: TimeWindow) {
    return {
      cluster: 'eu-west',
      window,
      nodes: [node({ quality: 'estimated' })],
      allocations: this.#lives
        .filter(
          ({ from, to }) =>
            this.#at(from) < window.to && this.#at(to) > window.from,
        )
        .map(life => ({
          ...this.#allocationOf(life, Infinity),
          quality: 'estimated' as const,
        })),
    };
  }

  #allocationOf({ uid, from, to }: Life, now: number) {
    return allocation({
      podUid: uid,
      from: this.#at(from),
      to: to <= now ? this.#at(to) : null,
    });
  }
}
