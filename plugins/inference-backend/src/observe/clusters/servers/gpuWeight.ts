import type { GpuWeight } from '../../../decide/cost/ledger';
import { weightOfUnits } from '../../../decide/cost/weights';

/**
 * The reduced fraction `numerator / denominator`.
 *
 * @throws RangeError when either is no safe integer, the first is negative, or the second is less than 1.
 */
export function gpuWeight(numerator: number, denominator = 1): GpuWeight {
  if (
    !Number.isSafeInteger(numerator) ||
    !Number.isSafeInteger(denominator) ||
    numerator < 0 ||
    denominator < 1
  ) {
    throw new RangeError(
      `${numerator}/${denominator} is no number of GPUs: both parts must be whole, the first at least 0, the second at least 1`,
    );
  }
  return weightOfUnits(numerator, { numerator: 1, denominator });
}

/** A weight shared by `sharers` in equal parts. */
export function shareOfWeight(weight: GpuWeight, sharers: number): GpuWeight {
  return gpuWeight(weight.numerator, weight.denominator * sharers);
}

/** The nearest number, for displays and sums that need not be exact. */
export function weightToNumber(weight: GpuWeight): number {
  return weight.numerator / weight.denominator;
}
