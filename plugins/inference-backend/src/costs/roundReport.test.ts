import { idleViews } from '@inference-portal/plugin-inference-common';
import fc from 'fast-check';
import { CostTally } from '../decide/cost/CostTally';
import { roundReport } from './roundReport';
import { hiddenKey } from './shareIdle';

const key = fc.constantFrom(
  'group:default/support',
  'group:default/search',
  '__unallocated__',
  '__idle__',
  '__unobserved__',
  '__overcommit__',
);
const part = fc.record({
  key,
  isHidden: fc.boolean(),
  milliseconds: fc.bigInt(0n, 10_000_000_000n),
  weightDenominator: fc.constantFrom(1, 3, 7, 8, 840),
  micros: fc.integer({ min: 0, max: 200_000_000 }),
  gpus: fc.constantFrom(1, 3, 8),
  currency: fc.constantFrom('USD', 'USD', 'USD', 'EUR'),
});

/** A fleet's costs, in which overcommit is what idle would be below zero. */
const tally = fc.array(part, { maxLength: 30 }).map(parts => {
  const sum = new CostTally();
  for (const one of parts) {
    sum.add(
      one.isHidden ? hiddenKey(one.key) : one.key,
      {
        quantity:
          one.key === '__overcommit__' ? -one.milliseconds : one.milliseconds,
        weightDenominator: one.weightDenominator,
        price: { currency: one.currency, micros: one.micros, gpus: one.gpus },
      },
      false,
    );
  }
  return sum;
});

describe('roundReport', () => {
  it('shows lines that add up to the total that is shown, in every view and currency', () => {
    fc.assert(
      fc.property(tally, fc.constantFrom(...idleViews), (costs, view) => {
        const { lines, totals } = roundReport(costs, view);
        for (const [currency, total] of totals) {
          const shown = lines.filter(line => line.currency === currency);
          expect(
            shown.reduce((sum, { micros }) => sum + (micros ?? 0), 0),
          ).toBe(total);
        }
        expect(lines.some(line => line.key.startsWith('\0'))).toBe(false);
      }),
    );
  });

  it('has the same total in every view where everything is shown', () => {
    fc.assert(
      fc.property(tally, costs => {
        const isAllShown = costs.entries().every(([one]) => one[0] !== '\0');
        fc.pre(isAllShown);
        const [separate, ...others] = idleViews.map(
          view => roundReport(costs, view).totals,
        );
        for (const totals of others) {
          expect(totals).toEqual(separate);
        }
      }),
    );
  });

  it('gives nothing of idle GPUs by weight to what costs nothing', () => {
    const costs = new CostTally();
    const hour = (micros: number) => ({
      quantity: 3_600_000n,
      weightDenominator: 1,
      price: { currency: 'USD', micros, gpus: 1 },
    });
    costs.add('group:default/support', hour(3), false);
    costs.add('group:default/search', hour(0), false);
    costs.add('__idle__', hour(10), false);
    const micros = (view: 'weighted' | 'even') =>
      Object.fromEntries(
        roundReport(costs, view).lines.map(line => [line.key, line.micros]),
      );
    expect(micros('weighted')).toEqual({
      'group:default/support': 13,
      'group:default/search': 0,
    });
    expect(micros('even')).toEqual({
      'group:default/support': 8,
      'group:default/search': 5,
    });
  });

  it('leaves idle GPUs a line of their own where nobody holds any', () => {
    const costs = new CostTally();
    costs.add(
      '__idle__',
      {
        quantity: 3_600_000n,
        weightDenominator: 1,
        price: { currency: 'USD', micros: 7, gpus: 1 },
      },
      false,
    );
    expect(roundReport(costs, 'weighted').lines).toMatchObject([
      { key: '__idle__', micros: 7 },
    ]);
  });
});
