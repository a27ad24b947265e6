import { rollbackWorldOf } from './__testUtils__/rollbackWorldOf';
import { checkBudgets } from './checkBudgets';
import type { RollbackWorld } from './rollbackWorld';

const budget = (
  minAvailable: string | null,
  maxUnavailable: string | null = null,
) => ({ name: 'chat', minAvailable, maxUnavailable });
const check = (facts: Partial<RollbackWorld>, replicas: number | null = 4) => {
  const world = rollbackWorldOf(facts);
  return checkBudgets({ ...world, current: { ...world.current, replicas } });
};
const replacing = (unavailable: number) => ({ surge: 1, unavailable });

describe('checkBudgets', () => {
  it.each([
    ['two of four', budget('2'), 2, 'pass'],
    ['two of four', budget('3'), 2, 'warn'],
    ['a share, rounded up', budget('51%'), 1, 'pass'],
    ['a share, rounded up', budget('51%'), 2, 'warn'],
    ['pods that may be missing', budget(null, '1'), 1, 'pass'],
    ['pods that may be missing', budget(null, '0'), 1, 'warn'],
    ['no bound, which means one pod', budget(null), 3, 'pass'],
    ['no pod to be taken before another is ready', budget('100%'), 0, 'pass'],
  ])('counts %s: %j when %d go', (_, one, unavailable, result) => {
    expect(
      check({ budgets: [one], replacing: replacing(unavailable) }).result,
    ).toBe(result);
  });

  it('takes a Deployment that is made anew to lose all pods, and other kinds one', () => {
    const budgets = [budget('2')];
    expect(check({ budgets })).toMatchObject({
      code: 'disruption-budget',
      result: 'warn',
      message: expect.stringContaining('up to 4 of 4 pods at once'),
    });
    const { server } = rollbackWorldOf();
    const statefulSet = { ...server, kind: 'StatefulSet' };
    expect(check({ budgets, server: statefulSet }).result).toBe('pass');
  });

  it('takes no pods where none run', () => {
    expect(check({ budgets: [budget('1')] }, 0).result).toBe('pass');
  });

  it('says whether nobody promised anything, or nobody could look', () => {
    expect(check({ budgets: [] })).toMatchObject({
      result: 'pass',
      message: 'No PodDisruptionBudget selects its pods.',
    });
    expect(check({ budgets: null })).toMatchObject({
      result: 'warn',
      message: expect.stringContaining('may not read PodDisruptionBudgets'),
    });
  });
});
