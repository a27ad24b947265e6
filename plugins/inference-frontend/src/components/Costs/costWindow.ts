import type { CostGranularity } from '@inference-portal/plugin-inference-common';
import type { InstantMs } from '../../format/instant';
import {
  addDays,
  daysBetween,
  localDateAt,
  startOfMonth,
  type LocalDate,
} from './localDate';

/** Windows to choose from, in the order of the menu. */
export const COST_WINDOWS = [
  'month',
  'last-month',
  '7d',
  '30d',
  '90d',
  '12m',
  'custom',
] as const;
export type CostWindowName = (typeof COST_WINDOWS)[number];

/** A window as somebody chose it; both days of a custom one belong to it. */
export type ChosenWindow =
  | { readonly name: Exclude<CostWindowName, 'custom'> }
  | {
      readonly name: 'custom';
      readonly first: LocalDate;
      readonly last: LocalDate;
    };

/** Local dates, half-open, and how finely they are drawn. */
export interface CostWindow {
  readonly from: LocalDate;
  /** The day after the last one. */
  readonly to: LocalDate;
  readonly granularity: Exclude<CostGranularity, 'total'>;
}

/** Longest windows that are drawn by hours and by days; more bars than that are no longer told apart. */
const HOURS_UP_TO_DAYS = 2;
const DAYS_UP_TO_DAYS = 100;

function boundsOf(
  chosen: ChosenWindow,
  today: LocalDate,
): { from: LocalDate; to: LocalDate } {
  const tomorrow = addDays(today, 1);
  switch (chosen.name) {
    case 'custom':
      return { from: chosen.first, to: addDays(chosen.last, 1) };
    case 'last-month':
      return { from: startOfMonth(today, -1), to: startOfMonth(today) };
    case '7d':
      return { from: addDays(tomorrow, -7), to: tomorrow };
    case '30d':
      return { from: addDays(tomorrow, -30), to: tomorrow };
    case '90d':
      return { from: addDays(tomorrow, -90), to: tomorrow };
    // Whole months, though the last one lasts: so they are compared with whole months, as far as they have come.
    case '12m':
      return { from: startOfMonth(today, -11), to: startOfMonth(today, 1) };
    default:
      return { from: startOfMonth(today), to: startOfMonth(today, 1) };
  }
}

function granularityOf(days: number): CostWindow['granularity'] {
  if (days <= HOURS_UP_TO_DAYS) {
    return 'hour';
  }
  return days <= DAYS_UP_TO_DAYS ? 'day' : 'month';
}

/** The days of a window in a zone (IANA name), today included. What lies in the future costs nothing yet. */
export function resolveWindow(
  chosen: ChosenWindow,
  now: InstantMs,
  timeZone: string,
): CostWindow {
  const { from, to } = boundsOf(chosen, localDateAt(now, timeZone));
  return { from, to, granularity: granularityOf(daysBetween(from, to)) };
}
