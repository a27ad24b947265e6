import fc from 'fast-check';
import { usagePoint } from '../../__fixtures__/findings/usage';
import type { InstantMs } from '../../format/instant';
import { cellAfterKey } from './cellAfterKey';
import { heatDays, LEVELS, type HeatCell } from './heatDays';
import { usageSlots, type UsageSlot } from './usageSlots';

const HOUR = 3_600_000;
const START = Date.parse('2026-11-01T00:00:00Z');

/** When the samples of so many hours are collected, and none of the next is. */
const afterHours = (hours: number) => (START + (hours + 2) * HOUR) as InstantMs;

function slotsOf(requests: readonly (number | null)[]): UsageSlot[] {
  return requests.map((value, index) => ({
    start: (START + index * HOUR) as InstantMs,
    point:
      value === null
        ? null
        : usagePoint(START + index * HOUR, { requests: value }),
  }));
}

function heatOf(requests: readonly (number | null)[]) {
  return heatDays(slotsOf(requests), 'requests', afterHours(requests.length));
}

describe('heatDays', () => {
  it('tells no request from no sample', () => {
    const { days, used, quiet, gaps } = heatOf([0, null, 5]);
    expect(days[0]?.cells.slice(0, 4)).toEqual([
      { kind: 'seen', value: 0, level: 0 },
      { kind: 'gap' },
      { kind: 'seen', value: 5, level: expect.any(Number) },
      { kind: 'ahead' },
    ]);
    expect({ used, quiet, gaps }).toEqual({ used: 1, quiet: 1, gaps: 1 });
  });

  it('takes an hour with a GPU sample alone for a gap of requests', () => {
    const point = usagePoint(START, { gpuActivityMax: 0.7 });
    const slots = [{ start: START as InstantMs, point }];
    expect(heatDays(slots, 'requests', afterHours(1)).gaps).toBe(1);
    expect(heatDays(slots, 'gpu', afterHours(1)).used).toBe(1);
  });

  it('begins with the whole day in which the window begins', () => {
    const slots = slotsOf(Array.from({ length: 30 }, () => 1)).slice(5);
    const { days } = heatDays(slots, 'requests', afterHours(30));
    expect(days.map(({ start }) => start)).toEqual([START, START + 24 * HOUR]);
    expect(days[0]?.cells[4]).toEqual({ kind: 'gap' });
  });

  it('shows the day of now from its first minute on, before any of its hours is over', () => {
    const midnight = (START + 24 * HOUR + 60_000) as InstantMs;
    const slots = slotsOf(Array.from({ length: 24 }, () => 1));
    const { days, gaps } = heatDays(slots, 'requests', midnight);
    expect(days.map(({ start }) => start)).toEqual([START, START + 24 * HOUR]);
    expect(days[1]?.cells.every(({ kind }) => kind === 'ahead')).toBe(true);
    expect(gaps).toBe(0);
  });

  it('gives more requests never a lower level, and bounds that grow', () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.integer({ min: 0, max: 5_000_000 })), {
          minLength: 1,
          maxLength: 60,
        }),
        requests => {
          const { days, bounds, used, quiet, gaps } = heatOf(requests);
          const seen = days
            .flatMap(({ cells }) => cells)
            .filter(
              (cell): cell is HeatCell & { kind: 'seen' } =>
                cell.kind === 'seen',
            )
            .sort((a, b) => a.value - b.value);
          const levels = seen.map(({ level }) => level);
          expect(levels).toEqual([...levels].sort((a, b) => a - b));
          expect(Math.max(0, ...levels)).toBeLessThanOrEqual(LEVELS);
          expect(
            seen.every(({ value, level }) => value > 0 === level > 0),
          ).toBe(true);
          expect(
            bounds.every(
              (bound, index) => index === 0 || bound > (bounds[index - 1] ?? 0),
            ),
          ).toBe(true);
          expect(used + quiet + gaps).toBe(requests.length);
        },
      ),
    );
  });
});

describe('usageSlots', () => {
  it('makes every hour of the window a slot, those without samples too', () => {
    const iso = (hours: number) => new Date(START + hours * HOUR).toISOString();
    const slots = usageSlots({
      granularity: 'hour',
      from: iso(0),
      to: iso(3),
      completeFrom: null,
      completeTo: null,
      items: [usagePoint(START + HOUR)],
      unitCosts: null,
    });
    expect(slots.map(({ point }) => point !== null)).toEqual([
      false,
      true,
      false,
    ]);
  });
});

describe('cellAfterKey', () => {
  it('enters at the last day and never leaves the map by an arrow', () => {
    expect(cellAfterKey('ArrowLeft', null, 100)).toEqual({ day: 99, hour: 0 });
    expect(cellAfterKey('ArrowRight', { day: 99, hour: 3 }, 100)).toEqual({
      day: 99,
      hour: 3,
    });
    expect(cellAfterKey('ArrowDown', { day: 5, hour: 23 }, 100)).toEqual({
      day: 5,
      hour: 23,
    });
    expect(cellAfterKey('Escape', { day: 5, hour: 23 }, 100)).toBeNull();
    expect(cellAfterKey('Tab', null, 100)).toBeUndefined();
  });
});
