import {
  add,
  divide,
  type Fraction,
  multiply,
  roundHalfUp,
  subtract,
  ZERO,
} from './fractions';

/** What was paid for one kind of GPU time, in one currency: money in micro-units and the GPU-hours that it paid for. */
export interface PaidTime {
  readonly micros: Fraction;
  readonly gpuHours: Fraction;
}

/** A difference told apart; the effects add up to it exactly. Micro-units. */
export interface CostDifference {
  /** What the same GPU-hours cost more or less than they would have before. */
  readonly priceEffect: bigint;
  /** What more, fewer or other GPU-hours cost. */
  readonly quantityEffect: bigint;
}

/**
 * Why one line costs another amount than before. For each kind of GPU time (such as a product on a capacity type) that was used both
 * times, the price effect is the change of its average price times the hours now; all else is quantity: more hours, fewer, or of
 * another kind. So who moves from an H100 to an A100 sees a quantity effect, and who keeps the same GPUs at a new price a price effect.
 *
 * @param now - by kind
 * @param before - by kind
 * @param rounded - the difference as it is shown, which the effects add up to
 */
export function compareCosts(
  now: ReadonlyMap<string, PaidTime>,
  before: ReadonlyMap<string, PaidTime>,
  rounded: bigint,
): CostDifference {
  let price = ZERO;
  for (const [kind, current] of now) {
    const previous = before.get(kind);
    if (
      !previous ||
      previous.gpuHours.numerator === 0n ||
      current.gpuHours.numerator === 0n
    ) {
      continue;
    }
    const atOldPrice = multiply(
      divide(previous.micros, previous.gpuHours),
      current.gpuHours,
    );
    price = add(price, subtract(current.micros, atOldPrice));
  }
  const priceEffect = roundHalfUp(price);
  return { priceEffect, quantityEffect: rounded - priceEffect };
}
