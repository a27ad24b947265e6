import type { InstantMs } from '../../../format/instant';
import {
  addDays,
  localDateAt,
  parseLocalDate,
  type LocalDate,
} from '../../Costs/localDate';

/** Days that an answer may last to. Days are of UTC, as the backend counts them. */
export interface UntilBounds {
  readonly today: LocalDate;
  readonly earliest: LocalDate;
  readonly latest: LocalDate;
}

/** From tomorrow on, at most so many days. */
export function untilBounds(now: InstantMs, maxDays: number): UntilBounds {
  const today = localDateAt(now, 'UTC');
  return {
    today,
    earliest: addDays(today, 1),
    latest: addDays(today, maxDays),
  };
}

/** The day that was typed, when it lies within the bounds. */
export function parseUntil(
  text: string,
  { earliest, latest }: UntilBounds,
): LocalDate | null {
  const day = parseLocalDate(text);
  return day !== null && day >= earliest && day <= latest ? day : null;
}
