import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { parse } from 'yaml';
import { createWaitReadyAction } from './waitReady';
import { examples } from './waitReady.examples';

const APPLIED = '2026-11-22T12:00:00.000Z';
const serving = {
  id: 'ms-chat',
  name: 'support-chat',
  entityRef: 'component:default/support-chat',
  state: 'serving',
  stateReason: null,
  replicas: { desired: 2, ready: 2, updated: 2 },
  lastSeenAt: '2026-11-22T12:00:05.000Z',
};
const starting = {
  ...serving,
  state: 'starting',
  replicas: { desired: 2, ready: 0, updated: 2 },
};
const other = { ...serving, id: 'ms-other', name: 'support-chat-v2' };

/** The servers of the namespace at each look; the last ones stay. */
function setUp(...looks: readonly (readonly object[])[]) {
  let time = Date.parse(APPLIED);
  let look = -1;
  const listModelServers = jest.fn().mockImplementation(async () => {
    look = Math.min(look + 1, looks.length - 1);
    return { items: looks[look] };
  });
  const getModelServer = jest.fn().mockResolvedValue({
    pods: [
      {
        name: 'support-chat-7d9f-abcde',
        phase: 'Running',
        ready: false,
        restarts: 6,
        reason: 'CrashLoopBackOff',
        message: 'CUDA out of memory',
      },
      { name: 'support-chat-7d9f-fghij', phase: 'Running', ready: true },
    ],
  });
  const action = createWaitReadyAction({
    auth: mockServices.auth(),
    servers: { listModelServers, getModelServer },
    pause: async (ms, signal) => {
      signal?.throwIfAborted();
      time += ms;
    },
    now: () => time,
  });
  const logged: string[] = [];
  const run = async (
    input: object,
    {
      isDryRun = false,
      signal,
    }: { isDryRun?: boolean; signal?: AbortSignal } = {},
  ) => {
    const output = jest.fn();
    const context = createMockActionContext({ input }) as unknown as Parameters<
      typeof action.handler
    >[0];
    const logger = mockServices.logger.mock();
    logger.info.mockImplementation(message => void logged.push(message));
    await action.handler({
      ...context,
      isDryRun,
      logger,
      output,
      ...(signal && { signal }),
      getInitiatorCredentials: async () =>
        mockCredentials.user('user:default/ada'),
    });
    return Object.fromEntries(output.mock.calls);
  };
  return { listModelServers, run, logged };
}

const input = {
  cluster: 'eu-west',
  namespace: 'support',
  name: 'support-chat',
  after: APPLIED,
};

describe('inference:wait-ready', () => {
  it('waits until the server is seen healthy twice, and tells how it goes', async () => {
    const { listModelServers, logged, run } = setUp(
      [other],
      [other, starting],
      [other, starting],
      [other, serving],
    );
    expect(await run(input)).toEqual({
      serverId: 'ms-chat',
      entityRef: 'component:default/support-chat',
      state: 'serving',
    });
    expect(logged).toEqual([
      'support-chat is not seen on the cluster yet',
      'support-chat is starting, 0 of 2 replicas ready',
      'support-chat is serving, 2 of 2 replicas ready',
    ]);
    expect(listModelServers).toHaveBeenCalledTimes(5);
    expect(listModelServers).toHaveBeenCalledWith(
      expect.objectContaining({ cluster: ['eu-west'], namespace: ['support'] }),
      expect.objectContaining({ token: expect.any(String) }),
    );
  });

  it('is content with one replica of the newest version of a canary', async () => {
    const paused = {
      ...serving,
      replicas: { desired: 2, ready: 2, updated: 1 },
    };
    const unseen = { ...paused, replicas: { ...paused.replicas, updated: 0 } };
    const { listModelServers, run } = setUp([unseen], [paused]);
    expect(await run({ ...input, canary: true })).toMatchObject({
      state: 'serving',
    });
    expect(listModelServers).toHaveBeenCalledTimes(3);
    const whole = setUp([paused]);
    await expect(whole.run({ ...input, timeoutMinutes: 1 })).rejects.toThrow(
      'was not healthy',
    );
  });

  it('waits a little for the catalog entity, and not for ever', async () => {
    const unnamed = { ...serving, entityRef: null };
    const soon = setUp([unnamed], [unnamed], [unnamed], [serving]);
    expect((await soon.run(input)).entityRef).toBe(serving.entityRef);
    const never = setUp([unnamed]);
    expect(await never.run(input)).toMatchObject({ state: 'serving' });
    expect(never.listModelServers).toHaveBeenCalledTimes(10);
  });

  it('does not take the version before for the one that was applied', async () => {
    const before = { ...serving, lastSeenAt: '2026-11-22T11:59:59.000Z' };
    const halfway = {
      ...serving,
      replicas: { desired: 2, ready: 2, updated: 1 },
    };
    const { listModelServers, run } = setUp(
      [before],
      [serving],
      [halfway],
      [serving],
    );
    await run(input);
    expect(listModelServers).toHaveBeenCalledTimes(5);
  });

  it('fails with what is wrong with its pods when it is not healthy in time', async () => {
    const { run } = setUp([
      { ...starting, state: 'crash-looping', stateReason: 'CrashLoopBackOff' },
    ]);
    await expect(run({ ...input, timeoutMinutes: 1 })).rejects.toThrow(
      [
        'support-chat was not healthy within 1 minute: it is crash-looping, 0 of 2 replicas ready: CrashLoopBackOff. What was applied stays; its page shows how it goes on',
        'Pod support-chat-7d9f-abcde: CrashLoopBackOff, 6 restarts, CUDA out of memory',
      ].join('\n'),
    );
  });

  it('says that it was never seen', async () => {
    const { run } = setUp([]);
    await expect(run({ ...input, timeoutMinutes: 1 })).rejects.toThrow(
      'it is not seen on the cluster yet',
    );
  });

  it('ends when the task is cancelled', async () => {
    const { run } = setUp([starting]);
    await expect(
      run(input, { signal: AbortSignal.abort(new Error('cancelled')) }),
    ).rejects.toThrow('cancelled');
  });

  it('asks nobody in a dry run', async () => {
    const { listModelServers, run } = setUp([]);
    await run(input, { isDryRun: true });
    expect(listModelServers).not.toHaveBeenCalled();
  });

  it.each(examples)('runs its example: $description', async ({ example }) => {
    const { steps } = parse(
      example.replaceAll('${{ steps.apply.output.appliedAt }}', APPLIED),
    );
    for (const { action, input: given } of steps) {
      expect(action).toBe('inference:wait-ready');
      const { run } = setUp([{ ...serving, name: given.name }]);
      expect(await run(given)).toMatchObject({ state: 'serving' });
    }
  });
});
