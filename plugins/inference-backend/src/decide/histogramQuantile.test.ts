import fc from 'fast-check';
import { histogramQuantile } from './histogramQuantile';

describe('histogramQuantile', () => {
  const latencies = new Map([
    [0.5, 50],
    [1, 95],
    [2, 100],
    [Infinity, 100],
  ]);

  it('lies on a straight line within its bucket', () => {
    expect(histogramQuantile(0.5, latencies)).toBe(0.5);
    expect(histogramQuantile(0.95, latencies)).toBe(1);
    expect(histogramQuantile(0.99, latencies)).toBeCloseTo(1.8);
    expect(histogramQuantile(0.25, latencies)).toBeCloseTo(0.25);
  });

  it('is null for a histogram without observations', () => {
    expect(histogramQuantile(0.5, new Map())).toBeNull();
    expect(histogramQuantile(0.5, new Map([[Infinity, 0]]))).toBeNull();
  });

  it('is the highest bound for what lies above it', () => {
    const slow = new Map([
      [1, 1],
      [Infinity, 100],
    ]);
    expect(histogramQuantile(0.99, slow)).toBe(1);
  });

  it('is null where the only bucket has no bound', () => {
    expect(histogramQuantile(0.5, new Map([[Infinity, 7]]))).toBeNull();
  });

  it('never falls when the quantile grows, whatever the counts and their order', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.double({ min: 0.001, max: 100, noNaN: true }),
            fc.nat(1_000),
          ),
          { minLength: 1, maxLength: 12 },
        ),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (buckets, a, b) => {
          const low = histogramQuantile(Math.min(a, b), new Map(buckets));
          const high = histogramQuantile(Math.max(a, b), new Map(buckets));
          expect(low === null).toBe(high === null);
          expect(low ?? 0).toBeLessThanOrEqual((high ?? 0) + 1e-9);
        },
      ),
    );
  });
});
