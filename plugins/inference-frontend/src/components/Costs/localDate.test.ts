import type { InstantMs } from '../../format/instant';
import {
  addDays,
  daysBetween,
  isTimeZone,
  localDateAt,
  parseLocalDate,
  startOfMonth,
  type LocalDate,
} from './localDate';

const at = (text: string) => Date.parse(text) as InstantMs;
const date = (text: string) => text as LocalDate;

describe('localDate', () => {
  it('tells the day that it is in a zone', () => {
    const evening = at('2026-11-22T18:30:00Z');
    expect(localDateAt(evening, 'UTC')).toBe('2026-11-22');
    expect(localDateAt(evening, 'Asia/Kathmandu')).toBe('2026-11-23');
    expect(localDateAt(at('2026-11-22T03:00:00Z'), 'America/New_York')).toBe(
      '2026-11-21',
    );
  });

  it('refuses days that no calendar has', () => {
    expect(parseLocalDate('2026-02-28')).toBe('2026-02-28');
    expect(parseLocalDate('2026-02-30')).toBeNull();
    expect(parseLocalDate('22.11.2026')).toBeNull();
    expect(parseLocalDate(null)).toBeNull();
  });

  it('counts days across a change of the clocks and a leap day', () => {
    expect(addDays(date('2026-10-24'), 2)).toBe('2026-10-26');
    expect(daysBetween(date('2028-02-28'), date('2028-03-01'))).toBe(2);
    expect(startOfMonth(date('2026-01-31'), -1)).toBe('2025-12-01');
  });

  it('knows zones by their IANA names', () => {
    expect(isTimeZone('Europe/Berlin')).toBe(true);
    expect(isTimeZone('Mars/Base')).toBe(false);
  });
});
