import type { Knex } from 'knex';
import type { CostTerm } from '../../../decide/cost/terms';
import { HOUR_MS } from '../../../durations';
import type { InstantMs } from '../../../types';
import { chunks } from '../../database/chunks';
import { readJson, readNumber } from '../../database/codec';
import { isPostgres } from '../../database/dialect';
import type { CostSum, CostSumQuery } from '../LedgerStore';
import { PackedDays } from '../PackedDays';
import { GRAIN_NUMBERS } from '../series';
import { readKey, whereSeries } from '../seriesQuery';
import type { SeriesRow } from '../tables';

/** Series in one question; more than there are usually. */
const SERIES_AT_ONCE = 2_000;

/** Prices that carry money without GPU-hours, and GPU-hours without money; of one currency and denominator. */
interface Carrier {
  readonly weightDenominator: number;
  readonly denominator: bigint;
  readonly hours: bigint;
  readonly money: CostTerm['price'];
  readonly time: CostTerm['price'];
}

function createCarrier({ currency, weight_denominator }: SeriesRow): Carrier {
  const weightDenominator = readNumber(weight_denominator);
  const denominator = BigInt(weightDenominator);
  return {
    weightDenominator,
    denominator,
    hours: denominator * BigInt(HOUR_MS),
    money: currency === null ? null : { currency, micros: 1, gpus: 0 },
    time: currency === null ? null : { currency, micros: 0, gpus: 1 },
  };
}

/** Something that becomes a bigint without losing bits. */
type Whole = number | string | bigint;

/** Five numbers for each day: the day, money, its rest, GPU time and its rest; no `number` where one would lose bits. */
interface Days {
  readonly length: number;
  at(index: number): Whole | undefined;
}

const COLUMNS = ['day', 'micros', 'micros_rest', 'gpu_ms', 'gpu_rest'];

/** `value * factor + rest` exactly; in numbers where these suffice, as that is several times faster. */
function multiplyAdd(
  value: Whole,
  factor: number,
  exactFactor: bigint,
  rest: Whole,
): bigint {
  if (typeof value === 'number' && typeof rest === 'number') {
    const product = value * factor;
    const sum = product + rest;
    if (Number.isSafeInteger(product) && Number.isSafeInteger(sum)) {
      return BigInt(sum);
    }
  }
  return BigInt(value) * exactFactor + BigInt(rest);
}

/** The terms of the day at an index. Written without generators and slices, as it runs for some hundred thousand days. */
function readTerms(carrier: Carrier, days: Days, at: number): CostTerm[] {
  const { weightDenominator, denominator, hours, money, time } = carrier;
  const terms: CostTerm[] = [];
  const gpuTime = multiplyAdd(
    days.at(at + 3) ?? 0,
    weightDenominator,
    denominator,
    days.at(at + 4) ?? 0,
  );
  if (gpuTime !== 0n) {
    terms.push({ quantity: gpuTime, weightDenominator, price: time });
  }
  const amount =
    BigInt(days.at(at + 1) ?? 0) * hours + BigInt(days.at(at + 2) ?? 0);
  if (money && amount !== 0n) {
    terms.push({ quantity: amount, weightDenominator, price: money });
  }
  return terms;
}

/** True for what a day was once and is no longer. Its numbers may still be there, and cancel out. */
function isZero(carrier: Carrier, days: Days, at: number): boolean {
  const isPositive =
    (Number(days.at(at + 1)) > 0 && Number(days.at(at + 2)) >= 0) ||
    (Number(days.at(at + 3)) > 0 && Number(days.at(at + 4)) >= 0);
  return !isPositive && readTerms(carrier, days, at).length === 0;
}

/** Adds a term to others. There are few, so that they are searched rather than indexed. */
function addTerm(terms: CostTerm[], added: CostTerm): void {
  const index = terms.findIndex(
    ({ weightDenominator, price }) =>
      weightDenominator === added.weightDenominator &&
      price?.currency === added.price?.currency &&
      price?.gpus === added.price?.gpus,
  );
  const known = terms[index];
  if (known) {
    terms[index] = { ...known, quantity: known.quantity + added.quantity };
  } else {
    terms.push(added);
  }
}

/**
 * A day of a key that one series tells. Its terms are made when they are read, mostly once and one day after the other: made beforehand
 * they would be a million objects that live at the same time.
 */
class DaySum implements CostSum {
  readonly day: InstantMs | null;
  readonly key: CostSum['key'];
  readonly #carrier: Carrier;
  readonly #days: Days;
  readonly #at: number;

  constructor(
    key: CostSum['key'],
    day: InstantMs | null,
    carrier: Carrier,
    days: Days,
    at: number,
  ) {
    this.day = day;
    this.key = key;
    this.#carrier = carrier;
    this.#days = days;
    this.#at = at;
  }

  get terms(): readonly CostTerm[] {
    return readTerms(this.#carrier, this.#days, this.#at);
  }
}

/** Days of one key. */
class KeySum {
  readonly #key: CostSum['key'];
  readonly #shares: { carrier: Carrier; days: Days }[] = [];

  constructor(key: CostSum['key']) {
    this.#key = key;
  }

  add(carrier: Carrier, days: Days): void {
    this.#shares.push({ carrier, days });
  }

