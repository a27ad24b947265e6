import { parseError } from './PromqlError';

const units: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
  y: 365 * 86_400_000,
};

const DURATION =
  /^(?:\d+y)?(?:\d+w)?(?:\d+d)?(?:\d+h)?(?:\d+m)?(?:\d+s)?(?:\d+ms)?$/;

/** Reads `1h30m` as ms. Undefined when the text is no duration. */
export function findDurationMs(text: string): number | undefined {
  if (text === '' || !DURATION.test(text)) return undefined;
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+)(ms|[smhdwy])/g)) {
    total += Number(amount) * units[unit];
  }
  return total;
}

/** Reads a number, or a duration as seconds, as Prometheus 3 does. */
export function parseNumber(text: string): number {
  const negative = text.startsWith('-');
  const body = text.replace(/^[+-]/, '').replace(/_/g, '');
  const value = unsignedNumber(body);
  return negative ? -value : value;
}

function unsignedNumber(body: string): number {
  if (/^inf$/i.test(body)) return Infinity;
  if (/^nan$/i.test(body)) return NaN;
  if (/^0x[0-9a-f]+$/i.test(body)) return Number(body);
  if (/^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(body)) return Number(body);
  const duration = findDurationMs(body);
  if (duration === undefined) {
    throw parseError(`bad number or duration syntax: "${body}"`);
  }
  return duration / 1_000;
}

/** Reads a duration as ms where one is wanted: `5m`, or a number of seconds. */
export function parseDurationMs(text: string): number {
  const negative = text.startsWith('-');
  const body = text.replace(/^[+-]/, '');
  const ms = findDurationMs(body) ?? Math.round(unsignedNumber(body) * 1_000);
  return negative ? -ms : ms;
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
};

/** Reads a quoted string: single and double quotes with escapes, backticks without. */
export function parseString(text: string): string {
  const body = text.slice(1, -1);
  if (text.startsWith('`')) return body;
  return body.replace(
    /\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{3}|.)/gs,
    (_all, escape: string) => {
      if (/^[xuU]./.test(escape)) {
        return String.fromCodePoint(parseInt(escape.slice(1), 16));
      }
      if (/^[0-7]{3}$/.test(escape)) {
        return String.fromCodePoint(parseInt(escape, 8));
      }
      if (escapes[escape] !== undefined) return escapes[escape];
      if (['\\', "'", '"'].includes(escape)) return escape;
      throw parseError(`unknown escape sequence "\\${escape}" in ${text}`);
    },
  );
}
