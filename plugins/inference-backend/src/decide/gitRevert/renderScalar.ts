import type { Json } from '@inference-portal/plugin-inference-node';
import { parse, Scalar } from 'yaml';

/** How a scalar stood in the text that it replaces. */
export interface ScalarStyle {
  /** The value as YAML understood it. */
  readonly value: unknown;
  /** A type of `Scalar`; undefined for a new one. */
  readonly type: Scalar.Type | undefined;
  /** Inside `[…]` or `{…}`, where commas and brackets end plain text. */
  readonly inFlow: boolean;
}

function readBack(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

function isPlain(text: string, inFlow: boolean): boolean {
  return !(inFlow && /[,[\]{}]/.test(text)) && !/: | #|[\n\r]/.test(text);
}

/** What the scalar has to mean: a number stays one where Git had one and the cluster has text. */
function meantBy(
  after: string | number | boolean,
  before: unknown,
): string | number | boolean {
  if (typeof before === 'string') {
    return String(after);
  }
  const plain = readBack(String(after));
  return typeof plain === typeof before &&
    (typeof plain === 'number' || typeof plain === 'boolean') &&
    String(plain) === String(after)
    ? plain
    : after;
}

/** A scalar as YAML, quoted as the one before it where that can be; null for what is no scalar. */
export function renderScalar(
  after: Json,
  { inFlow, type, value }: ScalarStyle,
): string | null {
  if (after === null || typeof after === 'object') {
    return null;
  }
  const wanted = value === undefined ? after : meantBy(after, value);
  const text = String(wanted);
  const quoted = JSON.stringify(text);
  const single = `'${text.replaceAll("'", "''")}'`;
  const plain = isPlain(text, inFlow) ? [text] : [];
  const isOneLine = !/[\n\r]/.test(text);
  const candidates = [
    ...(type === Scalar.QUOTE_DOUBLE ? [quoted] : []),
    ...(type === Scalar.QUOTE_SINGLE && isOneLine ? [single] : []),
    ...plain,
    quoted,
  ];
  return (
    candidates.find(candidate => Object.is(readBack(candidate), wanted)) ?? null
  );
}
