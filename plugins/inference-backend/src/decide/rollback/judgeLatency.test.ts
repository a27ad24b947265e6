import fc from 'fast-check';
import { healthyLatency, judgeLatency } from './judgeLatency';
import { revisionOf, specificationOf } from './__testUtils__/rollbackWorldOf';

const before = { p95Ms: 900, revision: 2 };

describe('judgeLatency', () => {
  it.each([
    [null, false, 'latency was not looked at'],
    [{ requests: 0, p95Ms: null }, false, 'not known yet'],
    [{ requests: 400, p95Ms: 1_350 }, false, 'took up to 1,350 ms, and up to'],
    [
      { requests: 1_200, p95Ms: 4_200 },
      true,
      '95 % of 1,200 requests to its new pods took up to 4,200 ms, and up to 900 ms with revision 2 before.',
    ],
    [{ requests: 19, p95Ms: 4_200 }, false, 'took up to 4,200 ms'],
  ])('takes %j for out of range: %s', (now, isFailing, words) => {
    expect(judgeLatency({ before, now })).toEqual({
      isFailing,
      message: expect.stringContaining(words),
    });
  });

  it('does not judge what nobody measured before, and says so', () => {
    const now = { requests: 1_200, p95Ms: 60_000 };
    expect(judgeLatency({ before: null, now })).toEqual({
      isFailing: false,
      message: expect.stringContaining('so it was not judged'),
    });
  });

  it('takes no difference that nobody feels for slow', () => {
    const now = { requests: 1_200, p95Ms: 90 };
    const fast = { p95Ms: 10, revision: 2 };
    expect(judgeLatency({ before: fast, now }).isFailing).toBe(false);
  });

  it('never takes what is as fast as before for slow', () => {
    const ms = fc.double({ min: 0, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(ms, ms, fc.nat(), (one, other, requests) => {
        const verdict = judgeLatency({
          before: { p95Ms: Math.max(one, other), revision: 2 },
          now: { p95Ms: Math.min(one, other), requests },
        });
        expect(verdict.isFailing).toBe(false);
      }),
    );
  });
});

describe('healthyLatency', () => {
  const revision = (
    number: number,
    p95Ms: number | null,
    errorShare: number | null = 0,
  ) =>
    revisionOf(number, specificationOf(`v${number}`), {
      served: { requests: 500, errorShare, p95Ms },
    });

  it('is that of the target', () => {
    const target = revision(1, 700);
    expect(healthyLatency(target, [revision(2, 900), target])).toEqual({
      p95Ms: 700,
      revision: 1,
    });
  });

  it('is that of the newest other revision when nobody measured the target', () => {
    const target = revision(1, null);
    const past = [revision(3, 9_000, 0.4), revision(2, 900), target];
    expect(healthyLatency(target, past)).toEqual({ p95Ms: 900, revision: 2 });
  });

  it('is unknown when nobody measured anything', () => {
    expect(healthyLatency(null, [revision(1, null)])).toBeNull();
    expect(healthyLatency(null, [])).toBeNull();
  });
});
