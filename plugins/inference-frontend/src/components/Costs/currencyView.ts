import type {
  CostLine,
  CostReport,
} from '@inference-portal/plugin-inference-common';

/** A piece of time in one currency. */
export interface CurrencySlot {
  readonly start: string;
  readonly end: string;
  readonly lines: readonly CostLine[];
  readonly total: number | null;
}

/** A report in one currency: amounts of several have no sum. */
export interface CurrencyView {
  /** Null when nothing is priced. */
  readonly currency: string | null;
  /** All there are; the page offers a choice when there are several. */
  readonly currencies: readonly string[];
  readonly lines: readonly CostLine[];
  readonly total: number | null;
  readonly slots: readonly CurrencySlot[];
}

function sumOf(lines: readonly CostLine[]): number | null {
  return lines.reduce<number | null>(
    (sum, { micros }) => (micros === null ? sum : (sum ?? 0) + micros),
    null,
  );
}

/** The lines of a report in a currency, and those that nobody knows the price of. */
export function inCurrency(
  report: CostReport,
  wanted: string | null,
): CurrencyView {
  const currencies = [
    ...new Set(
      report.lines.flatMap(line =>
        line.currency === null ? [] : line.currency,
      ),
    ),
  ].sort();
  if (currencies.length < 2) {
    return {
      currency: report.currency ?? currencies[0] ?? null,
      currencies,
      lines: report.lines,
      total: report.total,
      slots: report.series,
    };
  }
  const currency =
    currencies.find(one => one === wanted) ?? currencies[0] ?? null;
  const only = (lines: readonly CostLine[]) =>
    lines.filter(line => line.currency === null || line.currency === currency);
  const lines = only(report.lines);
  return {
    currency,
    currencies,
    lines,
    total: sumOf(lines),
    slots: report.series.map(({ start, end, lines: all }) => {
      const mine = only(all);
      return { start, end, lines: mine, total: sumOf(mine) };
    }),
  };
}
