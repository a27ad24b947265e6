import fc from 'fast-check';
import {
  COST_KEY_IDLE,
  COST_KEY_OVERCOMMIT,
} from '@inference-portal/plugin-inference-common';
import { costLine, costReport } from '../../../__fixtures__/costs/report';
import { inCurrency } from '../currencyView';
import { MAX_SERIES, OTHER, stackOf } from './costStack';
import { seriesColours } from './seriesColours';
import { extentOf, piecesOf } from './stackBars';

describe('stackOf', () => {
  it('draws seven series at most and puts the others together', () => {
    const view = inCurrency(costReport(), null);
    const { series } = stackOf(view.lines, view.slots);
    expect(series.map(({ key }) => key)).toEqual([
      'group:default/support',
      'group:default/search',
      'group:default/fraud',
      OTHER,
      '__unallocated__',
      '__idle__',
      '__unobserved__',
    ]);
    expect(series).toHaveLength(MAX_SERIES);
    expect(series[3]?.members).toHaveLength(4);
  });

  it('keeps a time of which nothing is known as a gap', () => {
    const view = inCurrency(costReport(), null);
    const { slots } = stackOf(view.lines, view.slots);
    expect(slots[8]?.total).toBeNull();
    expect(slots[8]?.values.every(value => value === null)).toBe(true);
    expect(piecesOf(slots[8] ?? slots[0]!)).toEqual([]);
  });

  it('draws what was held beyond what there is below zero', () => {
    const lines = [
      costLine({ micros: 100 }),
      costLine({ key: COST_KEY_OVERCOMMIT, micros: -30 }),
    ];
    const report = costReport({ lines });
    const slots = [
      {
        start: '2026-11-01T00:00:00Z',
        end: '2026-11-02T00:00:00Z',
        lines,
        total: 70,
      },
    ];
    const stack = stackOf(report.lines, slots);
    expect(stack.slots.flatMap(piecesOf)).toEqual([
      { series: 0, from: 0, to: 100 },
      { series: 1, from: 0, to: -30 },
    ]);
    expect(extentOf(stack.slots)).toEqual([-30, 100]);
  });

  it('loses no money: the values of a bar add up to its lines', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(
          fc.record({
            key: fc.oneof(fc.string(), fc.constant(COST_KEY_IDLE)),
            micros: fc.option(fc.integer({ min: -1e9, max: 1e9 })),
          }),
          { selector: ({ key }) => key, maxLength: 20 },
        ),
        amounts => {
          const lines = amounts.map(amount => costLine(amount));
          const { series, slots } = stackOf(lines, [
            {
              start: '2026-11-01T00:00:00Z',
              end: '2026-11-02T00:00:00Z',
              lines,
              total: null,
            },
          ]);
          const sum = lines.reduce((all, { micros }) => all + (micros ?? 0), 0);
          expect(
            slots[0]?.values.reduce<number>((all, one) => all + (one ?? 0), 0),
          ).toBe(sum);
          expect(series.length).toBeLessThanOrEqual(MAX_SERIES);
        },
      ),
    );
  });
});

describe('seriesColours', () => {
  it('gives every key a colour of its own, whatever the order', () => {
    const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const colours = seriesColours(keys);
    expect(new Set(colours.values()).size).toBe(keys.length);
    expect(seriesColours([...keys].reverse())).toEqual(colours);
  });
});
