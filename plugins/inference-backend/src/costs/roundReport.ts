import type { IdleView } from '@inference-portal/plugin-inference-common';
import { CostAmount, type CostTally } from '../decide/cost/CostTally';
import type { Fraction } from '../decide/cost/fractions';
import { roundLines } from '../decide/cost/roundLines';
import { isHidden, shareIdle } from './shareIdle';

/** A line as it is shown. */
export interface RoundedLine {
  readonly key: string;
  readonly amount: CostAmount;
  /** Null when nobody knows the price of any of it. */
  readonly currency: string | null;
  readonly micros: number | null;
  /** False for the further currencies of a key, so that its GPU-hours count once. */
  readonly countsGpuHours: boolean;
}

/** Lines that add up to their total in each currency. */
export interface RoundedReport {
  readonly lines: readonly RoundedLine[];
  /** Micro-units by currency, in order. */
  readonly totals: ReadonlyMap<string, number>;
}

/** Money is exact up to 9 billion units of a currency. */
function toMicros(value: bigint): number {
  const micros = Number(value);
  if (!Number.isSafeInteger(micros)) {
    throw new RangeError(
      'A cost of more than 9 billion is beyond what can be told exactly: ask for a shorter window',
    );
  }
  return micros;
}

/** Rounds what was added up, once: lines by largest remainder, the total half up. */
export function roundReport(tally: CostTally, view: IdleView): RoundedReport {
  const entries = tally.entries();
  const amounts = new Map(entries);
  const totals = new Map<string, number>();
  const lines: RoundedLine[] = [];
  const counted = new Set<string>();
  const push = (
    key: string,
    money: { currency: string; micros: number } | null,
  ) => {
    lines.push({
      key,
      amount: amounts.get(key) ?? new CostAmount(),
      currency: money?.currency ?? null,
      micros: money?.micros ?? null,
      countsGpuHours: !counted.has(key),
    });
    counted.add(key);
  };
  for (const currency of tally.total().currencies()) {
    const exact = entries.flatMap(([key, amount]): [string, Fraction][] => {
      const micros = amount.micros(currency);
      return micros ? [[key, micros]] : [];
    });
    const shown = shareIdle(exact, view).filter(([key]) => !isHidden(key));
    if (shown.length === 0) {
      continue;
    }
    const rounded = roundLines(shown);
    totals.set(currency, toMicros(rounded.total));
    for (const [key, micros] of rounded.lines) {
      push(key, { currency, micros: toMicros(micros) });
    }
  }
  for (const [key, amount] of entries) {
    if (amount.currencies().length === 0 && !isHidden(key)) {
      push(key, null);
    }
  }
  return { lines, totals };
}
