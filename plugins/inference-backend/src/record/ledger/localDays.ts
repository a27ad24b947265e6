import { nextLocal, startOfLocal } from '../../decide/cost/calendar';
import type { Span } from './spans';

/** Whole local days of a zone that overlap a stretch. */
export function localDays({ from, to }: Span, timezone: string): Span[] {
  const days: Span[] = [];
  for (
    let begin: number = from < to ? startOfLocal('day', from, timezone) : to;
    begin < to;

  ) {
    const end = nextLocal('day', begin, timezone);
    days.push({ from: begin, to: end });
    begin = end;
  }
  return days;
}
