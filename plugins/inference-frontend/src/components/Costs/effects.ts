import type { CostLine } from '@inference-portal/plugin-inference-common';

/** Why a total differs from the period before: `total - before = price + quantity`. */
export interface CostEffects {
  readonly before: number;
  readonly price: number;
  readonly quantity: number;
  readonly hours: number;
  readonly hoursBefore: number;
  /** Lines that are left out, because a price was unknown in one of the two periods. */
  readonly incomparable: number;
}

/** The effects of all lines together; null when nothing was compared. */
export function effectsOf(lines: readonly CostLine[]): CostEffects | null {
  let found = false;
  const sum = {
    before: 0,
    price: 0,
    quantity: 0,
    hours: 0,
    hoursBefore: 0,
    incomparable: 0,
  };
  for (const { previous, gpuHours } of lines) {
    if (previous === null) {
      continue;
    }
    found = true;
    const { micros, priceEffect, quantityEffect } = previous;
    if (priceEffect === null || quantityEffect === null) {
      sum.incomparable += 1;
      continue;
    }
    sum.before += micros ?? 0;
    sum.price += priceEffect;
    sum.quantity += quantityEffect;
    sum.hours += gpuHours;
    sum.hoursBefore += previous.gpuHours;
  }
  return found ? sum : null;
}

/** Which way an amount goes as it is shown: what rounds to nothing goes nowhere. */
export function trendOf(
  micros: number,
  show: (micros: number) => string,
): 'up' | 'down' | 'none' {
  if (show(Math.abs(micros)) === show(0)) {
    return 'none';
  }
  return micros > 0 ? 'up' : 'down';
}
