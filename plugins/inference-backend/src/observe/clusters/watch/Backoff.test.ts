import fc from 'fast-check';
import { Backoff } from './Backoff';

describe('Backoff', () => {
  it('grows from the first pause to the longest, each between half and whole', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        fc.integer({ min: 1, max: 60 }),
        (chance, failures) => {
          const backoff = new Backoff({
            firstMs: 500,
            maxMs: 30_000,
            random: () => chance,
          });
          for (let i = 0; i < failures; i += 1) {
            const full = Math.min(30_000, 500 * 2 ** i);
            const pause = backoff.fail(null);
            expect(pause).toBeGreaterThanOrEqual(full / 2);
            expect(pause).toBeLessThan(full);
          }
          backoff.reset();
          expect(backoff.fail(null)).toBeLessThan(500);
        },
      ),
    );
  });

  it('waits at least as long as the server asks', () => {
    const backoff = new Backoff({
      firstMs: 500,
      maxMs: 30_000,
      random: () => 0,
    });
    expect(backoff.fail(45_000)).toBe(45_000);
    expect(backoff.fail(1)).toBe(500);
  });
});
