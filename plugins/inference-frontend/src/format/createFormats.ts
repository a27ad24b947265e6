import type { InstantMs } from './instant';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Devices are cut into at most this many parts (MIG has 7, time-slicing rarely more than 16). */
const LARGEST_DENOMINATOR = 16;

export type DurationUnit = 'second' | 'minute' | 'hour' | 'day';

/** Numbers, times and GPUs as one reader wants to see them. */
export interface Formats {
  readonly locale: string;
  /** IANA name. */
  readonly timeZone: string;
  /** A whole or decimal number with the locale's separators, at most one decimal. */
  count(value: number): string;
  /** `32.8B`, `1.2M`: large numbers in few letters. */
  compact(value: number): string;
  /** A result of an evaluation: up to four significant digits. */
  metric(value: number): string;
  /** `+0.017`, `−12`: a difference of two results. */
  signed(value: number): string;
  /** `8`, `1/8`, `2.5`: a number of physical GPUs. */
  gpuCount(value: number): string;
  /** `8 × H100`; only the number when the product is not known. */
  gpus(count: number, product: string | null): string;
  /** `3 days ago`, `in 2 hours`. */
  relative(at: InstantMs, now: InstantMs): string;
  /** Date and time in the reader's zone. */
  dateTime(at: InstantMs): string;
  /** `2026-11-22 04:10:05 UTC`, the same for every reader. */
  utc(at: InstantMs): string;
  /** `3 days`, `0.4 seconds`: a length of time in ms, rounded down to its largest unit. */
  duration(ms: number): string;
  /** `12 ms`. */
  milliseconds(value: number): string;
  /** `340 ms`, `1.8 s`: how long an answer takes, in ms. */
  latency(ms: number): string;
  /** `36 hours`, `23 days`: a length of time in days, in hours below two. */
  span(days: number): string;
  /** `A, B and C`. */
  list(items: readonly string[]): string;
  /** `$4,310.22`: integer micro-units of a currency (ISO 4217) to its smallest coin. */
  money(micros: number, currency: string): string;
  /** `$4,310`: without coins from a hundred on, for sentences. */
  moneyShort(micros: number, currency: string): string;
  /** `$4.3K`: for axes. */
  moneyCompact(micros: number, currency: string): string;
  /** `USD 4,310.215833`: to the micro-unit. */
  moneyExact(micros: number, currency: string): string;
  /** `+$120.00`, `−$40.00`. */
  moneySigned(micros: number, currency: string): string;
  /** `12.375`: hours, to a thousandth. */
  hours(value: number): string;
  /** `37%` of a share between 0 and 1; one decimal below ten percent. */
  percent(share: number): string;
  /** `+18%`: a relative difference, 0.18. */
  percentSigned(change: number): string;
  /** `12 Nov`, in the zone of these formats. */
  day(at: InstantMs): string;
  /** `12 Nov 2026`. */
  date(at: InstantMs): string;
  /** `November 2026`. */
  month(at: InstantMs): string;
  /** `12 Nov, 14:00`. */
  dayHour(at: InstantMs): string;
}

const MICROS = 1_000_000;
/** From this amount on, coins no longer matter in a sentence. */
const WITHOUT_COINS = 100 * MICROS;

/** Largest unit that fits into a length of time (ms), and how often it does. */
export function largestUnit(ms: number): { value: number; unit: DurationUnit } {
  const length = Math.abs(ms);
  if (length >= DAY) {
    return { value: Math.floor(length / DAY), unit: 'day' };
  }
  if (length >= HOUR) {
    return { value: Math.floor(length / HOUR), unit: 'hour' };
  }
  if (length >= MINUTE) {
    return { value: Math.floor(length / MINUTE), unit: 'minute' };
  }
  return { value: Math.floor(length / SECOND), unit: 'second' };
}

function asFraction(value: number): string | undefined {
  if (value <= 0 || value >= 1) {
    return undefined;
  }
  for (let denominator = 2; denominator <= LARGEST_DENOMINATOR; denominator++) {
    const numerator = Math.round(value * denominator);
    if (numerator > 0 && Math.abs(value - numerator / denominator) < 0.0005) {
      return `${numerator}/${denominator}`;
    }
  }
  return undefined;
}

