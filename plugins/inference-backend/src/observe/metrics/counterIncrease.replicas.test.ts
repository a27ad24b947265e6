import fc from 'fast-check';
import type { InstantMs } from '../../types';
import { counterIncrease } from './counterIncrease';

/** Samples every 30 s; each series is one replica's counter. */
const increaseOf = (values: readonly number[]) =>
  counterIncrease(
    values.map((value, index) => ({
      at: (index * 30_000) as InstantMs,
      value,
    })),
    { start: 1 as InstantMs, end: (values.length * 30_000) as InstantMs },
    60_000,
  ).increase;

const ofReplicas = (...replicas: readonly (readonly number[])[]) =>
  replicas.reduce((sum, values) => sum + increaseOf(values), 0);

describe('tokens of several replicas', () => {
  // Of opencost/opencost#4005: summing replicas first and then subtracting gives 100 and 250.
  it('count a replica that restarted beside one that did not', () => {
    expect(ofReplicas([900, 0, 100], [100, 500, 1_000])).toBe(1_000);
    expect(ofReplicas([900, 0, 100], [100, 120, 150])).toBe(150);
  });

  it('I15: do not depend on where counters restart or on which replica served', () => {
    const steps = fc.array(
      fc.record({
        tokens: fc.integer({ min: 0, max: 1_000 }),
        restarts: fc.boolean(),
        replica: fc.integer({ min: 0, max: 2 }),
      }),
      { minLength: 1, maxLength: 20 },
    );
    fc.assert(
      fc.property(steps, served => {
        const replicas = [0, 1, 2].map(replica => {
          let value = 0;
          const samples = [value];
          for (const step of served) {
            const tokens = step.replica === replica ? step.tokens : 0;
            // A counter that restarts shows it only when it is seen below where it was.
            value = step.restarts && tokens < value ? tokens : value + tokens;
            samples.push(value);
          }
          return samples;
        });
        expect(ofReplicas(...replicas)).toBe(
          served.reduce((sum, { tokens }) => sum + tokens, 0),
        );
      }),
    );
  });
});
