import fc from 'fast-check';
import type { InstantMs } from '../../types';
import {
  isTimezone,
  localDate,
  localPeriods,
  nextLocal,
  startOfLocal,
} from './calendar';

const HOUR = 3_600_000;
const at = (text: string) => Date.parse(text) as InstantMs;
const window = (from: string, to: string) => ({ from: at(from), to: at(to) });
const hours = (periods: { from: number; to: number }[]) =>
  periods.map(({ from, to }) => (to - from) / HOUR);

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  // Midnight comes twice, and does not come.
  'Atlantic/Azores',
  'America/Havana',
  'Africa/Cairo',
  'America/Santiago',
];

describe('localPeriods', () => {
  it('gives days of 23 and 25 hours where the clock changes', () => {
    expect(
      hours(
        localPeriods(
          window('2026-03-27T23:00:00Z', '2026-03-30T22:00:00Z'),
          'day',
          'Europe/Berlin',
        ),
      ),
    ).toEqual([24, 23, 24]);
    expect(
      hours(
        localPeriods(
          window('2026-11-01T04:00:00Z', '2026-11-03T05:00:00Z'),
          'day',
          'America/New_York',
        ),
      ),
    ).toEqual([25, 24]);
  });

  it('begins days of Kathmandu at a quarter past', () => {
    expect(
      new Date(
        startOfLocal('day', at('2026-06-01T12:00:00Z'), 'Asia/Kathmandu'),
      ).toISOString(),
    ).toBe('2026-05-31T18:15:00.000Z');
  });

  it('begins a day at the first of two midnights, and after one that does not come', () => {
    expect(
      [
        startOfLocal('day', at('2026-10-25T12:00:00Z'), 'Atlantic/Azores'),
        startOfLocal('day', at('2026-04-24T12:00:00Z'), 'Africa/Cairo'),
      ].map(instant => new Date(instant).toISOString()),
    ).toEqual(['2026-10-25T00:00:00.000Z', '2026-04-23T22:00:00.000Z']);
  });

  it('cuts months by their local days', () => {
    expect(
      hours(
        localPeriods(
          window('2026-02-28T23:00:00Z', '2026-04-30T22:00:00Z'),
          'month',
          'Europe/Berlin',
        ),
      ),
    ).toEqual([31 * 24 - 1, 30 * 24]);
  });

  it('is one period without a unit, and none of an empty window', () => {
    const year = window('2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z');
    expect(localPeriods(year, null, 'UTC')).toEqual([year]);
    expect(
      localPeriods({ from: year.from, to: year.from }, 'day', 'UTC'),
    ).toEqual([]);
  });

  it('covers the window without gap or overlap, each period on one date', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.constantFrom('hour' as const, 'day' as const),
        fc.integer({
          min: at('2020-01-01T00:00:00Z'),
          max: at('2028-01-01T00:00:00Z'),
        }),
        fc.integer({ min: 1, max: 5 * 24 * HOUR }),
        (zone, unit, from, length) => {
          const whole = {
            from: from as InstantMs,
            to: (from + length) as InstantMs,
          };
          const periods = localPeriods(whole, unit, zone);
          expect(periods[0]?.from).toBe(whole.from);
          expect(periods[periods.length - 1]?.to).toBe(whole.to);
          for (const [index, period] of periods.entries()) {
            expect(period.to).toBeGreaterThan(period.from);
            expect(period.from).toBe(periods[index - 1]?.to ?? whole.from);
            expect(localDate(period.to - 1, zone)).toBe(
              localDate(period.from, zone),
            );
            const goesOn =
              localDate(period.to, zone) === localDate(period.from, zone);
            const isCut = index === periods.length - 1;
            expect(unit === 'hour' || isCut || !goesOn).toBe(true);
            expect(unit === 'day' || period.to - period.from <= HOUR).toBe(
              true,
            );
          }
        },
      ),
    );
  });

  it('begins a period where the one before ends, wherever one asks within it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.constantFrom('hour' as const, 'day' as const, 'month' as const),
        fc.integer({
          min: at('2020-01-01T00:00:00Z'),
          max: at('2028-01-01T00:00:00Z'),
        }),
        (zone, unit, instant) => {
          const next = nextLocal(unit, instant, zone);
          expect(next).toBeGreaterThan(instant);
          expect(startOfLocal(unit, instant, zone)).toBeLessThanOrEqual(
            instant,
          );
          // Where the clock jumps by half an hour an hour is cut, which one cannot ask back.
          const isExact = unit !== 'hour';
          expect(!isExact || startOfLocal(unit, next, zone) === next).toBe(
            true,
          );
          expect(!isExact || nextLocal(unit, next - 1, zone) === next).toBe(
            true,
          );
        },
      ),
    );
  });
});

describe('isTimezone', () => {
  it('knows zones of the IANA database and nothing else', () => {
    expect(
      ['UTC', 'Asia/Kathmandu', 'Mars/Base', '+02:00', '', 'local'].map(
        isTimezone,
      ),
    ).toEqual([true, true, false, false, false, false]);
  });

  it('is what cutting insists on', () => {
    expect(() => startOfLocal('day', 0, 'Mars/Base')).toThrow(
      /"Mars\/Base" is no time/,
    );
  });
});
