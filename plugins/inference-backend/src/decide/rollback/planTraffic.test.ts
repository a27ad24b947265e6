import { planRollback } from './planRollback';
import type { RollbackWorld } from './rollbackWorld';
import { rollbackWorldOf } from './__testUtils__/rollbackWorldOf';
import { splitOf } from './__testUtils__/splitOf';

const canary = splitOf([
  ['chat-v1', 80, false],
  ['chat-v2', 20, true],
]);
const plan = (rest: Partial<RollbackWorld>, revisionId: string | null = null) =>
  planRollback(rollbackWorldOf(rest), {
    revisionId,
    needed: [],
    changeCause: 'Rolled back by user:default/ada',
  });

describe('a plan for a server that shares its traffic', () => {
  it('sends the traffic back before it touches the specification', () => {
    const { blockedBy, diff, method, shifts, to, writes } = plan({
      splits: [canary],
    });
    expect({ blockedBy, method, to }).toEqual({
      blockedBy: [],
      method: 'shift-traffic',
      to: null,
    });
    expect(writes.map(({ ref, uid }) => [ref.kind, uid])).toEqual([
      ['HTTPRoute', 'route-1'],
    ]);
    expect(diff).toMatchObject([{ before: '20', after: '0' }]);
    expect(shifts).toHaveLength(1);
  });

  it('goes back by its traffic alone when no other revision is known', () => {
    expect(plan({ splits: [canary], past: [] }).method).toBe('shift-traffic');
  });

  it('restores the specification when the traffic is gone already, or a revision was asked for', () => {
    const gone = splitOf([
      ['chat-v1', 80, false],
      ['chat-v2', 0, true],
    ]);
    expect(plan({ splits: [gone] }).method).toBe('restore-template');
    expect(plan({ splits: [canary] }, 'ms-chat.1').method).toBe(
      'restore-template',
    );
  });

  it.each([
    ['argo-cd', 'search-routes'],
    ['operator', 'LLMInferenceService/chat'],
  ] as const)('leaves a route to %s, and says so', (name, instance) => {
    const manager = { name, instance };
    const { checks, method } = plan({ splits: [{ ...canary, manager }] });
    expect(method).toBe('restore-template');
    expect(checks.find(({ code }) => code === 'traffic')).toMatchObject({
      result: 'warn',
      message: expect.stringContaining(instance),
    });
  });

  it('leaves the routes of a canary to its controller', () => {
    const { server } = rollbackWorldOf();
    const world = {
      splits: [canary],
      server: { ...server, kind: 'Rollout' },
    };
    expect(plan(world).method).toBe('restore-template');
  });

  it('says that it may not look at routes', () => {
    const { checks, method } = plan({ splits: null });
    expect(method).toBe('restore-template');
    expect(checks.find(({ code }) => code === 'traffic')?.message).toContain(
      'may not read HTTPRoutes',
    );
  });

  it('has another hash when somebody turns the weights', () => {
    const turned = splitOf([
      ['chat-v1', 50, false],
      ['chat-v2', 50, true],
    ]);
    expect(plan({ splits: [turned] }).basis).not.toEqual(
      plan({ splits: [canary] }).basis,
    );
  });
});
