import fc from 'fast-check';
import { PackedDays } from './PackedDays';

function packed(values: readonly bigint[]): PackedDays {
  const bytes = Buffer.alloc(values.length * 8 + 3);
  values.forEach((value, index) => bytes.writeBigInt64BE(value, index * 8 + 3));
  // As drivers hand out parts of greater buffers.
  return new PackedDays(bytes.subarray(3));
}

describe('PackedDays', () => {
  it('reads what was written, whatever its sign and size', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n)), values => {
        const days = packed(values);
        expect(days.length).toBe(values.length);
        expect(values.map((_, index) => BigInt(days.at(index) ?? 'x'))).toEqual(
          values,
        );
      }),
    );
  });

  it('gives numbers where they keep every bit, and bigints beyond', () => {
    const limit = BigInt(Number.MAX_SAFE_INTEGER);
    const days = packed([0n, -1n, limit, -limit, limit + 1n, -limit - 1n]);
    expect([0, 1, 2, 3, 4, 5].map(index => days.at(index))).toEqual([
      0,
      -1,
      Number.MAX_SAFE_INTEGER,
      -Number.MAX_SAFE_INTEGER,
      limit + 1n,
      -limit - 1n,
    ]);
  });

  it('has nothing beyond its ends', () => {
    const days = packed([7n]);
    expect([days.at(-1), days.at(1)]).toEqual([undefined, undefined]);
  });
});
