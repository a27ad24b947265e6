import fc from 'fast-check';
import { usagePoint } from '../../__fixtures__/findings/usage';
import type { InstantMs } from '../../format/instant';
import { cellAfterKey } from './cellAfterKey';
import { heatDays, LEVELS, type HeatCell } from './heatDays';
import { usageSlots, type UsageSlot } from './usageSlots';

const HOUR = 3_600_000;
const START = Date.parse('2026-11-01T00:00:00Z');

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
  const end = (START + requests.length * HOUR) as InstantMs;
  return heatDays(slotsOf(requests), 'requests', end);
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
    const end = (START + HOUR) as InstantMs;
    expect(heatDays(slots, 'requests', end).gaps).toBe(1);
    expect(heatDays(slots, 'gpu', end).used).toBe(1);
  });

  it('begins with the whole day in which the window begins', () => {
    const slots = slotsOf(Array.from({ length: 30 }, () => 1)).slice(5);
    const { days } = heatDays(
      slots,
      'requests',
      (START + 30 * HOUR) as InstantMs,
    );
    expect(days.map(({ start }) => start)).toEqual([START, START + 24 * HOUR]);
    expect(days[0]?.cells[4]).toEqual({ kind: 'gap' });
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
