import fc from 'fast-check';
import {
  add,
  compare,
  divide,
  floor,
  type Fraction,
  FractionSum,
  multiply,
  roundHalfUp,
  subtract,
  toNumber,
  ZERO,
} from './fractions';
import { roundLines } from './roundLines';

const fraction: fc.Arbitrary<Fraction> = fc.record({
  numerator: fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }),
  denominator: fc.bigInt({ min: 1n, max: 2n ** 60n }),
});

describe('fractions', () => {
  it('undo: what is added can be subtracted, what is multiplied divided', () => {
    fc.assert(
      fc.property(fraction, fraction, (a, b) => {
        expect(compare(subtract(add(a, b), b), a)).toBe(0);
        fc.pre(b.numerator !== 0n);
        expect(compare(divide(multiply(a, b), b), a)).toBe(0);
      }),
    );
  });

  it('round a half up, below zero too', () => {
    const halves = [-3n, -1n, 1n, 3n].map(numerator => ({
      numerator,
      denominator: 2n,
    }));
    expect(halves.map(roundHalfUp)).toEqual([-1n, 0n, 1n, 2n]);
    expect(halves.map(floor)).toEqual([-2n, -1n, 0n, 1n]);
  });

  it('sum up the same by denominators as one by one', () => {
    fc.assert(
      fc.property(fc.array(fraction, { maxLength: 8 }), parts => {
        const sum = new FractionSum();
        for (const { numerator, denominator } of parts) {
          sum.add(numerator, denominator);
        }
        expect(compare(sum.value(), parts.reduce(add, ZERO))).toBe(0);
      }),
    );
  });

  it('become numbers for people', () => {
    expect(toNumber({ numerator: -7n, denominator: 4n })).toBe(-1.75);
  });

  it('refuse to be divided by zero', () => {
    expect(() => divide(ZERO, ZERO)).toThrow('Division by zero');
  });
});

describe('roundLines', () => {
  it('adds up to the rounded total, no line a whole unit off, whatever the order', () => {
    fc.assert(
      fc.property(fc.array(fraction, { maxLength: 12 }), amounts => {
        const lines = amounts.map((amount, index): [string, Fraction] => [
          `line-${index}`,
          amount,
        ]);
        const rounded = roundLines(lines);
        expect(rounded.total).toBe(roundHalfUp(amounts.reduce(add, ZERO)));
        let sum = 0n;
        for (const [key, amount] of lines) {
          const micros = rounded.lines.get(key) ?? 0n;
          sum += micros;
          const off = subtract({ numerator: micros, denominator: 1n }, amount);
          expect(
            compare(off, { numerator: 1n, denominator: 1n }) < 0 &&
              compare(off, { numerator: -1n, denominator: 1n }) > 0,
          ).toBe(true);
        }
        expect(sum).toBe(rounded.total);
        expect([...roundLines([...lines].reverse()).lines].sort()).toEqual(
          [...rounded.lines].sort(),
        );
      }),
    );
  });

  it('gives what is missing to those that lost most, equals by key', () => {
    const third = { numerator: 1n, denominator: 3n };
    const half = { numerator: 1n, denominator: 2n };
    expect([
      ...roundLines([
        ['b', third],
        ['a', third],
        ['c', third],
      ]).lines,
    ]).toEqual([
      ['b', 0n],
      ['a', 1n],
      ['c', 0n],
    ]);
    expect(
      roundLines([
        ['a', third],
        ['b', half],
      ]).lines.get('b'),
    ).toBe(1n);
  });
});
