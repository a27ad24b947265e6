import { parseDecimal } from './decimals';
import { gcd } from './fractions';
import type { GpuWeight } from './ledger';

function reduced(numerator: bigint, denominator: bigint): GpuWeight | null {
  const divisor = gcd(numerator, denominator);
  const weight = {
    numerator: Number(numerator / divisor),
    denominator: Number(denominator / divisor),
  };
  return Number.isSafeInteger(weight.numerator) &&
    Number.isSafeInteger(weight.denominator)
    ? weight
    : null;
}

/**
 * Reads a number of physical GPUs exactly, such as `2`, `0.125` or `1/3`; null when it is none or negative. Of a decimal with more
 * digits than a weight can hold (some 15) the surplus is cut off, so that parts of a card never add up to more than the card.
 */
export function parseWeight(text: string): GpuWeight | null {
  const ratio = /^(\d{1,15})\/(\d{1,15})$/.exec(text);
  if (ratio) {
    const [, numerator = '0', denominator = '0'] = ratio;
    return BigInt(denominator) === 0n
      ? null
      : reduced(BigInt(numerator), BigInt(denominator));
  }
  const decimal = parseDecimal(text);
  if (!decimal || decimal.digits < 0n) return null;
  let { digits } = decimal;
  for (let { decimals } = decimal; decimals >= 0; decimals -= 1) {
    const weight = reduced(digits, 10n ** BigInt(decimals));
    if (weight) return weight;
    digits /= 10n;
  }
  return null;
}

/** What `units` devices of `perUnit` physical GPUs each hold: 3 of 1/8 are 3/8. */
export function weightOfUnits(units: number, perUnit: GpuWeight): GpuWeight {
  return exact(
    BigInt(units) * BigInt(perUnit.numerator),
    BigInt(perUnit.denominator),
  );
}

export function addWeights(a: GpuWeight, b: GpuWeight): GpuWeight {
  return exact(
    BigInt(a.numerator) * BigInt(b.denominator) +
      BigInt(b.numerator) * BigInt(a.denominator),
    BigInt(a.denominator) * BigInt(b.denominator),
  );
}

/** Negative, 0 or positive as `a` is less than, equal to or greater than `b`. */
export function compareWeights(a: GpuWeight, b: GpuWeight): number {
  const left = BigInt(a.numerator) * BigInt(b.denominator);
  const right = BigInt(b.numerator) * BigInt(a.denominator);
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** `2`, `1/8`: exact, for people. */
export function formatWeight({ numerator, denominator }: GpuWeight): string {
  return denominator === 1 ? `${numerator}` : `${numerator}/${denominator}`;
}

function exact(numerator: bigint, denominator: bigint): GpuWeight {
  const weight = reduced(numerator, denominator);
  if (!weight) {
    throw new RangeError(
      `${numerator}/${denominator} GPUs need more digits than a weight can hold`,
    );
  }
  return weight;
}
