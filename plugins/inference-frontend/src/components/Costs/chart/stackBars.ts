import type { StackSlot } from './costStack';

/** One piece of a bar, in micro-units from the base line. */
export interface StackPiece {
  readonly series: number;
  readonly from: number;
  readonly to: number;
}

/** The pieces of a bar: what is above zero upwards, what is below zero downwards, each from the base line on. */
export function piecesOf(slot: StackSlot): readonly StackPiece[] {
  let up = 0;
  let down = 0;
  return slot.values.flatMap((micros, series) => {
    if (micros === null || micros === 0) {
      return [];
    }
    const from = micros > 0 ? up : down;
    const to = from + micros;
    if (micros > 0) {
      up = to;
    } else {
      down = to;
    }
    return [{ series, from, to }];
  });
}

/** Lowest and highest end of all bars, in micro-units; zero belongs to it. */
export function extentOf(slots: readonly StackSlot[]): [number, number] {
  const ends = slots.flatMap(slot => piecesOf(slot).map(({ to }) => to));
  return [Math.min(0, ...ends), Math.max(0, ...ends)];
}
