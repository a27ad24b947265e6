import type { CostLine } from '@inference-portal/plugin-inference-common';
import { parseInstant, type InstantMs } from '../../../format/instant';
import { isNobodys, NOBODYS_KEYS } from '../costKeys';
import type { CurrencySlot } from '../currencyView';
import { seriesColours } from './seriesColours';

/** A stack has at most this many series of its own; all others are one. */
export const MAX_SERIES = 7;

/** Key of what is put together. */
export const OTHER = '__other__';

/** One series of a stack, from its bottom to its top. */
export interface StackSeries {
  readonly key: string;
  readonly title: string | null;
  /** How it is filled; what belongs to nobody has a pattern, not only a colour. */
  readonly fill: string;
  /** Lines in it: one, or as many as were put together. */
  readonly members: readonly CostLine[];
}

/** One bar, `[start, end)`. */
export interface StackSlot {
  readonly start: InstantMs;
  readonly end: InstantMs;
  /** Micro-units in the order of the series; null where nobody knows. */
  readonly values: readonly (number | null)[];
  /** Null is a gap: nothing is known of that time, or no price. */
  readonly total: number | null;
}

export interface CostStack {
  readonly series: readonly StackSeries[];
  readonly slots: readonly StackSlot[];
}

const size = (line: CostLine) => Math.abs(line.micros ?? 0);

/** The lines of a report as a stack: owners by their cost, then the others, then what belongs to nobody. */
export function stackOf(
  lines: readonly CostLine[],
  slots: readonly CurrencySlot[],
): CostStack {
  const nobodys = NOBODYS_KEYS.flatMap(key =>
    lines.filter(line => line.key === key && size(line) > 0),
  );
  const owned = lines
    .filter(line => !isNobodys(line.key) && line.micros !== null)
    .sort((a, b) => size(b) - size(a));
  const room = MAX_SERIES - nobodys.length;
  const named = owned.slice(0, owned.length <= room ? room : room - 1);
  const rest = owned.slice(named.length);
  const colours = seriesColours(named.map(line => line.key));
  const series: StackSeries[] = [
    ...named.map(line => ({
      key: line.key,
      title: line.title,
      fill: colours.get(line.key) ?? 'currentColor',
      members: [line],
    })),
    ...(rest.length > 0
      ? [{ key: OTHER, title: null, fill: OTHER, members: rest }]
      : []),
    ...nobodys.map(line => ({
      key: line.key,
      title: line.title,
      fill: line.key,
      members: [line],
    })),
  ];
  return { series, slots: slots.flatMap(slot => slotOf(slot, series)) };
}

function slotOf(
  slot: CurrencySlot,
  series: readonly StackSeries[],
): StackSlot[] {
  const start = parseInstant(slot.start);
  const end = parseInstant(slot.end);
  if (start === null || end === null) {
    return [];
  }
  const amounts = new Map(slot.lines.map(line => [line.key, line.micros]));
  const values = series.map(({ members }) =>
    members.reduce<number | null>((sum, { key }) => {
      const micros = amounts.get(key) ?? null;
      return micros === null ? sum : (sum ?? 0) + micros;
    }, null),
  );
  return [{ start, end, values, total: slot.total }];
}
