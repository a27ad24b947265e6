import { isCurrency } from '../../decide/cost/checkPrices';
import {
  parseDecimal,
  type PriceMicros,
  toPriceMicros,
} from '../../decide/cost/decimals';

/** What was read, or why not. */
export type ParsedAmount =
  | { readonly status: 'valid'; readonly price: PriceMicros }
  | { readonly status: 'invalid'; readonly problem: string };

/** An amount of money exactly as written: `98.32` is 98,320,000 micro-units. Numbers are taken as JavaScript prints them. */
export function parseAmount(value: unknown): ParsedAmount {
  const text = typeof value === 'number' ? String(value) : value;
  const shown = typeof text === 'string' ? `"${text.slice(0, 40)}"` : 'missing';
  const decimal = typeof text === 'string' ? parseDecimal(text.trim()) : null;
  if (decimal === null) {
    return {
      status: 'invalid',
      problem: `must be a number such as 98.32, but is ${shown}`,
    };
  }
  if (decimal.digits < 0n) {
    return {
      status: 'invalid',
      problem: `must not be negative, but is ${shown}`,
    };
  }
  const price = toPriceMicros(decimal);
  return price === null
    ? { status: 'invalid', problem: `has too many digits: ${shown}` }
    : { status: 'valid', price };
}

/** The ISO 4217 code in upper case; null when there is no such currency. */
export function parseCurrency(value: unknown): string | null {
  if (typeof value !== 'string') {
    return null;
  }
  const code = value.trim().toUpperCase();
  return isCurrency(code) ? code : null;
}
