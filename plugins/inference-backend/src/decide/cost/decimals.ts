/** `digits / 10 ** decimals`, without trailing zeros. */
export interface ExactDecimal {
  readonly digits: bigint;
  readonly decimals: number;
}

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;
/** Longer than any price or weight; keeps a hostile input from costing time. */
const MAX_LENGTH = 80;

/** Reads a decimal number exactly, such as `55.04`, `0.125` or `2e-3`; null when it is none. */
export function parseDecimal(text: string): ExactDecimal | null {
  const match = text.length <= MAX_LENGTH ? DECIMAL.exec(text) : null;
  if (!match) return null;
  const [, sign, whole = '', part = '', exponent = '0'] = match;
  if (whole === '' && part === '') return null;
  let digits = BigInt(`${whole}${part}`);
  let decimals = part.length - Number(exponent);
  if (decimals < 0) {
    digits *= 10n ** BigInt(-decimals);
    decimals = 0;
  }
  while (decimals > 0 && digits % 10n === 0n) {
    digits /= 10n;
    decimals -= 1;
  }
  return { digits: sign === '-' ? -digits : digits, decimals };
}

/** A price as integer micro-units for `per` units, exactly: 2.1 is 2,100,000 for 1, and 2.74470525 is 274,470,525 for 100. */
export interface PriceMicros {
  readonly micros: number;
  readonly per: number;
}

/** The price that a decimal tells; null when it has more digits than are exact. */
export function toPriceMicros({
  digits,
  decimals,
}: ExactDecimal): PriceMicros | null {
  const micros = decimals <= 6 ? digits * 10n ** BigInt(6 - decimals) : digits;
  const per = decimals <= 6 ? 1n : 10n ** BigInt(decimals - 6);
  return Number.isSafeInteger(Number(micros)) &&
    Number.isSafeInteger(Number(per))
    ? { micros: Number(micros), per: Number(per) }
    : null;
}

/** Micro-units as a decimal with six places, such as `0.260108`. */
export function formatMicros(micros: bigint): string {
  const magnitude = micros < 0n ? -micros : micros;
  const text = magnitude.toString().padStart(7, '0');
  return `${micros < 0n ? '-' : ''}${text.slice(0, -6)}.${text.slice(-6)}`;
}
