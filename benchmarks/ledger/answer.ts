import { formatMicros } from '../../plugins/inference-backend/src/decide/cost/decimals';
import {
  localDate,
  localPeriods,
  type CalendarUnit,
  type Period,
} from '../../plugins/inference-backend/src/decide/cost/calendar';
import { CostTally } from '../../plugins/inference-backend/src/decide/cost/CostTally';
import {
  type Fraction,
  ZERO,
} from '../../plugins/inference-backend/src/decide/cost/fractions';
import { integrate } from '../../plugins/inference-backend/src/decide/cost/integrate';
import { roundLines } from '../../plugins/inference-backend/src/decide/cost/roundLines';
import type {
  CostBucket,
  CostDimensions,
} from '../../plugins/inference-backend/src/decide/cost/terms';
import type { LedgerStore } from '../../plugins/inference-backend/src/record/ledger/LedgerStore';
import type { InstantMs } from '../../plugins/inference-backend/src/types';
import { InputError } from './InputProblems';

export const groupings = ['owner', 'node', 'bucket'] as const;
export type Grouping = (typeof groupings)[number];

/** What is asked. */
export interface Question {
  readonly window: Period;
  readonly groupBy: Grouping;
  readonly timezone: string;
  readonly unit: CalendarUnit | null;
}

interface Lines {
  readonly total: string;
  readonly lines: readonly { readonly key: string; readonly amount: string }[];
}

/** What is printed. */
export interface Answer extends Lines {
  /** Null when nothing was priced and prices are in several currencies. */
  readonly currency: string | null;
  readonly series?: readonly (Lines & {
    readonly date: string;
    readonly start: string;
    readonly end: string;
  })[];
}

/** Intervals are read for at most so long at a time, and for less where there are many, so that memory does not grow with them. */
const LONGEST_READ_MS = 8 * 24 * 3_600_000;
const SHORTEST_READ_MS = 3_600_000;
/** Holds that are aimed at in one reading. */
const HOLDS_AT_ONCE = 50_000;

/** What is recorded of the fleet. */
export interface Fleet {
  readonly clusters: readonly string[];
  readonly holds: number;
}

/**
 * For how long intervals are read at once: of all clusters together, as at any instant a hold counts once, whatever nodes its rows name.
 */
function readMs({ from, to }: Period, { holds }: Fleet): number {
  const even = Math.ceil((to - from) / Math.max(1, holds / HOLDS_AT_ONCE));
  return Math.min(LONGEST_READ_MS, Math.max(SHORTEST_READ_MS, even));
}

const BUCKET_KEYS: { readonly [B in CostBucket]: string } = {
  owned: '__owned__',
  unallocated: '__unallocated__',
  idle: '__idle__',
  overcommit: '__overcommit__',
  unobserved: '__unobserved__',
  'unused-commitment': '__unused-commitment__',
};

function keyOf(
  { bucket, owner, nodeUid }: CostDimensions,
  groupBy: Grouping,
): string {
  if (groupBy === 'node' && nodeUid !== null) return nodeUid;
  if (groupBy === 'owner' && owner !== null) return owner;
  return BUCKET_KEYS[bucket];
}

/** Costs of each period, added up by key; exact. */
async function tally(
  store: LedgerStore,
  fleet: Fleet,
  { window, groupBy }: Question,
  periods: readonly Period[],
): Promise<CostTally[]> {
  const tallies = periods.map(() => new CostTally());
  const periodStarts = periods.map(period => period.from);
  const length = readMs(window, fleet);
  for (let { from } = window; from < window.to; ) {
    const to = Math.min(from + length, window.to) as InstantMs;
    const parts = integrate(
      await store.readLedger({ from, to }, fleet.clusters),
      { window: { from, to }, periodStarts },
    );
    for (const { dimensions, term, period } of parts) {
      tallies[period]?.add(keyOf(dimensions, groupBy), term, false);
    }
    from = to;
  }
  return tallies;
}

function toLines(
  exact: readonly (readonly [string, Fraction])[],
  total?: bigint,
): Lines & { readonly rounded: bigint } {
  const rounded = roundLines(exact, total);
  return {
    rounded: rounded.total,
    total: formatMicros(rounded.total),
    lines: [...rounded.lines].map(([key, micros]) => ({
      key,
      amount: formatMicros(micros),
    })),
  };
}

function pricedEntries(
  sums: CostTally,
  currency: string | null,
): [string, Fraction][] {
  return sums.entries().flatMap(([key, amount]): [string, Fraction][] => {
    const micros = currency === null ? null : amount.micros(currency);
    return micros ? [[key, micros]] : [];
  });
}

/** The currency that an amount of nothing is told in; null when there are several or none. */
async function onlyCurrency(store: LedgerStore): Promise<string | null> {
  const prices = await store.listPrices();
  const [currency = null, ...others] = new Set(
    prices.map(price => price.currency),
  );
  return others.length === 0 ? currency : null;
}

/** What a window cost; `warn` is told of what the amounts cannot show. */
export async function answer(
  store: LedgerStore,
  fleet: Fleet,
  question: Question,
  warn: (message: string) => void,
): Promise<Answer> {
  const { window, unit, timezone } = question;
  const periods = localPeriods(window, unit, timezone);
  const tallies = await tally(store, fleet, question, periods);
  const whole = new CostTally();
  for (const part of tallies) {
    for (const [key, amount] of part.entries()) whole.addAmount(key, amount);
  }
  const sum = whole.total();
  const [paid, ...others] = sum.currencies();
  const currency = paid ?? (await onlyCurrency(store));
  if (others.length > 0) {
    throw new InputError(
      `currency: prices in this window are in ${sum
        .currencies()
        .join(' and ')}; without a rate there is no sum. Ask for each apart`,
    );
  }
  warnOf(whole, warn);
  const { total, lines, rounded } = toLines(pricedEntries(whole, currency));
  if (unit === null) return { currency, total, lines };
  // Periods are lines of the total first, so that they add up to it.
  const totals = roundLines(
    tallies.map((part, index): [string, Fraction] => [
      String(index).padStart(6, '0'),
      (currency === null ? null : part.total().micros(currency)) ?? ZERO,
    ]),
    rounded,
  );
  const byPeriod = [...totals.lines.values()];
  return {
    currency,
    total,
    lines,
    series: periods.map((period, index) => {
      const part = toLines(
        pricedEntries(tallies[index] ?? new CostTally(), currency),
        byPeriod[index],
      );
      return {
        date: localDate(period.from, timezone),
        start: new Date(period.from).toISOString(),
        end: new Date(period.to).toISOString(),
        total: part.total,
        lines: part.lines,
      };
    }),
  };
}

function warnOf(sums: CostTally, warn: (message: string) => void): void {
  for (const [key, amount] of sums.entries()) {
    const hours = amount.unpricedGpuHours();
    if (hours.numerator > 0n) {
      const micros = (hours.numerator * 1_000_000n) / hours.denominator;
      warn(
        `unpriced: ${formatMicros(
          micros,
        )} GPU-hours of ${key} have no price and are in no amount`,
      );
    }
    if (key === BUCKET_KEYS.overcommit) {
      warn(
        `overcommit: more was held than there is; ${key} is what idle would be below zero`,
      );
    }
  }
}
