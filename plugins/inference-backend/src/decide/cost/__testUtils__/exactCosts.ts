import { CostTally } from '../CostTally';
import { reduce, type Fraction } from '../fractions';
import { integrate, type IntegrationOptions } from '../integrate';
import type { Ledger } from '../ledger';
import type { CostPart } from '../nodeParts';
import { keyOfDimensions } from './bruteForce';

/** The engine's answer, added up by a key. */
export function tallyOf(
  ledger: Ledger,
  options: IntegrationOptions,
  keyOf: (part: CostPart) => string,
): CostTally {
  const tally = new CostTally();
  for (const part of integrate(ledger, options)) {
    tally.add(keyOf(part), part.term, part.dimensions.estimated);
  }
  return tally;
}

/** The same, by all dimensions and periods. */
export function everyDimension(
  ledger: Ledger,
  options: IntegrationOptions,
): CostTally {
  return tallyOf(ledger, options, ({ dimensions, period }) =>
    keyOfDimensions(dimensions, null, period),
  );
}

/** Exact micro-units of US dollars by key, as text: `7/3`; what costs nothing is left out. */
export function moneyOf(
  tally: CostTally,
  currency = 'USD',
): { [key: string]: string } {
  return plain(
    tally.entries().map(([key, amount]) => [key, amount.micros(currency)]),
  );
}

/** Exact GPU-hours by key, as text. */
export function gpuHoursOf(tally: CostTally): { [key: string]: string } {
  return plain(
    tally.entries().map(([key, amount]) => [key, amount.gpuHours()]),
  );
}

/** Fractions as text, reduced; zeros left out. */
export function plain(entries: Iterable<readonly [string, Fraction | null]>): {
  [key: string]: string;
} {
  const texts: { [key: string]: string } = {};
  for (const [key, value] of entries) {
    if (value === null || value.numerator === 0n) continue;
    const { numerator, denominator } = reduce(value);
    texts[key] = `${numerator}/${denominator}`;
  }
  return texts;
}
