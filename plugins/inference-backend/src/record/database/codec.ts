import type { InstantMs } from '../../types';

/** PostgreSQL hands out bigint, count and sum as text, SQLite as a number. */
export type StoredNumber = number | string;

export function readNumber(value: StoredNumber): number {
  return typeof value === 'number' ? value : Number(value);
}

export function readInstant(value: StoredNumber): InstantMs {
  return readNumber(value) as InstantMs;
}

export function readNullableInstant(
  value: StoredNumber | null,
): InstantMs | null {
  return value === null ? null : readInstant(value);
}

/** RFC 3339, UTC. */
export function instantToText(instant: InstantMs): string {
  return new Date(instant).toISOString();
}

export function nullableInstantToText(
  instant: InstantMs | null,
): string | null {
  return instant === null ? null : instantToText(instant);
}

/** A JSON column; only what this package wrote itself is read with it. */
export function readJson<T>(text: string): T {
  return JSON.parse(text) as T;
}

export function writeJson(value: unknown): string {
  return JSON.stringify(value);
}

const LONE_SURROGATE =
  /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** Text that both databases take: PostgreSQL refuses NUL, and neither can encode half a character. JSON columns need it not, JSON escapes both. */
export function plainText(text: string): string {
  return text.replaceAll('\0', '\uFFFD').replace(LONE_SURROGATE, '\uFFFD');
}

export function nullablePlainText(text: string | null): string | null {
  return text === null ? null : plainText(text);
}

/**
 * Text as it is searched: without case, and one spelling for each accented letter. Letters are lowered one by one, as the lower case
 * of a sigma otherwise depends on what follows; by way of upper case, as only that makes one of `ß` and `SS`.
 */
export function searchable(text: string): string {
  const upper = text.normalize('NFC').toLowerCase().toUpperCase();
  return plainText(Array.from(upper, letter => letter.toLowerCase()).join(''));
}
