import type { InstantMs } from '../../types';
import { checkPrices } from './checkPrices';
import type { PriceRow } from './ledger';

const at = (text: string) => Date.parse(text) as InstantMs;

function price(id: string, overrides: Partial<PriceRow> = {}): PriceRow {
  return {
    id,
    source: 'config',
    match: {
      cluster: null,
      instanceType: 'p5.48xlarge',
      gpuProduct: null,
      region: null,
      capacityType: 'on-demand',
    },
    currency: 'USD',
    unit: 'node-hour',
    micros: 55_040_000,
    from: at('2026-01-01T00:00:00Z'),
    to: at('2026-02-01T00:00:00Z'),
    asOf: null,
    note: null,
    ...overrides,
  };
}

const problems = (...rows: PriceRow[]) =>
  checkPrices(rows).map(({ field, message }) => `${field}: ${message}`);

describe('checkPrices', () => {
  it('has nothing against prices that follow each other, differ in what they match, or are told twice', () => {
    const next = price('b', { from: at('2026-02-01T00:00:00Z'), to: null });
    const spot = price('c', {
      match: { ...next.match, capacityType: 'spot' },
    });
    expect(problems(price('a'), next, spot, price('d'))).toEqual([]);
  });

  it('names the row, the field and the fix', () => {
    expect(
      problems(
        price('a', { currency: 'usd' }),
        price('b', { source: 'csv', micros: -1 }),
        price('c', { source: 'shipped', to: at('2025-01-01T00:00:00Z') }),
      ),
    ).toEqual([
      'currency: Price a: "usd" is no currency; write an ISO 4217 code such as USD',
      'micros: Price b: -1 is no price; it is 0 or more, in whole micro-units',
      'to: Price c: it ends 2025-01-01T00:00:00.000Z, before its beginning 2026-01-01T00:00:00.000Z',
    ]);
  });

  it('finds an overlap with a row that is not the one before', () => {
    const lasting = price('a', { to: null });
    const inside = price('b', {
      from: at('2026-01-05T00:00:00Z'),
      to: at('2026-01-06T00:00:00Z'),
    });
    const after = price('c', { from: at('2026-03-01T00:00:00Z'), to: null });
    expect(problems(after, lasting, inside)).toEqual([
      expect.stringContaining(
        'Price b from 2026-01-05T00:00:00.000Z overlaps price a',
      ),
      expect.stringContaining(
        'Price c from 2026-03-01T00:00:00.000Z overlaps price a',
      ),
    ]);
  });
});
