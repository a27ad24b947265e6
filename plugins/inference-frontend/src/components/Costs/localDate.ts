import type { InstantMs } from '../../format/instant';

const DAY_MS = 86_400_000;

/** A day of the calendar, `2026-11-22`, without a zone. */
export type LocalDate = string & { readonly __unit: 'LocalDate' };

/** Reads a day of the calendar; null when it is none, such as `2026-02-30`. */
export function parseLocalDate(text: string | null): LocalDate | null {
  if (text === null || !/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    return null;
  }
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && toLocalDate(at) === text
    ? (text as LocalDate)
    : null;
}

function toLocalDate(at: number): LocalDate {
  return new Date(at).toISOString().slice(0, 10) as LocalDate;
}

function utcMs(date: LocalDate): number {
  return Date.parse(`${date}T00:00:00Z`);
}

/** True when the name is a time zone of the IANA that this browser knows. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== null;
  } catch {
    return false;
  }
}

/** The day that it is in a zone (IANA name). */
export function localDateAt(at: InstantMs, timeZone: string): LocalDate {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    parts.find(one => one.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part(
    'day',
  )}` as LocalDate;
}

/** So many days later; negative is earlier. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return toLocalDate(utcMs(date) + days * DAY_MS);
}

/** The first day of the month that is so many months later. */
export function startOfMonth(date: LocalDate, months = 0): LocalDate {
  const day = new Date(utcMs(date));
  return toLocalDate(
    Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months),
  );
}

/** Days from one date to another. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Math.round((utcMs(to) - utcMs(from)) / DAY_MS);
}
