import fc from 'fast-check';
import { zone } from './__testUtils__/arbitraries';
import { byOwner, checkFleets, share } from './__testUtils__/checkFleets';
import {
  everyDimension,
  gpuHoursOf,
  moneyOf,
  tallyOf,
} from './__testUtils__/exactCosts';
import { localPeriods } from './calendar';
import { CostTally } from './CostTally';
import { add, compare, type Fraction, ZERO } from './fractions';
import type { Ledger } from './ledger';
import type { CostPart } from './nodeParts';
import { roundLines } from './roundLines';

jest.setTimeout(3_600_000);

/** Fleets for each property; many more with `FLEETS=10000`. */
const FLEETS = Number(process.env.FLEETS ?? 100);
const check = checkFleets(FLEETS);

const byNode = ({ dimensions }: CostPart) =>
  dimensions.nodeUid ?? dimensions.bucket;
const byModel = ({ dimensions }: CostPart) => dimensions.model ?? '';

const totalOf = (tally: CostTally) => tally.total().micros('USD') ?? ZERO;

describe('the cost of a fleet', () => {
  it('I1: adds up to the price of each node, whatever is held on it', () => {
    check(({ ledger, window }) => {
      const held = tallyOf(ledger, { window }, byNode);
      const empty = tallyOf({ ...ledger, allocations: [] }, { window }, byNode);
      expect(gpuHoursOf(held)).toEqual(gpuHoursOf(empty));
      expect(moneyOf(held)).toEqual(moneyOf(empty));
    });
  });

  it('I1: is below zero for overcommitted time only', () => {
    check(({ ledger, window }) => {
      for (const [key, amount] of tallyOf(
        ledger,
        { window },
        ({ dimensions }) => dimensions.bucket,
      ).entries()) {
        const sign = Math.sign(Number(amount.gpuHours().numerator));
        expect(sign).not.toBe(key === 'overcommit' ? 1 : -1);
      }
    });
  });

  it('I2: is the same sum however it is grouped, and so are the rounded lines', () => {
    check(({ ledger, window }) => {
      const sums = [byOwner, byNode, byModel].map(key =>
        tallyOf(ledger, { window }, key),
      );
      const rounded = sums.map(sum => {
        const exact = sum
          .entries()
          .map(([key, amount]): [string, Fraction] => [
            key,
            amount.micros('USD') ?? ZERO,
          ]);
        const { total, lines } = roundLines(exact);
        expect([...lines.values()].reduce((a, b) => a + b, 0n)).toBe(total);
        return total;
      });
      for (const [index, sum] of sums.entries()) {
        expect(compare(totalOf(sum), totalOf(sums[0] ?? sum))).toBe(0);
        expect(rounded[index]).toBe(rounded[0]);
      }
    });
  });

  it('I3: of a window is that of its two parts, wherever it is cut', () => {
    check(({ ledger, window }, part) => {
      const cut = window.from + Math.floor((window.to - window.from) * part);
      const whole = everyDimension(ledger, { window });
      const parts = new CostTally();
      for (const piece of [
        { from: window.from, to: cut },
        { from: cut, to: window.to },
      ]) {
        for (const [key, amount] of everyDimension(ledger, {
          window: piece,
        }).entries()) {
          parts.addAmount(key, amount);
        }
      }
      expect(moneyOf(parts)).toEqual(moneyOf(whole));
      expect(gpuHoursOf(parts)).toEqual(gpuHoursOf(whole));
    }, share);
  });

  it('I4, I12: does not depend on the order of rows', () => {
    check(({ ledger, window }) => {
      const turned: Ledger = {
        nodes: [...ledger.nodes].reverse(),
        allocations: [...ledger.allocations].reverse(),
        ownership: [...ledger.ownership].reverse(),
        unobserved: [...ledger.unobserved].reverse(),
        prices: [...ledger.prices].reverse(),
        commitments: [...ledger.commitments].reverse(),
      };
      const ours = everyDimension(turned, { window });
      const given = everyDimension(ledger, { window });
      expect(moneyOf(ours)).toEqual(moneyOf(given));
      expect(gpuHoursOf(ours)).toEqual(gpuHoursOf(given));
    });
  });

  it('I5: is the same when everything is told twice', () => {
    check(({ ledger, window }) => {
      const twice: Ledger = {
        ...ledger,
        nodes: [...ledger.nodes, ...ledger.nodes],
        allocations: [...ledger.allocations, ...ledger.allocations],
        ownership: [...ledger.ownership, ...ledger.ownership],
        unobserved: [...ledger.unobserved, ...ledger.unobserved],
        prices: [...ledger.prices, ...ledger.prices],
      };
      expect(moneyOf(everyDimension(twice, { window }))).toEqual(
        moneyOf(everyDimension(ledger, { window })),
      );
    });
  });

  it('I11: adds up the same by way of any finer grouping', () => {
    check(({ ledger, window }) => {
      const fine = tallyOf(ledger, { window }, part =>
        JSON.stringify([byNode(part), byModel(part), byOwner(part)]),
      );
      const coarse = new CostTally();
      for (const [key, amount] of fine.entries()) {
        coarse.addAmount(JSON.parse(key)[2], amount);
      }
      expect(moneyOf(coarse)).toEqual(
        moneyOf(tallyOf(ledger, { window }, byOwner)),
      );
    });
  });

  it('I16: is the sum of its local hours, days and months, each computed by itself', () => {
    check(
      ({ ledger, window }, timezone, unit) => {
        const summed = new CostTally();
        for (const period of localPeriods(window, unit, timezone)) {
          for (const [key, amount] of everyDimension(ledger, {
            window: period,
          }).entries()) {
            summed.addAmount(key, amount);
          }
        }
        expect(moneyOf(summed)).toEqual(
          moneyOf(everyDimension(ledger, { window })),
        );
      },
      zone,
      fc.constantFrom('hour' as const, 'day' as const, 'month' as const),
    );
  });

  it('of two sets of clusters is that of all', () => {
    check(({ ledger, window }) => {
      const parts = new CostTally();
      for (const cluster of ['c1', 'c2', '']) {
        for (const [key, amount] of everyDimension(ledger, {
          window,
          clusters: [cluster],
        }).entries()) {
          parts.addAmount(key, amount);
        }
      }
      expect(moneyOf(parts)).toEqual(
        moneyOf(everyDimension(ledger, { window })),
      );
    });
  });

  it('sums are exact beyond 2^53', () => {
    const huge = { numerator: 2n ** 60n + 1n, denominator: 1n };
    expect(add(huge, huge).numerator).toBe(2n ** 61n + 2n);
  });
});
