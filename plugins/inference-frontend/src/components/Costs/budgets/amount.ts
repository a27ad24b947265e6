const MICROS = 1_000_000n;
/** Larger amounts would no longer be exact. */
const LARGEST = BigInt(Number.MAX_SAFE_INTEGER);

/** Reads `5000`, `5000.5` or `5000,50` into micro-units; null when it is no positive amount of at most six decimals. */
export function parseAmount(text: string): number | null {
  const match = /^(\d{1,12})(?:[.,](\d{1,6}))?$/.exec(text.trim());
  if (match === null) {
    return null;
  }
  const micros =
    BigInt(match[1] ?? '0') * MICROS + BigInt((match[2] ?? '').padEnd(6, '0'));
  return micros > 0n && micros <= LARGEST ? Number(micros) : null;
}

/** Writes micro-units so that `parseAmount` reads the same. */
export function amountText(micros: number): string {
  const whole = Math.trunc(micros / 1_000_000);
  const rest = String(micros % 1_000_000)
    .padStart(6, '0')
    .replace(/0+$/, '');
  return rest === '' ? String(whole) : `${whole}.${rest}`;
}
