import fc from 'fast-check';
import { HOUR_MS } from '../../durations';
import type { InstantMs } from '../../types';
import { judgeRecentUse, type UsedHour } from './recentUse';

const NOW = Date.UTC(2026, 10, 22, 12, 0, 0) as InstantMs;

function hour(hoursAgo: number, facts: Partial<UsedHour> = {}): UsedHour {
  return {
    hour: (NOW - hoursAgo * HOUR_MS) as InstantMs,
    requests: 0,
    gpuActivityMax: 0,
    ...facts,
  };
}

describe('judgeRecentUse', () => {
  it('adds up the requests of the newest 24 hours only', () => {
    const hours = [
      hour(1, { requests: 2 }),
      hour(24, { requests: 3 }),
      hour(25, { requests: 100 }),
    ];
    expect(judgeRecentUse(hours, NOW)).toEqual({
      requests: 5,
      isRising: false,
    });
  });

  it('knows nothing where nobody counted', () => {
    const hours = [hour(1, { requests: null, gpuActivityMax: null })];
    expect(judgeRecentUse(hours, NOW)).toEqual({
      requests: null,
      isRising: false,
    });
    expect(judgeRecentUse([], NOW).requests).toBeNull();
  });

  it('sees requests that are more than any day before had', () => {
    const before = [hour(30, { requests: 24 }), hour(60, { requests: 20 })];
    const rising = (requests: number) =>
      judgeRecentUse([...before, hour(2, { requests })], NOW).isRising;
    expect(rising(58)).toBe(false);
    expect(rising(59)).toBe(true);
  });

  it('sees a GPU that works again', () => {
    const before = [hour(30, { gpuActivityMax: 0.02 })];
    const rising = (gpuActivityMax: number) =>
      judgeRecentUse([...before, hour(2, { gpuActivityMax })], NOW).isRising;
    expect(rising(0.09)).toBe(false);
    expect(rising(0.5)).toBe(true);
  });

  it('never calls the same little traffic of every day rising', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500 }), requests => {
        const hours = Array.from({ length: 8 * 24 }, (_, index) =>
          hour(index + 1, { requests }),
        );
        const use = judgeRecentUse(hours, NOW);
        expect(use).toEqual({ isRising: false, requests: 24 * requests });
      }),
    );
  });
});