  /** Appends the sums of all days, or of the whole window. */
  appendTo(sums: CostSum[], perDay: boolean): void {
    const dayAt = (days: Days, at: number) =>
      perDay ? (Number(days.at(at)) as InstantMs) : null;
    const [first, ...others] = this.#shares;
    if (first && others.length === 0) {
      const { carrier, days } = first;
      for (let at = 0; at < days.length; at += COLUMNS.length) {
        if (!isZero(carrier, days, at)) {
          sums.push(new DaySum(this.#key, dayAt(days, at), carrier, days, at));
        }
      }
      return;
    }
    const byDay = new Map<InstantMs | null, CostTerm[]>();
    for (const { carrier, days } of this.#shares) {
      for (let at = 0; at < days.length; at += COLUMNS.length) {
        const day = dayAt(days, at);
        const terms = byDay.get(day) ?? [];
        byDay.set(day, terms);
        readTerms(carrier, days, at).forEach(term => addTerm(terms, term));
      }
    }
    for (const [day, terms] of byDay) {
      if (terms.length > 0) {
        sums.push({ day, key: this.#key, terms });
      }
    }
  }
}

/** True when a number came out of JSON that may have lost bits. */
function isBeyondNumbers(days: readonly Whole[]): boolean {
  for (const value of days) {
    if (
      typeof value === 'number' &&
      (value > Number.MAX_SAFE_INTEGER || value < Number.MIN_SAFE_INTEGER)
    ) {
      return true;
    }
  }
  return false;
}

const asTexts = (columns: readonly string[]) =>
  columns.map(column => `'"' || ${column} || '"'`).join(" || ',' || ");

/** The days of a series as one text, to be read as JSON. */
function selectTexts(db: Knex, row: string): Knex.Raw {
  return db.raw(`'[' || group_concat(${row}, ',') || ']' as days`);
}

/** The same as bytes, which PostgreSQL writes in half the time of a text; of the time of a chart of two years that is most. */
function selectBytes(db: Knex): Knex.Raw {
  const row = COLUMNS.map(column => `int8send(${column})`).join(' || ');
  return db.raw(`string_agg(${row}, ''::bytea) as days`);
}

/** The same five values once for the whole window. */
function selectTotal(db: Knex): Knex.Raw {
  const sums = COLUMNS.slice(1).map(column => `sum(${column})`);
  return db.raw(`'[0,' || ${asTexts(sums)} || ']' as days`);
}

/**
 * What is recorded of series within a window: one value for each series, as a row for each day would be some hundred thousand for a chart
 * of two years, and making objects of rows takes longer than finding them.
 */
async function* readSeries(
  db: Knex,
  ids: readonly number[],
  { window, perDay }: CostSumQuery,
): AsyncGenerator<{ id: number; days: Days }> {
  const read = async <T extends string | Buffer>(
    part: readonly number[],
    columns: Knex.Raw,
  ) => {
    const rows: { series_id: number; days: T }[] = await db('ledger_owner_days')
      .whereIn('series_id', part)
      .where('day', '>=', window.from)
      .where('day', '<', window.to)
      .groupBy('series_id')
      .select('series_id', columns);
    return rows;
  };
  for (const part of chunks(ids, SERIES_AT_ONCE)) {
    if (!perDay) {
      for (const row of await read<string>(part, selectTotal(db))) {
        yield { id: row.series_id, days: readJson<Whole[]>(row.days) };
      }
    } else if (isPostgres(db)) {
      for (const row of await read<Buffer>(part, selectBytes(db))) {
        yield { id: row.series_id, days: new PackedDays(row.days) };
      }
    } else {
      const numbers = selectTexts(db, COLUMNS.join(" || ',' || "));
      for (const row of await read<string>(part, numbers)) {
        const days = readJson<Whole[]>(row.days);
        if (isBeyondNumbers(days)) {
          const texts = selectTexts(db, asTexts(COLUMNS));
          for (const same of await read<string>([row.series_id], texts)) {
            yield { id: same.series_id, days: readJson<Whole[]>(same.days) };
          }
        } else {
          yield { id: row.series_id, days };
        }
      }
    }
  }
}

/** Sums by owner, over clusters and prices. */
export async function sumOwners(
  db: Knex,
  query: CostSumQuery,
): Promise<CostSum[]> {
  const series: SeriesRow[] = await db('ledger_series as series')
    .select('series.*')
    .where({ grain: GRAIN_NUMBERS.owner, timezone: query.timezone })
    .modify(whereSeries, query.filter);
  const keys = new Map<string, KeySum>();
  const byId = new Map(
    series.map(row => {
      const key = readKey(row, query.groupBy);
      const name = JSON.stringify(key);
      const sum = keys.get(name) ?? new KeySum(key);
      keys.set(name, sum);
      return [row.id, { carrier: createCarrier(row), sum }] as const;
    }),
  );
  for await (const { id, days } of readSeries(db, [...byId.keys()], query)) {
    const found = byId.get(id);
    found?.sum.add(found.carrier, days);
  }
  const sums: CostSum[] = [];
  for (const sum of keys.values()) {
    sum.appendTo(sums, query.perDay);
  }
  return sums;
}
