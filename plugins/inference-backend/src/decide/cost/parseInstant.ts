import { DateTime } from 'luxon';
import type { InstantMs } from '../../types';
import { startOfLocal } from './calendar';

/** What was read, or why not. */
export type ParsedInstant =
  | { readonly status: 'valid'; readonly instant: InstantMs }
  | { readonly status: 'invalid'; readonly problem: string };

const TIME =
  /^(\d{4}-\d{2}-\d{2})(?:[Tt ](\d{2}:\d{2}(?::\d{2})?)(?:[.,](\d{1,9}))?([Zz]|[+-]\d{2}:?\d{2})?)?$/;

const invalid = (problem: string): ParsedInstant => ({
  status: 'invalid',
  problem,
});

/**
 * Reads `2026-03-29T00:00:00Z`, with or without seconds and fractions, with `Z` or an offset; or a local date or time of `zone`, such as
 * `2026-03-29`, where no offset is told. Instants are whole milliseconds: a finer one is refused, not rounded.
 */
export function parseInstant(text: string, zone: string): ParsedInstant {
  const match = TIME.exec(text);
  if (!match) {
    return invalid(
      `"${text}" is no time; write one such as 2026-03-29T00:00:00Z`,
    );
  }
  const [, date = '', clock = '00:00:00', fraction = '', offset] = match;
  if (/[1-9]/.test(fraction.slice(3))) {
    return invalid(`"${text}" is finer than a millisecond`);
  }
  const seconds = clock.length === 5 ? `${clock}:00` : clock;
  const millis = fraction.slice(0, 3).padEnd(3, '0');
  const plain = `${date}T${seconds}.${millis}`;
  if (offset === undefined && match[2] === undefined) {
    const noon = DateTime.fromISO(`${date}T12:00:00`, { zone });
    return noon.isValid
      ? {
          status: 'valid',
          instant: startOfLocal('day', noon.toMillis(), zone),
        }
      : invalid(`"${text}" is no date in ${zone}`);
  }
  // The calendar's own check: Date.parse takes the 30th of February for the 2nd of March, and 24:00 for the next day.
  const asUtc = Date.parse(`${plain}Z`);
  if (
    Number.isNaN(asUtc) ||
    new Date(asUtc).getUTCDate() !== Number(date.slice(8))
  ) {
    return invalid(`"${text}" is no date and time of the calendar`);
  }
  if (offset === undefined) {
    const time = DateTime.fromISO(plain, { zone });
    return time.isValid
      ? { status: 'valid', instant: time.toMillis() as InstantMs }
      : invalid(`"${text}" is no time in ${zone}`);
  }
  return { status: 'valid', instant: (asUtc - offsetMs(offset)) as InstantMs };
}

function offsetMs(offset: string): number {
  if (/^[Zz]$/.test(offset)) return 0;
  const [hours, minutes] = [offset.slice(1, 3), offset.slice(-2)];
  const ms = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return offset.startsWith('-') ? -ms : ms;
}
