import type { CostLine } from '@inference-portal/plugin-inference-common';
import type { GridSort } from '../../table/GridColumn';

/** How a line differs from the period before, in micro-units. */
export interface LineChange {
  readonly before: number;
  readonly difference: number;
  readonly price: number;
  readonly quantity: number;
}

/** Null when nothing was compared, or a price was unknown in one of the two periods. */
export function changeOf({ previous }: CostLine): LineChange | null {
  if (
    previous === null ||
    previous.priceEffect === null ||
    previous.quantityEffect === null
  ) {
    return null;
  }
  return {
    before: previous.micros ?? 0,
    difference: previous.priceEffect + previous.quantityEffect,
    price: previous.priceEffect,
    quantity: previous.quantityEffect,
  };
}

/**
 * What late data changed of a line since its month was closed, in micro-units; null when nothing, `time` where only GPU-hours changed or
 * nobody knows the price.
 */
export function correctionOf({
  micros,
  told,
}: CostLine): number | 'time' | null {
  if (told === null) {
    return null;
  }
  const difference =
    micros === null || told.micros === null ? 0 : micros - told.micros;
  return difference === 0 ? 'time' : difference;
}

function sortKey(line: CostLine, column: string): number | null {
  switch (column) {
    case 'hours':
      return line.gpuHours;
    case 'activity':
      return line.gpuActivity;
    case 'unit':
      return line.unitCosts?.perMillionTokens ?? null;
    case 'correction': {
      const correction = correctionOf(line);
      return correction === 'time' ? 0 : correction;
    }
    case 'change':
      return changeOf(line)?.difference ?? null;
    default:
      return line.micros;
  }
}

/** Lines whose name has all words of a search, in the order of a column; unknown values stand last. */
export function selectLines(
  lines: readonly CostLine[],
  search: string,
  sort: GridSort,
  nameOf: (line: CostLine) => string,
): readonly CostLine[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const direction = sort.descending ? -1 : 1;
  const named = lines.map(line => ({ line, name: nameOf(line) }));
  return named
    .filter(({ line, name }) => {
      const text = `${name} ${line.key}`.toLowerCase();
      return words.every(word => text.includes(word));
    })
    .sort((a, b) => {
      const byName = a.name.localeCompare(b.name);
      if (sort.column === 'name') {
        return byName * direction;
      }
      const left = sortKey(a.line, sort.column);
      const right = sortKey(b.line, sort.column);
      if (left === null || right === null) {
        return Number(left === null) - Number(right === null) || byName;
      }
      return (left - right) * direction || byName;
    })
    .map(({ line }) => line);
}
