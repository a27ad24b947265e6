import { CostTally } from '../decide/cost/CostTally';
import type { CostFact } from './CostReader';
import { bucketKey } from './costKey';
import { hiddenKey } from './shareIdle';

/** Source of what has no price, among the sources of prices. */
export const UNPRICED = 'unpriced';

/** Adds up the facts of a report: by line, by line in every period, by bucket, and by where prices come from. */
export class ReportTally {
  /** Lines, those that are only there for their share of idle time among them. */
  readonly periods: readonly CostTally[];
  readonly buckets = new CostTally();
  readonly sources = new CostTally();
  /** Lines by kind of GPU time, as comparisons need them. */
  readonly kinds = new Map<string, CostTally>();
  readonly #keyOf: (fact: CostFact) => string;
  readonly #keepsKinds: boolean;

  constructor(options: {
    periods: number;
    keyOf: (fact: CostFact) => string;
    keepsKinds: boolean;
  }) {
    this.periods = Array.from(
      { length: options.periods },
      () => new CostTally(),
    );
    this.#keyOf = options.keyOf;
    this.#keepsKinds = options.keepsKinds;
  }

  add(fact: CostFact, isShown: boolean): void {
    const { dimensions, term, period } = fact;
    const estimated = dimensions.estimated ?? false;
    const key = this.#keyOf(fact);
    this.periods[period]?.add(isShown ? key : hiddenKey(key), term, estimated);
    if (isShown) {
      this.buckets.add(bucketKey(dimensions), term, estimated);
      this.sources.add(dimensions.priceSource ?? UNPRICED, term, estimated);
      if (this.#keepsKinds) {
        const kinds = this.kinds.get(key) ?? new CostTally();
        const kind = [dimensions.gpuProduct, dimensions.capacityType];
        kinds.add(JSON.stringify(kind), term, estimated);
        this.kinds.set(key, kinds);
      }
    }
  }

  /** Forgets the lines of which nothing is left. */
  dropZeros(): void {
    this.periods.forEach(tally => tally.dropZeros());
  }

  /** The lines of all periods together. */
  sum(): CostTally {
    const [only, ...more] = this.periods;
    if (only && more.length === 0) {
      return only;
    }
    const sum = new CostTally();
    for (const tally of this.periods) {
      for (const [key, amount] of tally.entries()) {
        sum.addAmount(key, amount);
      }
    }
    return sum;
  }
}
