import { InputError } from '@backstage/errors';
import type { CostPricesQuery } from '@inference-portal/plugin-inference-common';
import type { LocalMonth } from '../../costs/CostRequest';
import { isTimezone } from '../../decide/cost/calendar';
import { parseInstant } from '../../decide/cost/parseInstant';
import { DAY_MS } from '../../durations';
import type { TimeWindow } from '../../record';
import type { InstantMs } from '../../types';

/** Ten years, with their leap days. */
const MAX_WINDOW_MS = 3653 * DAY_MS;
const DEFAULT_PRICE_DAYS = 30;

/** Throws `InputError` for what is no zone of the IANA database. */
export function requireTimezone(field: string, text: string): string {
  if (!isTimezone(text)) {
    throw new InputError(
      `${field}: ${JSON.stringify(
        text,
      )} is no time zone; write an IANA name such as Europe/Berlin`,
    );
  }
  return text;
}

/** Reads an instant, or a local date. Throws `InputError`. */
function requireInstant(
  field: string,
  text: string,
  timezone: string,
): InstantMs {
  const parsed = parseInstant(text.trim(), timezone);
  if (parsed.status === 'invalid') {
    throw new InputError(
      `${field}: ${parsed.problem}, or a date such as 2026-03-29`,
    );
  }
  return parsed.instant;
}

function checkWindow({ from, to }: TimeWindow): TimeWindow {
  if (from >= to) {
    throw new InputError(
      `to: ${new Date(to).toISOString()} is not later than from, ${new Date(
        from,
      ).toISOString()}; the end is exclusive`,
    );
  }
  if (to - from > MAX_WINDOW_MS) {
    throw new InputError(
      `to: the window is ${Math.round(
        (to - from) / (365.25 * DAY_MS),
      )} years long; ask for at most 10`,
    );
  }
  return { from, to };
}

/** Reads `from` and `to`, which may be local dates. Throws `InputError` that names the field. */
export function readWindow(
  query: { readonly from: string; readonly to: string },
  timezone: string,
): TimeWindow {
  return checkWindow({
    from: requireInstant('from', query.from, timezone),
    to: requireInstant('to', query.to, timezone),
  });
}

/** A window that ends now and is `days` long unless told. Throws `InputError`. */
export function readOptionalWindow(
  { from, to }: { readonly from?: string; readonly to?: string },
  options: { now: number; days: number; timezone: string },
): TimeWindow {
  const { now, days, timezone } = options;
  const end =
    to === undefined ? (now as InstantMs) : requireInstant('to', to, timezone);
  const start =
    from === undefined
      ? ((end - days * DAY_MS) as InstantMs)
      : requireInstant('from', from, timezone);
  return checkWindow({ from: start, to: end });
}

/** The last 30 days unless told. Throws `InputError`. */
export function readPriceWindow(
  { from, to, timezone: zone = 'UTC' }: CostPricesQuery,
  now: number,
): { window: TimeWindow; timezone: string } {
  const timezone = requireTimezone('timezone', zone);
  return {
    window: readOptionalWindow(
      { from, to },
      { now, days: DEFAULT_PRICE_DAYS, timezone },
    ),
    timezone,
  };
}

/** Reads a month such as `2026-11`; null when it is left out. Throws `InputError`. */
export function readMonth(
  field: string,
  text: string | undefined,
): LocalMonth | null {
  if (text === undefined) {
    return null;
  }
  const match = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text);
  if (!match) {
    throw new InputError(
      `${field}: ${JSON.stringify(
        text,
      )} is no month; write one such as 2026-11`,
    );
  }
  return { year: Number(match[1]), month: Number(match[2]) };
}
