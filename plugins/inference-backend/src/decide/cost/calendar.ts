import { DateTime, IANAZone } from 'luxon';
import { HOUR_MS, MINUTE_MS } from '../../durations';
import type { InstantMs } from '../../types';

/** Half-open, UTC. */
export interface Period {
  readonly from: InstantMs;
  readonly to: InstantMs;
}

/** Units of a local calendar. */
export type CalendarUnit = 'hour' | 'day' | 'month';

/** True for a zone of the IANA database, such as `Asia/Kathmandu` or `UTC`; not for offsets such as `+02:00`. */
export function isTimezone(zone: string): boolean {
  return /^[A-Za-z]/.test(zone) && IANAZone.isValidZone(zone);
}

function toLocal(instant: number, zone: string): DateTime {
  const time = DateTime.fromMillis(instant, { zone });
  if (!time.isValid) {
    throw new RangeError(
      `${instant} in "${zone}" is no time: the zone is not of the IANA database or the instant out of range`,
    );
  }
  return time;
}

/** The first instant of the local date; of a midnight that occurs twice, the first. */
function startOfDate(time: DateTime): number {
  const start = time.startOf('day');
  const before = start.minus(1);
  return before.hasSame(start, 'day')
    ? start.toMillis() - (before.offset - start.offset) * MINUTE_MS
    : start.toMillis();
}

/** The local hour that `time` lies in; where the clock jumps by less than an hour, one of them is shorter. */
function startOfHour(time: DateTime): number {
  return (
    time.toMillis() -
    time.minute * MINUTE_MS -
    time.second * 1_000 -
    time.millisecond
  );
}

/** The instant at which the local hour, day or month began that `instant` lies in. Throws `RangeError` for an unknown zone. */
export function startOfLocal(
  unit: CalendarUnit,
  instant: number,
  zone: string,
): InstantMs {
  const time = toLocal(instant, zone);
  switch (unit) {
    case 'hour':
      return startOfHour(time) as InstantMs;
    case 'day':
      return startOfDate(time) as InstantMs;
    case 'month':
      return startOfDate(time.set({ day: 1, hour: 12 })) as InstantMs;
    default:
      throw new RangeError(`${unit satisfies never} is no calendar unit`);
  }
}

/** The instant at which the next local hour, day or month begins. Throws `RangeError` for an unknown zone. */
export function nextLocal(
  unit: CalendarUnit,
  instant: number,
  zone: string,
): InstantMs {
  const time = toLocal(instant, zone);
  switch (unit) {
    case 'hour': {
      const next = startOfHour(time) + HOUR_MS;
      const begin = startOfHour(toLocal(next, zone));
      return (begin > instant ? begin : next) as InstantMs;
    }
    case 'day':
      return startOfDate(time.set({ hour: 12 }).plus({ days: 1 })) as InstantMs;
    case 'month':
      return startOfDate(
        time.set({ day: 1, hour: 12 }).plus({ months: 1 }),
      ) as InstantMs;
    default:
      throw new RangeError(`${unit satisfies never} is no calendar unit`);
  }
}

/**
 * A window cut at the local beginnings of hours, days or months; the first and the last period are parts of one where the window
 * begins or ends within it. Without a unit the window is one period. Days have 23 or 25 hours where the clock changes.
 */
export function localPeriods(
  { from, to }: Period,
  unit: CalendarUnit | null,
  zone: string,
): Period[] {
  if (unit === null) return [{ from, to }];
  const periods: Period[] = [];
  for (let begin = from; begin < to; ) {
    const next = nextLocal(unit, begin, zone);
    const end = next < to ? next : to;
    periods.push({ from: begin, to: end });
    begin = end;
  }
  return periods;
}

/** The local date of an instant, such as `2026-03-29`. Throws `RangeError` for an unknown zone. */
export function localDate(instant: number, zone: string): string {
  const { year, month, day } = toLocal(instant, zone);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}
