import * as fc from 'fast-check';
import type { InstantMs } from '../../types';
import type { QueryResult, Sample } from './PrometheusResult';
import {
  findRangeEnds,
  rangeEndsQuery,
  rangeWindow,
  type RangeEnds,
} from './rangeWindow';

const NOON = Date.UTC(2026, 10, 2, 12);

/** Whether a server takes a sample, by the rules of its generation. */
function takes(
  { at, range }: ReturnType<typeof rangeWindow>,
  ends: RangeEnds,
  sampleMs: number,
): boolean {
  const fromMs = at - Number(range.replace('ms', ''));
  return (
    sampleMs <= at && (ends === 'both' ? sampleMs >= fromMs : sampleMs > fromMs)
  );
}

function answering(result: Partial<QueryResult<Sample>>) {
  const query = jest.fn();
  query.mockResolvedValue({
    status: 'ok',
    series: [],
    warnings: [],
    durationMs: 3,
    ...result,
  });
  return { query };
}

const sample = (value: number | null): Sample[] => [
  { labels: {}, at: 60_000 as InstantMs, value },
];

describe('rangeWindow', () => {
  it.each(['both', 'last'] as const)(
    'takes a sample exactly when it lies in the half-open interval, where %s count',
    ends => {
      fc.assert(
        fc.property(
          fc.integer({ min: 2, max: 10_000_000 }),
          fc.oneof(
            fc.integer({ min: -3, max: 3 }),
            fc.integer({ min: -20_000_000, max: 20_000_000 }),
          ),
          fc.boolean(),
          (lengthMs, distanceMs, nearEnd) => {
            const start = NOON as InstantMs;
            const end = (NOON + lengthMs) as InstantMs;
            const sampleMs = (nearEnd ? end : start) + distanceMs;
            const window = rangeWindow({ start, end }, ends);
            expect(takes(window, ends, sampleMs)).toBe(
              sampleMs >= start && sampleMs < end,
            );
          },
        ),
      );
    },
  );

  it('refuses an interval that no range can have', () => {
    const start = NOON as InstantMs;
    const end = (NOON + 1) as InstantMs;
    expect(() => rangeWindow({ start, end }, 'both')).toThrow('1 ms');
  });
});

describe('findRangeEnds', () => {
  it.each([
    [2, 'both'],
    [1, 'last'],
  ] as const)('reads %i minutes as %s', async (value, ends) => {
    const client = answering({ status: 'ok', series: sample(value) });
    expect(await findRangeEnds(client)).toBe(ends);
    expect(client.query).toHaveBeenCalledWith(
      rangeEndsQuery,
      expect.objectContaining({ at: 60_000 }),
    );
  });

  it.each([[sample(3)], [sample(null)], [[]]])(
    'takes no guess at another answer',
    async series => {
      const client = answering({ status: 'ok', series });
      expect(await findRangeEnds(client)).toMatchObject({
        status: 'failed',
        message: expect.stringContaining(rangeEndsQuery),
      });
    },
  );

  it('passes on why the server did not answer', async () => {
    const failure = { status: 'failed', code: 'timeout' } as const;
    expect(await findRangeEnds(answering(failure))).toMatchObject(failure);
  });
});
