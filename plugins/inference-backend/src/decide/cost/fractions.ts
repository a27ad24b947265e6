/** An exact number; `denominator` is positive. Not necessarily reduced. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export const ZERO: Fraction = { numerator: 0n, denominator: 1n };

/** Greatest common divisor; 0 only of two zeros. */
export function gcd(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b < 0n ? -b : b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** Least common multiple of two positive integers. */
export function lcm(a: bigint, b: bigint): bigint {
  return a % b === 0n ? a : (a / gcd(a, b)) * b;
}

/** The same number with the smallest denominator. */
export function reduce({ numerator, denominator }: Fraction): Fraction {
  const divisor = gcd(numerator, denominator);
  return divisor <= 1n
    ? { numerator, denominator }
    : { numerator: numerator / divisor, denominator: denominator / divisor };
}

export function add(a: Fraction, b: Fraction): Fraction {
  return a.denominator === b.denominator
    ? { numerator: a.numerator + b.numerator, denominator: a.denominator }
    : reduce({
        numerator: a.numerator * b.denominator + b.numerator * a.denominator,
        denominator: a.denominator * b.denominator,
      });
}

export function negate({ numerator, denominator }: Fraction): Fraction {
  return { numerator: -numerator, denominator };
}

export function subtract(a: Fraction, b: Fraction): Fraction {
  return add(a, negate(b));
}

export function multiply(a: Fraction, b: Fraction): Fraction {
  return reduce({
    numerator: a.numerator * b.numerator,
    denominator: a.denominator * b.denominator,
  });
}

/** Throws `RangeError` for a division by zero: whoever divides asks before. */
export function divide(a: Fraction, b: Fraction): Fraction {
  if (b.numerator === 0n) throw new RangeError('Division by zero');
  const sign = b.numerator < 0n ? -1n : 1n;
  return multiply(a, {
    numerator: b.denominator * sign,
    denominator: b.numerator * sign,
  });
}

/** Negative, 0 or positive as `a` is less than, equal to or greater than `b`. */
export function compare(a: Fraction, b: Fraction): number {
  const left = a.numerator * b.denominator;
  const right = b.numerator * a.denominator;
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** The greatest integer that is not greater. */
export function floor({ numerator, denominator }: Fraction): bigint {
  const quotient = numerator / denominator;
  return numerator < 0n && quotient * denominator !== numerator
    ? quotient - 1n
    : quotient;
}

/** The nearest integer; a half goes up. */
export function roundHalfUp({ numerator, denominator }: Fraction): bigint {
  return floor({
    numerator: 2n * numerator + denominator,
    denominator: 2n * denominator,
  });
}

/** The nearest number, for people and for shares; money never goes through here. */
export function toNumber({ numerator, denominator }: Fraction): number {
  const whole = numerator / denominator;
  const rest = numerator - whole * denominator;
  return (
    Number(whole) + Number((rest * 1_000_000_000_000_000n) / denominator) / 1e15
  );
}

/** Adds up many fractions of few denominators without growing them: one integer sum for each denominator. */
export class FractionSum {
  private readonly numerators = new Map<bigint, bigint>();

  add(numerator: bigint, denominator: bigint): void {
    this.numerators.set(
      denominator,
      (this.numerators.get(denominator) ?? 0n) + numerator,
    );
  }

  addSum(other: FractionSum): void {
    for (const [denominator, numerator] of other.numerators) {
      this.add(numerator, denominator);
    }
  }

  value(): Fraction {
    let common = 1n;
    for (const denominator of this.numerators.keys()) {
      common = lcm(common, denominator);
    }
    let numerator = 0n;
    for (const [denominator, part] of this.numerators) {
      numerator += part * (common / denominator);
    }
    return reduce({ numerator, denominator: common });
  }
}
