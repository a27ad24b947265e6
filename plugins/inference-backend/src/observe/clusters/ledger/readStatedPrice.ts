import type { NodeInterval } from '../../../decide/cost/ledger';
import { parseAmount, parseCurrency } from '../../prices/parseMoney';

/** What an annotation says of the price. */
export type StatedPrice =
  | { readonly status: 'none' }
  | {
      readonly status: 'valid';
      readonly price: NonNullable<NodeInterval['statedPrice']>;
    }
  | { readonly status: 'invalid'; readonly problem: string };

/** Reads the value of `inference-portal/price-per-hour`: a currency and an amount in either order. */
export function readStatedPrice(value: string | undefined): StatedPrice {
  if (value === undefined || value.trim() === '') {
    return { status: 'none' };
  }
  const words = value.trim().split(/\s+/);
  const [first = '', second = ''] = words;
  const isAmountFirst = /^[-\d]/.test(first);
  const currency = parseCurrency(isAmountFirst ? second : first);
  const amount = parseAmount(isAmountFirst ? first : second);
  const written = `"${value.slice(0, 60)}"`;
  if (words.length !== 2 || currency === null) {
    return {
      status: 'invalid',
      problem: `${written} must be an ISO 4217 currency and an amount, such as "USD 98.32"`,
    };
  }
  if (amount.status === 'invalid') {
    return {
      status: 'invalid',
      problem: `the amount of ${written} ${amount.problem}`,
    };
  }
  return amount.price.per === 1
    ? { status: 'valid', price: { currency, perNodeHour: amount.price.micros } }
    : {
        status: 'invalid',
        problem: `the amount of ${written} may have six decimals`,
      };
}
