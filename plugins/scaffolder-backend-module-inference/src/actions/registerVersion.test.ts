import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { parse } from 'yaml';
import { createRegisterVersionAction, readModelRef } from './registerVersion';
import { examples } from './registerVersion.examples';

const SOURCE =
  'hf://acme/support-chat@3f1c2a9d0b5e4f6a7c8d9e0f1a2b3c4d5e6f7a8b';

function setUp() {
  const registry = {
    createModel: jest.fn().mockResolvedValue({}),
    registerModelVersion: jest
      .fn()
      .mockImplementation(async (_model, version) => ({
        version: version.version,
        source: { uri: version.source, pinned: true },
      })),
  };
  const auth = mockServices.auth();
  const getPluginRequestToken = jest.spyOn(auth, 'getPluginRequestToken');
  const action = createRegisterVersionAction({ auth, registry });
  const run = async (
    input: object,
    { isDryRun = false }: { isDryRun?: boolean } = {},
  ) => {
    const output = jest.fn();
    const context = createMockActionContext({ input }) as unknown as Parameters<
      typeof action.handler
    >[0];
    await action.handler({
      ...context,
      isDryRun,
      output,
      getInitiatorCredentials: async () =>
        mockCredentials.user('user:default/ada'),
    });
    return Object.fromEntries(output.mock.calls);
  };
  return { registry, getPluginRequestToken, run, action };
}

describe('inference:register-version', () => {
  it('registers a version on behalf of who started the template', async () => {
    const { registry, getPluginRequestToken, run } = setUp();
    const output = await run({
      model: 'resource:support/Support-Chat',
      version: '1.2.0',
      source: SOURCE,
    });
    expect(getPluginRequestToken).toHaveBeenCalledWith({
      onBehalfOf: expect.objectContaining({
        principal: expect.objectContaining({
          userEntityRef: 'user:default/ada',
        }),
      }),
      targetPluginId: 'inference',
    });
    expect(registry.createModel).not.toHaveBeenCalled();
    expect(registry.registerModelVersion).toHaveBeenCalledWith(
      { namespace: 'support', name: 'Support-Chat' },
      { version: '1.2.0', source: SOURCE },
      expect.objectContaining({ token: expect.any(String) }),
    );
    expect(output).toEqual({
      entityRef: 'resource:support/support-chat',
      version: '1.2.0',
      pinned: true,
    });
  });

  it('registers the model first when an owner is given', async () => {
    const { registry, run } = setUp();
    await run({
      model: 'support-chat',
      owner: 'group:default/support',
      version: '1.2.0',
      source: SOURCE,
    });
    expect(registry.createModel).toHaveBeenCalledWith(
      {
        namespace: 'default',
        name: 'support-chat',
        owner: 'group:default/support',
      },
      expect.anything(),
    );
    expect(registry.createModel.mock.invocationCallOrder[0]).toBeLessThan(
      Number(registry.registerModelVersion.mock.invocationCallOrder[0]),
    );
  });

  it('calls nothing in a dry run', async () => {
    const { registry, run } = setUp();
    const output = await run(
      {
        model: 'default/support-chat',
        owner: 'group:default/support',
        version: '1.2.0',
        source: SOURCE,
      },
      { isDryRun: true },
    );
    expect(registry.createModel).not.toHaveBeenCalled();
    expect(registry.registerModelVersion).not.toHaveBeenCalled();
    expect(output).toEqual({
      entityRef: 'resource:default/support-chat',
      version: '1.2.0',
    });
  });

  it('fails with the message of the registry', async () => {
    const { registry, run } = setUp();
    registry.registerModelVersion.mockRejectedValue(
      new Error('Version 1.2.0 is registered with other content'),
    );
    await expect(
      run({ model: 'support-chat', version: '1.2.0', source: SOURCE }),
    ).rejects.toThrow('registered with other content');
  });

  it.each(['', 'a/b/c', 'component:default/chat'])(
    'refuses %p as a model',
    text => {
      expect(() => readModelRef(text)).toThrow(/^model: /);
    },
  );

  it.each(examples)('runs its example: $description', async ({ example }) => {
    const { registry, run } = setUp();
    for (const { action, input } of parse(example).steps) {
      expect(action).toBe('inference:register-version');
      await run(input);
    }
    expect(registry.registerModelVersion).toHaveBeenCalledTimes(1);
  });
});
