import type { Model } from '@inference-portal/plugin-inference-common';
import { askForApproval } from './askForApproval';
import { createDemoRegistry } from './createDemoRegistry';

const pointing = (version: string, isProtected = true) =>
  ({
    aliases: [{ alias: 'production', version, protected: isProtected }],
  } as Model);

function setUp(...answers: (Model | Error)[]) {
  const controller = new AbortController();
  const registry = {
    getModel: jest.fn(async () => {
      const answer = answers.shift();
      if (answers.length === 0) {
        controller.abort();
      }
      if (answer instanceof Error || answer === undefined) {
        throw answer ?? new Error('asked too often');
      }
      return answer;
    }),
    moveAlias: jest.fn(),
  };
  return {
    registry,
    run: () =>
      askForApproval({
        registry,
        getToken: async () => 'token',
        signal: controller.signal,
        pause: async () => {},
      }),
  };
}

describe('askForApproval', () => {
  it('asks once, as soon as the import has put production where it belongs', async () => {
    const { registry, run } = setUp(
      new Error('not started'),
      pointing('sft-6'),
      pointing('sft-7'),
      pointing('sft-7'),
    );
    expect(await run()).toBe(true);
    expect(registry.moveAlias).toHaveBeenCalledTimes(1);
    expect(registry.moveAlias).toHaveBeenCalledWith(
      { namespace: 'default', name: 'support-chat' },
      'production',
      expect.objectContaining({
        version: 'sft-7-fp8',
        expectedVersion: 'sft-7',
      }),
      { token: 'token' },
    );
  });

  it('moves nothing where the alias is not protected, and ends with the portal', async () => {
    const { registry, run } = setUp(pointing('sft-7', false));
    expect(await run()).toBe(false);
    expect(registry.moveAlias).not.toHaveBeenCalled();
  });

  it('names versions that the story has', () => {
    const chat = createDemoRegistry(Date.UTC(2026, 10, 22)).find(
      ({ ref }) => ref.name === 'support-chat',
    );
    expect(chat?.versions.map(({ version }) => version)).toEqual(
      expect.arrayContaining(['sft-7', 'sft-7-fp8']),
    );
    expect(chat?.aliases).toMatchObject([
      { alias: 'production', version: 'sft-7' },
    ]);
  });
});
