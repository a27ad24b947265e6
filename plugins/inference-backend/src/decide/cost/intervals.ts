import type { LedgerInterval, LedgerQuality } from './ledger';

/** A stretch `[from, to)` in which `row` counts; `to` is Infinity while it lasts. */
export interface Piece<Row> {
  readonly from: number;
  readonly to: number;
  readonly row: Row;
}

interface Evidence extends LedgerInterval {
  readonly quality?: LedgerQuality;
}

const endOf = ({ to }: LedgerInterval): number => to ?? Infinity;

/** The later end of two tellings of one beginning; that it lasts is what was told before anybody knew an end. */
const toldEnd = ({ to }: LedgerInterval): number => to ?? -Infinity;

/** Any fixed order will do for rows that claim the very same stretch: the outcome must not depend on the order of arrival. */
function compareContent(a: LedgerInterval, b: LedgerInterval): number {
  const [left, right] = [canonical(a), canonical(b)];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function canonical(row: object): string {
  return JSON.stringify(
    Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/**
 * Positive when of two tellings of one identity with the same beginning `a` counts, negative when `b` does, 0 when they say the same:
 * the one that knows an end, then that of the later end.
 */
export function compareTellings(a: LedgerInterval, b: LedgerInterval): number {
  const [left, right] = [toldEnd(a), toldEnd(b)];
  return left === right ? compareContent(a, b) : left - right;
}

function byBeginning(a: LedgerInterval, b: LedgerInterval): number {
  return a.from === b.from ? compareTellings(a, b) : a.from - b.from;
}

/** One layer of rows: where they overlap, the one that began last counts. */
function flatten<Row extends LedgerInterval>(
  rows: readonly Row[],
): Piece<Row>[] {
  const pieces: Piece<Row>[] = [];
  const open: Row[] = [];
  let cursor = -Infinity;
  const closeUntil = (instant: number) => {
    for (;;) {
      const top = open[open.length - 1];
      if (!top || cursor >= instant) return;
      const to = Math.min(endOf(top), instant);
      if (to > cursor) {
        pieces.push({ from: cursor, to, row: top });
        cursor = to;
      }
      if (endOf(top) > instant) return;
      open.pop();
    }
  };
  for (const row of [...rows].sort(byBeginning)) {
    closeUntil(row.from);
    cursor = row.from;
    // Told again: the better telling replaces the other, which would go on below it.
    if (open[open.length - 1]?.from === row.from) open.pop();
    open.push(row);
  }
  closeUntil(Infinity);
  return pieces;
}

/** `over` where it says something, `under` elsewhere; both disjoint and in order, and so is the answer. */
function overlay<Row>(
  over: readonly Piece<Row>[],
  under: readonly Piece<Row>[],
): Piece<Row>[] {
  const pieces = [...over];
  for (const piece of under) {
    let { from } = piece;
    for (let next = firstEndingAfter(over, from); from < piece.to; next += 1) {
      const above = over[next];
      const to = Math.min(piece.to, above?.from ?? Infinity);
      if (to > from) pieces.push({ from, to, row: piece.row });
      from = above && above.from < piece.to ? above.to : piece.to;
    }
  }
  return pieces.sort((a, b) => a.from - b.from);
}

/**
 * What counts of the rows of one identity, as disjoint pieces in order: at any instant at most one row, however often and in whatever
 * order they were delivered. What was observed goes before what was estimated; then the row that began last; of those of one beginning
 * see `compareTellings`. Rows that end before they begin count nothing.
 */
export function resolveOverlaps<Row extends Evidence>(
  rows: readonly Row[],
): Piece<Row>[] {
  const [only] = rows;
  if (rows.length === 1 && only) {
    return only.from < endOf(only)
      ? [{ from: only.from, to: endOf(only), row: only }]
      : [];
  }
  const real = rows.filter(row => row.from < endOf(row));
  return overlay(
    flatten(real.filter(row => row.quality !== 'estimated')),
    flatten(real.filter(row => row.quality === 'estimated')),
  );
}

/** The part of a piece within `[from, to)`; null when there is none. */
export function clip<Row>(
  piece: Piece<Row>,
  from: number,
  to: number,
): Piece<Row> | null {
  const start = Math.max(piece.from, from);
  const end = Math.min(piece.to, to);
  return start < end ? { from: start, to: end, row: piece.row } : null;
}

/** Index of the first of the disjoint, ordered stretches that ends after `instant`. */
export function firstEndingAfter(
  stretches: readonly { readonly to: number }[],
  instant: number,
): number {
  let low = 0;
  let high = stretches.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((stretches[middle]?.to ?? Infinity) > instant) high = middle;
    else low = middle + 1;
  }
  return low;
}
