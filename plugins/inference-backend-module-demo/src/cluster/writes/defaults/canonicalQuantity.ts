const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const DECIMAL = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const QUANTITY = /^(\d+)(?:\.(\d+))?(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE])?$/;

/** Nano-units that a decimal text holds, or undefined when it holds a fraction of one. */
function inUnits(whole: string, fraction: string, power: bigint): bigint {
  const digits = BigInt(whole + fraction) * power;
  return digits / 10n ** BigInt(fraction.length);
}

/**
 * A quantity as the API server stores it: the largest suffix of its kind that leaves no fraction (`1024Mi` is `1Gi`,
 * `0.5` is `500m`). What is no quantity is left for validation.
 */
export function canonicalQuantity(text: string): string {
  const match = QUANTITY.exec(text);
  if (!match) return text;
  const [, whole = '0', fraction = '', suffix = ''] = match;
  if (suffix.length === 2) {
    const bytes = inUnits(
      whole,
      fraction,
      1024n ** BigInt(BINARY.indexOf(suffix)),
    );
    return withSuffix(bytes, 1024n, BINARY);
  }
  const power = 1000n ** BigInt(DECIMAL.indexOf(suffix));
  return withSuffix(inUnits(whole, fraction, power), 1000n, DECIMAL);
}

function withSuffix(
  units: bigint,
  step: bigint,
  suffixes: readonly string[],
): string {
  if (units === 0n) return '0';
  let rest = units;
  let index = 0;
  while (rest % step === 0n && index < suffixes.length - 1) {
    rest /= step;
    index += 1;
  }
  return `${rest}${suffixes[index]}`;
}
