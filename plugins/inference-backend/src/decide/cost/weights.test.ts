import fc from 'fast-check';
import { add, compare } from './fractions';
import type { GpuWeight } from './ledger';
import {
  addWeights,
  compareWeights,
  formatWeight,
  parseWeight,
  weightOfUnits,
} from './weights';

const smallWeight: fc.Arbitrary<GpuWeight> = fc
  .tuple(fc.integer({ min: 0, max: 64 }), fc.integer({ min: 1, max: 64 }))
  .map(([numerator, denominator]) =>
    weightOfUnits(numerator, { numerator: 1, denominator }),
  );

const exact = ({ numerator, denominator }: GpuWeight) => ({
  numerator: BigInt(numerator),
  denominator: BigInt(denominator),
});

describe('parseWeight', () => {
  it('reads decimals and fractions exactly and reduced', () => {
    expect(
      ['2', '0.125', '.5', '1/3', '2.50', '1e-1', '0'].map(text => {
        const weight = parseWeight(text);
        return weight && formatWeight(weight);
      }),
    ).toEqual(['2', '1/8', '1/2', '1/3', '5/2', '1/10', '0']);
  });

  it('refuses what is no number of GPUs', () => {
    expect(
      ['', '-1', '1/0', 'NaN', '1,5', '0x1', ' ', '.'].map(parseWeight),
    ).toEqual(Array.from({ length: 8 }, () => null));
  });

  it('cuts off what a weight cannot hold, so that n n-ths never exceed the card', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), parts => {
        const text = `0.${((10n ** 28n / BigInt(parts)) % 10n ** 28n)
          .toString()
          .padStart(28, '0')}`;
        const weight = parseWeight(parts === 1 ? '1' : text);
        expect(weight).not.toBeNull();
        const all = weight && exact(weight);
        expect(all && all.numerator * BigInt(parts) <= all.denominator).toBe(
          true,
        );
      }),
    );
  });
});

describe('weights', () => {
  it('add and compare as the numbers do', () => {
    fc.assert(
      fc.property(smallWeight, smallWeight, (a, b) => {
        expect(compare(exact(addWeights(a, b)), add(exact(a), exact(b)))).toBe(
          0,
        );
        expect(Math.sign(compareWeights(a, b))).toBe(
          Math.sign(compare(exact(a), exact(b))),
        );
      }),
    );
  });

  it('refuse a sum that needs more digits than are exact', () => {
    const fine = { numerator: 1, denominator: 9_007_199_254_740_881 };
    const other = { numerator: 1, denominator: 9_007_199_254_740_847 };
    expect(() => addWeights(fine, other)).toThrow(/more digits/);
  });
});
