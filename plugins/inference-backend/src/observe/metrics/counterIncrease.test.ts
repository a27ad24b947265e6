import * as fc from 'fast-check';
import type { InstantMs } from '../../types';
import { counterIncrease } from './counterIncrease';

const MAX_GAP_MS = 300_000;

function points(...samples: readonly (readonly [number, number | null])[]) {
  return samples.map(([at, value]) => ({ at: at as InstantMs, value }));
}

function interval(start: number, end: number) {
  return { start: start as InstantMs, end: end as InstantMs };
}

const increaseOf = (
  samples: ReturnType<typeof points>,
  start: number,
  end: number,
) => counterIncrease(samples, interval(start, end), MAX_GAP_MS);

describe('counterIncrease', () => {
  it('counts a step where its later sample lies, the sample at the end in the next interval', () => {
    const samples = points([0, 5], [30_000, 8], [60_000, 20], [90_000, 21]);
    expect(increaseOf(samples, 30_000, 60_000)).toEqual({
      increase: 3,
      observedMs: 30_000,
    });
    expect(increaseOf(samples, 60_000, 120_000)).toEqual({
      increase: 13,
      observedMs: 60_000,
    });
  });

  it('takes a fall as a restart from 0', () => {
    const samples = points([0, 100], [30_000, 4], [60_000, 6]);
    expect(increaseOf(samples, 0, 90_000).increase).toBe(6);
  });

  it('counts nothing across an outage and nothing before the first sample', () => {
    const samples = points([0, 100], [MAX_GAP_MS + 1, 900], [330_000, 901]);
    expect(increaseOf(samples, 0, 400_000)).toEqual({
      increase: 1,
      observedMs: 330_000 - MAX_GAP_MS - 1,
    });
  });

  it('looks past samples that are no number', () => {
    const samples = points([0, 1], [30_000, null], [60_000, 4]);
    expect(increaseOf(samples, 0, 90_000)).toEqual({
      increase: 3,
      observedMs: 60_000,
    });
  });

  it('knows nothing without samples', () => {
    expect(increaseOf([], 0, 90_000)).toEqual({ increase: 0, observedMs: 0 });
  });

  it('adds up: intervals that follow each other hold what the whole holds', () => {
    const series = fc
      .array(
        fc.record({
          stepMs: fc.integer({ min: 1, max: 2 * MAX_GAP_MS }),
          value: fc.option(fc.integer({ min: 0, max: 1_000 })),
        }),
      )
      .map(steps => {
        let at = 0;
        return steps.map(({ stepMs, value }) => {
          at += stepMs;
          return { at: at as InstantMs, value };
        });
      });
    const instant = fc.integer({ min: 0, max: 10 * MAX_GAP_MS });
    fc.assert(
      fc.property(series, instant, instant, instant, (samples, ...cuts) => {
        const [a, b, c] = cuts.sort((x, y) => x - y);
        const [whole, first, second] = [
          increaseOf(samples, a, c),
          increaseOf(samples, a, b),
          increaseOf(samples, b, c),
        ];
        expect(first.increase + second.increase).toBe(whole.increase);
        expect(first.observedMs + second.observedMs).toBe(whole.observedMs);
        expect(whole.increase).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
