import { gpuPlan, tooLargePlan } from '../../__fixtures__/planner/gpuPlans';
import { memoryParts } from './memoryParts';

describe('memoryParts', () => {
  it('adds up to the memory of the GPU', () => {
    const memory = memoryParts(gpuPlan());
    expect(memory?.missingGiB).toBe(0);
    expect(memory?.parts.reduce((sum, { gib }) => sum + gib, 0)).toBeCloseTo(
      79.19,
    );
    expect(memory?.parts.map(({ gib }) => Number(gib.toFixed(2)))).toEqual([
      30.59, 2.41, 3.4, 36.45, 6.34,
    ]);
  });

  it('says how much is missing, and that nothing is free then', () => {
    const memory = memoryParts(tooLargePlan());
    expect(memory?.missingGiB).toBeCloseTo(44.8);
    expect(memory?.parts.at(-1)).toEqual({ name: 'free', gib: 0 });
  });

  it('is null where the plan does not tell', () => {
    expect(memoryParts(gpuPlan({ weightsGiB: null }))).toBeNull();
    expect(
      memoryParts(
        gpuPlan({
          gpu: { product: 'X', memoryGiB: null, bandwidthGBps: null },
        }),
      ),
    ).toBeNull();
  });
});