/** Formats for a BCP 47 locale and an IANA zone. */
export function createFormats(options: {
  locale: string;
  timeZone: string;
}): Formats {
  const { locale, timeZone } = options;
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const fine = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const compact = new Intl.NumberFormat(locale, {
    notation: 'compact',
    maximumFractionDigits: 1,
  });
  const metric = new Intl.NumberFormat(locale, {
    maximumSignificantDigits: 4,
  });
  const signed = new Intl.NumberFormat(locale, {
    maximumSignificantDigits: 3,
    signDisplay: 'exceptZero',
  });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'always' });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const dateTime = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone,
  });

  const whole = new Intl.NumberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: 0,
  });
  const tenths = new Intl.NumberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: 1,
  });
  const change = new Intl.NumberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: 0,
    signDisplay: 'exceptZero',
  });
  const hours = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 });
  const zoned = (parts: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...parts, timeZone });
  const day = zoned({ day: 'numeric', month: 'short' });
  const date = zoned({ dateStyle: 'medium' });
  const month = zoned({ month: 'long', year: 'numeric' });
  const dayHour = zoned({
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  const monies = new Map<string, Intl.NumberFormat>();
  const money = (
    micros: number,
    currency: string,
    style: Intl.NumberFormatOptions = {},
  ) => {
    const key = `${currency} ${JSON.stringify(style)}`;
    const known =
      monies.get(key) ??
      new Intl.NumberFormat(locale, {
        style: 'currency',
        currency,
        currencyDisplay: 'narrowSymbol',
        ...style,
      });
    monies.set(key, known);
    return known.format(micros / MICROS);
  };

  const inUnit = (
    value: number,
    unit: DurationUnit | 'millisecond',
    unitDisplay: 'long' | 'short' = 'long',
  ) =>
    new Intl.NumberFormat(locale, {
      style: 'unit',
      unit,
      unitDisplay,
      maximumFractionDigits: 1,
    }).format(value);

  // Sums of many small shares are read as sums; a handful is read exactly.
  const gpuCount = (value: number) =>
    asFraction(value) ?? (value < 10 ? fine : number).format(value);
  return {
    locale,
    timeZone,
    count: value => number.format(value),
    compact: value => compact.format(value),
    metric: value => metric.format(value),
    signed: value => signed.format(value),
    gpuCount,
    gpus: (count, product) =>
      product === null ? gpuCount(count) : `${gpuCount(count)} × ${product}`,
    relative: (at, now) => {
      const { value, unit } = largestUnit(at - now);
      return relative.format(at > now ? value : -value, unit);
    },
    dateTime: at => dateTime.format(at),
    utc: at =>
      `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`,
    duration: ms => {
      const { value, unit } = largestUnit(ms);
      return inUnit(ms < 10 * SECOND ? ms / SECOND : value, unit);
    },
    milliseconds: value => `${number.format(value)} ms`,
    latency: ms =>
      ms < SECOND
        ? inUnit(Math.round(ms), 'millisecond', 'short')
        : inUnit(ms / SECOND, 'second', 'short'),
    span: days =>
      days < 2
        ? inUnit(Math.max(1, Math.round(days * 24)), 'hour')
        : inUnit(Math.floor(days), 'day'),
    list: items => list.format(items),
    money: (micros, currency) => money(micros, currency),
    moneyShort: (micros, currency) =>
      money(
        micros,
        currency,
        Math.abs(micros) < WITHOUT_COINS ? {} : { maximumFractionDigits: 0 },
      ),
    moneyCompact: (micros, currency) =>
      money(micros, currency, {
        notation: 'compact',
        maximumFractionDigits: 1,
        minimumFractionDigits: 0,
      }),
    moneyExact: (micros, currency) =>
      money(micros, currency, {
        currencyDisplay: 'code',
        minimumFractionDigits: 6,
        maximumFractionDigits: 6,
      }),
    moneySigned: (micros, currency) =>
      money(micros, currency, { signDisplay: 'exceptZero' }),
    hours: value => hours.format(value),
    percent: share => (share > 0 && share < 0.1 ? tenths : whole).format(share),
    percentSigned: value => change.format(value),
    day: at => day.format(at),
    date: at => date.format(at),
    month: at => month.format(at),
    dayHour: at => dayHour.format(at),
  };
}
