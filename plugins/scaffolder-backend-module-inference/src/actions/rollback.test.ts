import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import type { RollbackPlan } from '@inference-portal/plugin-inference-common';
import { parse } from 'yaml';
import { createRollbackAction } from './rollback';
import { examples } from './rollback.examples';

const HASH = 'a'.repeat(64);
const revision = (number: number) => ({
  id: `ms-chat.${number}`,
  number,
  clusterRevision: null,
  images: [],
  startedAt: '2026-11-22T08:00:00Z',
  endedAt: null,
  changedBy: null,
  changeCause: null,
  source: 'cluster' as const,
});
const plan: RollbackPlan = {
  id: 'plan-1',
  hash: HASH,
  serverId: 'ms-chat',
  createdAt: '2026-11-22T12:00:00Z',
  expiresAt: '2026-11-22T12:10:00Z',
  action: 'rollback',
  method: 'restore-template',
  from: revision(7),
  to: revision(6),
  steps: [
    {
      summary: 'Restore the pod template of revision 6 on Deployment chat.',
      object: {
        group: 'apps',
        version: 'v1',
        kind: 'Deployment',
        namespace: 'search',
        name: 'chat',
      },
      subresource: null,
    },
  ],
  diff: [
    {
      field: 'template.spec.containers[vllm].image',
      aspect: 'image',
      change: 'changed',
      before: 'vllm/vllm-openai:v0.12.0',
      after: 'vllm/vllm-openai:v0.11.0',
    },
  ],
  checks: [
    { code: 'pinned', result: 'warn', message: 'It is named by a tag.' },
  ],
  notRestored: ['Services, routes and network policies.'],
  expectedSeconds: 90,
  blockedBy: [],
  proposal: null,
  pause: null,
  pullRequest: null,
  approval: null,
};
const event = (state: string, message: string) => ({
  at: '2026-11-22T12:01:00Z',
  state,
  message,
});

function setUp(
  states: readonly string[] = ['rolling', 'verifying', 'succeeded'],
) {
  const seen = states.map((state, index) => ({
    id: 'rb-1',
    state,
    problem: state === 'failed' ? 'Not all of its 2 pods were ready.' : null,
    events: states
      .slice(0, index + 1)
      .map(one => event(one, `It is ${one} now.`)),
  }));
  const rollbacks = {
    planRollback: jest.fn().mockResolvedValue(plan),
    startRollback: jest
      .fn()
      .mockResolvedValue({ id: 'rb-1', state: 'planned' }),
    getRollback: jest.fn().mockImplementation(async () => seen.shift()),
  };
  const auth = mockServices.auth();
  const getPluginRequestToken = jest.spyOn(auth, 'getPluginRequestToken');
  const action = createRollbackAction({
    auth,
    rollbacks,
    pause: async () => {},
  });
  const logged: string[] = [];
  const logger = mockServices.logger.mock();
  logger.info.mockImplementation(message => void logged.push(message));
  const run = async (input: object, isDryRun = false) => {
    const output = jest.fn();
    const context = createMockActionContext({ input }) as unknown as Parameters<
      typeof action.handler
    >[0];
    await action.handler({
      ...context,
      isDryRun,
      logger,
      output,
      getInitiatorCredentials: async () =>
        mockCredentials.user('user:default/ada'),
    });
    return Object.fromEntries(output.mock.calls);
  };
  return { rollbacks, getPluginRequestToken, run, logged };
}

const confirmed = { server: 'ms-chat', planHash: HASH, reason: 'Errors rose' };

describe('inference:rollback', () => {
  it('shows the plan and changes nothing without a hash', async () => {
    const { getPluginRequestToken, rollbacks, run } = setUp();
    const output = await run({ server: 'ms-chat', revisionId: 'ms-chat.6' });
    expect(rollbacks.planRollback).toHaveBeenCalledWith(
      'ms-chat',
      { revisionId: 'ms-chat.6' },
      expect.objectContaining({ token: expect.any(String) }),
    );
    expect(getPluginRequestToken).toHaveBeenCalledWith({
      onBehalfOf: expect.objectContaining({
        principal: expect.objectContaining({
          userEntityRef: 'user:default/ada',
        }),
      }),
      targetPluginId: 'inference',
    });
    expect(output).toMatchObject({
      planHash: HASH,
      method: 'restore-template',
      blockedBy: [],
    });
    expect(output.plan.split('\n')).toEqual([
      `From revision 7 to 6, by restore-template; plan hash ${HASH}`,
      'Step: Restore the pod template of revision 6 on Deployment chat.',
      'Changes: template.spec.containers[vllm].image: vllm/vllm-openai:v0.12.0 -> vllm/vllm-openai:v0.11.0',
      'Check pinned, warn: It is named by a tag.',
      'Not restored: Services, routes and network policies.',
    ]);
    expect(rollbacks.startRollback).not.toHaveBeenCalled();
  });

  it('does the plan with that hash and waits until the server is healthy', async () => {
    const { logged, rollbacks, run } = setUp();
    const output = await run({ ...confirmed, autoUndo: true });
    expect(rollbacks.startRollback).toHaveBeenCalledWith(
      {
        planId: 'plan-1',
        planHash: HASH,
        reason: 'Errors rose',
        autoUndo: true,
      },
      'scaffolder:plan-1',
      expect.anything(),
    );
    expect(output).toMatchObject({ rollbackId: 'rb-1', state: 'succeeded' });
    expect(logged.slice(-3)).toEqual([
      'It is rolling now.',
      'It is verifying now.',
      'It is succeeded now.',
    ]);
  });

  it('does not wait where that is not wanted', async () => {
    const { rollbacks, run } = setUp();
    const output = await run({ ...confirmed, wait: false });
    expect(output.state).toBe('planned');
    expect(rollbacks.getRollback).not.toHaveBeenCalled();
  });

  it('starts nothing when the server has changed since', async () => {
    const { rollbacks, run } = setUp();
    await expect(
      run({ ...confirmed, planHash: 'b'.repeat(64) }),
    ).rejects.toThrow(`the new one, whose hash is ${HASH}`);
    expect(rollbacks.startRollback).not.toHaveBeenCalled();
  });

  it('asks for a reason before anything is planned', async () => {
    const { rollbacks, run } = setUp();
    await expect(run({ ...confirmed, reason: ' ' })).rejects.toThrow(
      'reason: say why',
    );
    expect(rollbacks.planRollback).not.toHaveBeenCalled();
  });

  it.each([
    ['failed', 'The rollback failed: Not all of its 2 pods were ready.'],
    ['undone', 'The rollback was undone: its page says more'],
  ])('fails when the rollback has %s', async (state, words) => {
    const { run } = setUp(['rolling', state]);
    await expect(run(confirmed)).rejects.toThrow(words);
  });

  it('asks nobody in a dry run', async () => {
    const { rollbacks, run } = setUp();
    await run(confirmed, true);
    expect(rollbacks.planRollback).not.toHaveBeenCalled();
  });

  it.each(examples)('runs its example: $description', async ({ example }) => {
    const { rollbacks, run } = setUp();
    const { steps } = parse(
      example
        .replaceAll('${{ parameters.planHash }}', HASH)
        .replaceAll('${{ steps.plan.output.planHash }}', HASH),
    );
    for (const { action, input } of steps) {
      expect(action).toBe('inference:rollback');
      await run(input);
    }
    expect(rollbacks.planRollback).toHaveBeenCalledTimes(steps.length);
  });
});
