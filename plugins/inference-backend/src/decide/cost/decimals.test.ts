import { formatMicros, parseDecimal, toPriceMicros } from './decimals';

const priceOf = (text: string) => {
  const decimal = parseDecimal(text);
  return decimal && toPriceMicros(decimal);
};

describe('prices from decimals', () => {
  it('are whole micro-units, of more hours where one is finer', () => {
    expect(
      ['55.04', '2.10', '21.957642', '2.74470525', '0'].map(priceOf),
    ).toEqual([
      { micros: 55_040_000, per: 1 },
      { micros: 2_100_000, per: 1 },
      { micros: 21_957_642, per: 1 },
      { micros: 274_470_525, per: 100 },
      { micros: 0, per: 1 },
    ]);
  });

  it('are none where nothing exact can be told', () => {
    expect(
      [
        '',
        'abc',
        '1,5',
        '9007199254740993',
        '1e99',
        '0.12345678901234567891',
      ].map(priceOf),
    ).toEqual([null, null, null, null, null, null]);
  });
});

describe('formatMicros', () => {
  it('writes six decimals', () => {
    expect([0n, 1n, 260_108n, -24_000_000n].map(formatMicros)).toEqual([
      '0.000000',
      '0.000001',
      '0.260108',
      '-24.000000',
    ]);
  });
});
