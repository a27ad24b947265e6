import fc from 'fast-check';
import { compareCosts, type PaidTime } from './compareCosts';
import { add, type Fraction, roundHalfUp, ZERO } from './fractions';

const whole = (value: number): Fraction => ({
  numerator: BigInt(value),
  denominator: 1n,
});
const paid = (micros: number, gpuHours: number): PaidTime => ({
  micros: whole(micros),
  gpuHours: whole(gpuHours),
});
const times = (entries: { [kind: string]: PaidTime }) =>
  new Map(Object.entries(entries));
const sumOf = (kinds: ReadonlyMap<string, PaidTime>) =>
  roundHalfUp(
    [...kinds.values()].reduce((sum, { micros }) => add(sum, micros), ZERO),
  );

const compared = (
  now: { [kind: string]: PaidTime },
  before: { [kind: string]: PaidTime },
) =>
  compareCosts(
    times(now),
    times(before),
    sumOf(times(now)) - sumOf(times(before)),
  );

describe('compareCosts', () => {
  it('tells a dearer hour from more hours', () => {
    expect(
      compared({ H100: paid(30_000, 10) }, { H100: paid(10_000, 5) }),
    ).toEqual({ priceEffect: 10_000n, quantityEffect: 10_000n });
  });

  it('takes a move to another GPU for quantity, as no price changed', () => {
    expect(
      compared({ A100: paid(8_000, 4) }, { H100: paid(28_000, 4) }),
    ).toEqual({ priceEffect: 0n, quantityEffect: -20_000n });
  });

  it('takes what is new or gone for quantity', () => {
    expect(compared({ H100: paid(7_000, 1) }, {})).toEqual({
      priceEffect: 0n,
      quantityEffect: 7_000n,
    });
    expect(compared({}, { H100: paid(7_000, 1) })).toEqual({
      priceEffect: 0n,
      quantityEffect: -7_000n,
    });
  });

  it('adds up to the difference, always', () => {
    const time = fc
      .tuple(
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.integer({ min: 0, max: 1_000 }),
        fc.integer({ min: 1, max: 997 }),
      )
      .map(([micros, hours, denominator]) => ({
        micros: { numerator: BigInt(micros), denominator: BigInt(denominator) },
        gpuHours: { numerator: BigInt(hours), denominator: 3_600_000n },
      }));
    const kinds = fc
      .dictionary(fc.constantFrom('H100', 'A100', 'L4'), time)
      .map(times);
    fc.assert(
      fc.property(kinds, kinds, (now, before) => {
        const difference = sumOf(now) - sumOf(before);
        const { priceEffect, quantityEffect } = compareCosts(
          now,
          before,
          difference,
        );
        expect(priceEffect + quantityEffect).toBe(difference);
      }),
    );
  });
});
