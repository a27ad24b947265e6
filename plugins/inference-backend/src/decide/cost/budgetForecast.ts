import type { InstantMs } from '../../types';
import {
  add,
  compare,
  type Fraction,
  multiply,
  roundHalfUp,
} from './fractions';
import type { Period } from './calendar';

/** What stands against a budget so far; exact micro-units of its currency. */
export interface BudgetSpending {
  readonly monthly: Fraction;
  /** The local month. */
  readonly month: Period;
  /** Until when costs are counted: now, or what was watched last. */
  readonly countedTo: InstantMs;
  /** From the beginning of the month until `countedTo`; null when nobody knows the price. */
  readonly spent: Fraction | null;
  /** The time that the forecast goes by, such as the last seven days, and what it cost. Null when there is none or its price is not known. */
  readonly recent: {
    readonly window: Period;
    readonly micros: Fraction;
  } | null;
}

/** How it stands with a budget. */
export interface BudgetOutlook {
  /** Micro-units at the end of the month if it goes on as recently; null when nobody can tell. */
  readonly forecast: bigint | null;
  readonly state: 'on-track' | 'at-risk' | 'exceeded' | 'unknown';
}

function forecastOf({
  month,
  countedTo,
  spent,
  recent,
}: BudgetSpending): Fraction | null {
  if (spent === null) return null;
  const left = BigInt(Math.max(0, month.to - Math.max(countedTo, month.from)));
  if (left === 0n) return spent;
  if (recent === null || recent.window.to <= recent.window.from) return null;
  return add(
    spent,
    multiply(recent.micros, {
      numerator: left,
      denominator: BigInt(recent.window.to - recent.window.from),
    }),
  );
}

/**
 * Tells whether a month stays within its budget: `exceeded` once more than the budget is spent, `at-risk` when more will be if it goes on as
 * recently; to spend the budget exactly is on track.
 */
export function forecastBudget(spending: BudgetSpending): BudgetOutlook {
  const { monthly, spent } = spending;
  const forecast = forecastOf(spending);
  const rounded = forecast === null ? null : roundHalfUp(forecast);
  if (spent === null) return { forecast: rounded, state: 'unknown' };
  if (compare(spent, monthly) > 0) {
    return { forecast: rounded, state: 'exceeded' };
  }
  if (forecast === null) return { forecast: null, state: 'unknown' };
  return {
    forecast: rounded,
    state: compare(forecast, monthly) > 0 ? 'at-risk' : 'on-track',
  };
}

/**
 * Spent by the end of each local day so far, in micro-units: what is told grows day by day and ends at the whole of it, rounded once each.
 *
 * @param days - exact cost of each day, in order; null where nobody knows the price
 */
export function burnDown(
  days: readonly (Fraction | null)[],
): (bigint | null)[] {
  let sum: Fraction | null = { numerator: 0n, denominator: 1n };
  return days.map(day => {
    sum = sum === null || day === null ? null : add(sum, day);
    return sum === null ? null : roundHalfUp(sum);
  });
}
