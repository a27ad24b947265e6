import { type Fraction, FractionSum } from './fractions';
import type { CostTerm } from './terms';

const HOUR_MS = 3_600_000n;

/** Exact sums of terms: money by currency, and GPU-hours. */
export class CostAmount {
  private readonly money = new Map<string, FractionSum>();
  private readonly gpuTime = new FractionSum();
  private readonly unpricedGpuTime = new FractionSum();
  /** True when anything in it is. */
  estimated = false;

  add({ quantity, weightDenominator, price }: CostTerm): void {
    const denominator = BigInt(weightDenominator);
    if (price === null) {
      this.gpuTime.add(quantity, denominator);
      this.unpricedGpuTime.add(quantity, denominator);
      return;
    }
    if (price.gpus > 0) this.gpuTime.add(quantity, denominator);
    let sum = this.money.get(price.currency);
    if (!sum) {
      sum = new FractionSum();
      this.money.set(price.currency, sum);
    }
    sum.add(
      quantity * BigInt(price.micros),
      denominator * BigInt(Math.max(price.gpus, 1)),
    );
  }

  addAmount(other: CostAmount): void {
    for (const [currency, sum] of other.money) {
      const known = this.money.get(currency) ?? new FractionSum();
      known.addSum(sum);
      this.money.set(currency, known);
    }
    this.gpuTime.addSum(other.gpuTime);
    this.unpricedGpuTime.addSum(other.unpricedGpuTime);
    this.estimated ||= other.estimated;
  }

  /** Currencies in which anything was paid, in order. */
  currencies(): string[] {
    return [...this.money.keys()].sort();
  }

  /** Micro-units of the currency, exact; null when nothing was paid in it. */
  micros(currency: string): Fraction | null {
    const sum = this.money.get(currency);
    return sum ? inHours(sum.value()) : null;
  }

  /** True when nothing is left of what was added. */
  isZero(): boolean {
    return (
      this.gpuTime.value().numerator === 0n &&
      this.unpricedGpuTime.value().numerator === 0n &&
      [...this.money.values()].every(sum => sum.value().numerator === 0n)
    );
  }

  gpuHours(): Fraction {
    return inHours(this.gpuTime.value());
  }

  /** The part of the GPU-hours of which nobody knows the price. */
  unpricedGpuHours(): Fraction {
    return inHours(this.unpricedGpuTime.value());
  }
}

function inHours({ numerator, denominator }: Fraction): Fraction {
  return { numerator, denominator: denominator * HOUR_MS };
}

/** Adds up a cost by key. */
export class CostTally {
  private readonly byKey = new Map<string, CostAmount>();

  /** @param estimated - true when the term is known from metrics only */
  add(key: string, term: CostTerm, estimated: boolean): void {
    const amount = this.amountOf(key);
    amount.add(term);
    amount.estimated ||= estimated;
  }

  addAmount(key: string, amount: CostAmount): void {
    this.amountOf(key).addAmount(amount);
  }

  get(key: string): CostAmount | undefined {
    return this.byKey.get(key);
  }

  /** In the order of their keys. */
  entries(): [string, CostAmount][] {
    return [...this.byKey].sort(([a], [b]) => (a < b ? -1 : 1));
  }

  /** Forgets the keys of which nothing is left. */
  dropZeros(): void {
    for (const [key, amount] of this.byKey) {
      if (amount.isZero()) this.byKey.delete(key);
    }
  }

  total(): CostAmount {
    const total = new CostAmount();
    for (const amount of this.byKey.values()) total.addAmount(amount);
    return total;
  }

  private amountOf(key: string): CostAmount {
    let amount = this.byKey.get(key);
    if (!amount) {
      amount = new CostAmount();
      this.byKey.set(key, amount);
    }
    return amount;
  }
}
