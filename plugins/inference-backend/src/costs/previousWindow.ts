import {
  localPeriods,
  startOfLocal,
  type CalendarUnit,
} from '../decide/cost/calendar';
import type { TimeWindow } from '../record';
import type { InstantMs } from '../types';

/** Before the month that begins at `instant`, this is in the one before; before a day likewise. */
const STEP_BACK_MS = 1;

function stepBack(
  instant: InstantMs,
  unit: CalendarUnit,
  steps: number,
  timezone: string,
): InstantMs {
  let start = instant;
  for (let step = 0; step < steps; step += 1) {
    start = startOfLocal(unit, start - STEP_BACK_MS, timezone);
  }
  return start;
}

/**
 * The window before: so many whole local months or days before, where the window is made of these, else as long as it is. Of a window
 * that has not ended only the part that has passed is compared.
 *
 * @param counted - the part of the window that has passed
 */
export function previousWindow(
  window: TimeWindow,
  counted: TimeWindow,
  timezone: string,
): TimeWindow {
  const isWhole = (unit: CalendarUnit) =>
    [window.from, window.to].every(
      instant => startOfLocal(unit, instant, timezone) === instant,
    );
  const unit = (['month', 'day'] as const).find(isWhole);
  const length = window.to - window.from;
  const from = unit
    ? stepBack(
        window.from,
        unit,
        localPeriods(window, unit, timezone).length,
        timezone,
      )
    : ((window.from - length) as InstantMs);
  return counted.to === window.to
    ? { from, to: window.from }
    : {
        from,
        to: Math.min(
          from + (counted.to - counted.from),
          window.from,
        ) as InstantMs,
      };
}
