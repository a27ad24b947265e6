import {
  revisionOf,
  rollbackWorldOf,
  specificationOf,
} from './__testUtils__/rollbackWorldOf';
import { checkCanarySteps } from './checkCanarySteps';

const revisions = [1, 2, 3].map(number =>
  revisionOf(number, specificationOf(`v${number}`)),
);
const [first, second, running] = revisions;

function checksOf(
  window: number | null,
  target = first,
  createdAt = new Map(
    revisions.map(({ specHash, startedAt }) => [specHash, Number(startedAt)]),
  ),
) {
  const canarySteps = { count: 4, window, createdAt };
  return checkCanarySteps(rollbackWorldOf({ canarySteps }, running), target);
}

describe('checkCanarySteps', () => {
  it('says that steps are skipped when fewer revisions than the window has lie between', () => {
    expect(checksOf(1, second)).toMatchObject([
      {
        result: 'pass',
        message: expect.stringContaining('skips its 4 canary'),
      },
    ]);
    expect(checksOf(2, first)).toMatchObject([{ result: 'pass' }]);
  });

  it('warns outside of the window, and where there is none', () => {
    expect(checksOf(1, first)).toMatchObject([
      { result: 'warn', message: expect.stringContaining('outside of') },
    ]);
    expect(checksOf(null, second)).toMatchObject([
      {
        result: 'warn',
        message: expect.stringContaining('spec.rollbackWindow it would'),
      },
    ]);
  });

  it('warns when the ReplicaSet is gone, or younger than what runs', () => {
    const none = new Map<string, number>();
    expect(checksOf(9, second, none)).toMatchObject([{ result: 'warn' }]);
    const back = new Map([
      [running.specHash, 1],
      [second.specHash, 2],
    ]);
    expect(checksOf(9, second, back)).toMatchObject([{ result: 'warn' }]);
  });

  it('says nothing without steps, and in the middle of a canary', () => {
    expect(checkCanarySteps(rollbackWorldOf(), first)).toEqual([]);
    const canary = { kind: 'rollout', stableSpecHash: null } as const;
    const canarySteps = { count: 1, window: 1, createdAt: new Map() };
    expect(
      checkCanarySteps(rollbackWorldOf({ canary, canarySteps }), first),
    ).toEqual([]);
  });
});
