import fc from 'fast-check';
import { amountText, parseAmount } from './amount';

describe('parseAmount', () => {
  it('reads whole and decimal amounts exactly', () => {
    expect(parseAmount('5000')).toBe(5_000_000_000);
    expect(parseAmount(' 5000,50 ')).toBe(5_000_500_000);
    expect(parseAmount('0.000001')).toBe(1);
  });

  it.each(['', '0', '-5', '1,000.50', '5e3', '0.0000001', 'NaN'])(
    'refuses %p',
    text => {
      expect(parseAmount(text)).toBeNull();
    },
  );

  it('reads what it wrote', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
        micros => expect(parseAmount(amountText(micros))).toBe(micros),
      ),
    );
  });
});
