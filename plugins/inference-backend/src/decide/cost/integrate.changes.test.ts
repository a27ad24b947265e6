import fc from 'fast-check';
import { byOwner, checkFleets, share } from './__testUtils__/checkFleets';
import {
  everyDimension,
  moneyOf,
  plain,
  tallyOf,
} from './__testUtils__/exactCosts';
import { compare, type Fraction, ZERO } from './fractions';
import type { Ledger } from './ledger';
import type { CostPart } from './nodeParts';

jest.setTimeout(3_600_000);

/** Fleets for each property; many more with `FLEETS=10000`. */
const FLEETS = Number(process.env.FLEETS ?? 100);
const check = checkFleets(FLEETS);

/** Each row a pod of its own, so that no two displace one another. */
function asSinglePods(ledger: Ledger): Ledger {
  return {
    ...ledger,
    allocations: ledger.allocations.map((row, index) => ({
      ...row,
      podUid: `pod-${index}`,
      quality: 'observed',
    })),
  };
}

describe('when something changes, the cost', () => {
  it('I6: of a pod does not fall when it holds longer or more', () => {
    check(({ ledger: drawn, window }) => {
      const ledger = asSinglePods(drawn);
      const byPod = ({ dimensions }: CostPart) => dimensions.podUid ?? '';
      const before = tallyOf(ledger, { window }, byPod);
      const more = tallyOf(
        {
          ...ledger,
          allocations: ledger.allocations.map(row => ({
            ...row,
            to: null,
            weight: {
              ...row.weight,
              numerator: row.weight.numerator + 1,
            },
          })),
        },
        { window },
        byPod,
      );
      for (const { podUid } of ledger.allocations) {
        const [less, greater] = [before, more].map(
          tally => tally.get(podUid)?.micros('USD') ?? ZERO,
        );
        expect(compare(less ?? ZERO, greater ?? ZERO)).toBeLessThanOrEqual(0);
      }
    });
  });

  it('I7: of everybody else stays when one pod goes', () => {
    check(({ ledger: drawn, window }) => {
      const ledger = asSinglePods(drawn);
      const byPod = ({ dimensions }: CostPart) => dimensions.podUid ?? '';
      const [gone, ...rest] = ledger.allocations;
      const before = moneyOf(tallyOf(ledger, { window }, byPod));
      const after = moneyOf(
        tallyOf({ ...ledger, allocations: rest }, { window }, byPod),
      );
      for (const each of [before, after]) {
        delete each[''];
        if (gone) delete each[gone.podUid];
      }
      expect(after).toEqual(before);
    });
  });

  it('I8: keeps its sums when models, nodes and owners are renamed', () => {
    check(({ ledger, window }) => {
      const renamed: Ledger = {
        ...ledger,
        nodes: ledger.nodes.map(row => ({ ...row, name: `new-${row.name}` })),
        ownership: ledger.ownership.map(row => ({
          ...row,
          model: row.model && `new-${row.model}`,
          owner: row.owner && `new-${row.owner}`,
        })),
      };
      const before = moneyOf(tallyOf(ledger, { window }, byOwner));
      const after = moneyOf(tallyOf(renamed, { window }, byOwner));
      expect(Object.values(after).sort()).toEqual(Object.values(before).sort());
    });
  });

  it('I8: goes to the new owner from the instant of the change on', () => {
    check(({ ledger, window }, part) => {
      const cut = (window.from +
        Math.floor((window.to - window.from) * part)) as typeof window.from;
      const subjects = ['s1', 's2', 'namespace:c1/chat', 'namespace:c2/chat'];
      const owned = (owner: string, from: number, to: number | null) =>
        subjects.map(subject => ({
          subject,
          owner,
          model: null,
          version: null,
          from: from as typeof cut,
          to: to as typeof cut | null,
        }));
      const moved = {
        ...ledger,
        ownership: [...owned('old', 0, cut), ...owned('new', cut, null)],
      };
      const sums = (of: Ledger, from: number, to: number) =>
        tallyOf(of, { window: { from, to } }, byOwner);
      const whole = sums(moved, window.from, window.to);
      const before = sums(moved, window.from, cut);
      const after = sums(moved, cut, window.to);
      expect(moneyOf(whole).old).toBe(moneyOf(before).old);
      expect(moneyOf(whole).new).toBe(moneyOf(after).new);
      expect(moneyOf(before).new ?? moneyOf(after).old).toBeUndefined();
    }, share);
  });

  it('I9: grows with prices, line by line', () => {
    check(({ ledger, window }, factor) => {
      const dearer: Ledger = {
        ...ledger,
        nodes: ledger.nodes.map(row => ({
          ...row,
          statedPrice: row.statedPrice && {
            ...row.statedPrice,
            perNodeHour: row.statedPrice.perNodeHour * factor,
          },
        })),
        prices: ledger.prices.map(row => ({
          ...row,
          micros: row.micros * factor,
        })),
        commitments: ledger.commitments.map(row => ({
          ...row,
          microsPerNodeHour: row.microsPerNodeHour * factor,
        })),
      };
      const scaled = everyDimension(ledger, { window })
        .entries()
        .map(([key, amount]): [string, Fraction | null] => {
          const micros = amount.micros('USD');
          return [
            key,
            micros && {
              numerator: micros.numerator * BigInt(factor),
              denominator: micros.denominator,
            },
          ];
        });
      expect(moneyOf(everyDimension(dearer, { window }))).toEqual(
        plain(scaled),
      );
    }, fc.integer({ min: 1, max: 1_000 }));
  });
});
