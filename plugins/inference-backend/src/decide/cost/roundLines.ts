import {
  add,
  compare,
  floor,
  type Fraction,
  roundHalfUp,
  subtract,
  ZERO,
} from './fractions';

/** Integers that add up to `total`, by key. */
export interface RoundedLines {
  readonly total: bigint;
  readonly lines: ReadonlyMap<string, bigint>;
}

/**
 * Rounds lines so that they add up to their total: each goes down to the integer below, and what is then missing goes, one each, to
 * those that lost most; equals in the order of their keys. No line differs from its exact amount by a whole unit.
 *
 * @param total - the exact total rounded half up unless told; must be its floor or its ceiling
 */
export function roundLines(
  exact: readonly (readonly [string, Fraction])[],
  total: bigint = roundHalfUp(
    exact.reduce((sum, [, amount]) => add(sum, amount), ZERO),
  ),
): RoundedLines {
  const rounded = exact.map(([key, amount]) => {
    const down = floor(amount);
    const lost = subtract(amount, { numerator: down, denominator: 1n });
    return { key, down, lost };
  });
  let missing = total - rounded.reduce((sum, { down }) => sum + down, 0n);
  const lines = new Map(rounded.map(({ key, down }) => [key, down]));
  const byLoss = [...rounded].sort(
    (a, b) => compare(b.lost, a.lost) || (a.key < b.key ? -1 : 1),
  );
  for (const { key, down } of byLoss) {
    if (missing <= 0n) break;
    lines.set(key, down + 1n);
    missing -= 1n;
  }
  return { total, lines };
}
