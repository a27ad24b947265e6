import fc from 'fast-check';
import type { InstantMs } from '../../types';
import { firstEndingAfter, resolveOverlaps } from './intervals';

const row = (
  name: string,
  from: number,
  to: number | null,
  quality: 'observed' | 'estimated' = 'observed',
) => ({ name, from: from as InstantMs, to: to as InstantMs | null, quality });

const pieces = (...rows: ReturnType<typeof row>[]) =>
  resolveOverlaps(rows).map(piece => [piece.row.name, piece.from, piece.to]);

describe('resolveOverlaps', () => {
  it('lets the row count that began last, and the one below again after it', () => {
    expect(pieces(row('long', 0, 100), row('short', 20, 40))).toEqual([
      ['long', 0, 20],
      ['short', 20, 40],
      ['long', 40, 100],
    ]);
  });

  it('takes a telling with an end for a correction of one without, and the later of two ends', () => {
    expect(
      pieces(row('lasting', 0, null), row('early', 0, 5), row('late', 0, 9)),
    ).toEqual([['late', 0, 9]]);
  });

  it('takes estimates only for what was not observed', () => {
    expect(
      pieces(
        row('seen', 10, 20),
        row('seen again', 30, 40),
        row('estimate', 0, null, 'estimated'),
      ),
    ).toEqual([
      ['estimate', 0, 10],
      ['seen', 10, 20],
      ['estimate', 20, 30],
      ['seen again', 30, 40],
      ['estimate', 40, Infinity],
    ]);
  });

  it('counts nothing of what is empty or ends before it begins', () => {
    expect(pieces(row('empty', 5, 5), row('turned', 9, 3))).toEqual([]);
  });

  it('covers exactly what any row covers, once', () => {
    const rows = fc.array(
      fc
        .tuple(
          fc.integer({ min: 0, max: 20 }),
          fc.integer({ min: 0, max: 10 }),
          fc.boolean(),
        )
        .map(([from, length, estimated]) =>
          row('any', from, from + length, estimated ? 'estimated' : 'observed'),
        ),
      { maxLength: 10 },
    );
    fc.assert(
      fc.property(rows, given => {
        const resolved = resolveOverlaps(given);
        for (let at = 0; at < 31; at += 1) {
          const covers = (piece: { from: number; to: number | null }) =>
            piece.from <= at && at < (piece.to ?? Infinity);
          expect(resolved.filter(covers)).toHaveLength(
            given.some(covers) ? 1 : 0,
          );
        }
      }),
    );
  });
});

describe('firstEndingAfter', () => {
  it('finds the stretch that an instant lies in, or the next one', () => {
    const stretches = [{ to: 10 }, { to: 20 }, { to: 30 }];
    expect(
      [-1, 9, 10, 29, 30].map(at => firstEndingAfter(stretches, at)),
    ).toEqual([0, 0, 1, 2, 3]);
  });
});
