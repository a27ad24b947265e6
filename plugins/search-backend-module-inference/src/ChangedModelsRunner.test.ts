import { mockServices } from '@backstage/backend-test-utils';
import type { Model } from '@inference-portal/plugin-inference-common';
import { ChangedModelsRunner } from './ChangedModelsRunner';

const chat = {
  namespace: 'support',
  name: 'chat',
  title: null,
  owner: null,
  versions: 1,
  changedAt: '2026-11-22T09:00:00.000Z',
} as Model;

async function setUp() {
  const clock = { now: 0 };
  const listModels = jest.fn(async () => ({ items: [] as Model[] }));
  let tick: (() => Promise<void>) | undefined;
  const runner = new ChangedModelsRunner({
    scheduled: {
      run: async ({ fn }) => {
        tick = async () => fn(new AbortController().signal);
      },
    },
    auth: mockServices.auth(),
    registry: { listModels },
    now: () => clock.now,
  });
  const collate = jest.fn(async () => {});
  await runner.run({ id: 'search_index', fn: collate });
  const run = async () => {
    await tick?.();
    return collate.mock.calls.length;
  };
  return { clock, collate, listModels, run };
}

describe('ChangedModelsRunner', () => {
  it('collates at first, even an empty registry, and then only what changed', async () => {
    const { listModels, run } = await setUp();
    expect([await run(), await run()]).toEqual([1, 1]);
    listModels.mockResolvedValue({ items: [chat] });
    expect([await run(), await run()]).toEqual([2, 2]);
    listModels.mockResolvedValue({
      items: [{ ...chat, changedAt: '2026-11-22T09:00:01.000Z' }],
    });
    expect([await run(), await run()]).toEqual([3, 3]);
  });

  it('tries again when collating failed or the registry did not answer', async () => {
    const { collate, listModels, run } = await setUp();
    listModels.mockRejectedValueOnce(new Error('not served yet'));
    await expect(run()).rejects.toThrow('not served yet');
    expect(collate).not.toHaveBeenCalled();
    collate.mockRejectedValueOnce(new Error('away'));
    await expect(run()).rejects.toThrow('away');
    expect(await run()).toBe(2);
  });

  it('collates everything once an hour', async () => {
    const { clock, run } = await setUp();
    await run();
    clock.now = 59 * 60_000;
    expect(await run()).toBe(1);
    clock.now = 60 * 60_000;
    expect(await run()).toBe(2);
  });
});
