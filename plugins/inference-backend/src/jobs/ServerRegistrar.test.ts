import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  at,
  batch,
  joinsOf,
  observation,
} from '../record/__testUtils__/observations';
import { openStores } from '../record/__testUtils__/openStores';
import { toVersionContent } from '../decide/registry/toVersionContent';
import type { ServerObservation } from '../types';
import { ServerRegistrar } from './ServerRegistrar';

jest.setTimeout(60_000);

const WRITER = {
  actor: 'user:default/ada',
  at: at(0),
  origin: 'portal',
} as const;
const MODEL = { namespace: 'support', name: 'support-chat' };

/** A server with labels or annotations about the registry. */
function labelled(
  name: string,
  marks: { readonly [mark: string]: string },
): ServerObservation {
  const server = observation({ name });
  return {
    ...server,
    ownership: {
      ...server.ownership,
      registry: Object.fromEntries(
        Object.entries(marks).map(([mark, value]) => [
          mark,
          { value, source: `annotation ${mark} on the Deployment` },
        ]),
      ),
    },
  };
}

describe('ServerRegistrar', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

  async function start(...servers: ServerObservation[]) {
    const stores = await openStores(databases, 'SQLITE_3');
    const { inventory, registry: store, fence } = stores;
    const observed = batch(1_000, servers);
    await inventory.applyBatch(observed, joinsOf(observed), fence);
    const registrar = new ServerRegistrar({
      inventory,
      store,
      logger: mockServices.logger.mock(),
    });
    const register = async (version: string, facts: object = {}) => {
      const parsed = toVersionContent({
        version,
        source: 's3://models/chat',
        ...facts,
      });
      if ('problems' in parsed) {
        throw new Error(JSON.stringify(parsed.problems));
      }
      await store.createModel(
        MODEL,
        {
          owner: null,
          title: null,
          description: null,
          homepage: null,
          tags: [],
          sourceIds: ['Qwen/Qwen3-32B'],
        },
        WRITER,
      );
      await store.registerVersion(MODEL, parsed.content, WRITER);
    };
    const registrationOf = async (server: ServerObservation) =>
      (await inventory.findServer(server.server.id))?.registration;
    return { ...stores, store, registrar, register, registrationOf };
  }

  it('joins an InferenceService by the ids of the Kubeflow registry on it', async () => {
    const server = labelled('chat', {
      'modelregistry.kubeflow.org/registered-model-id': '1',
      'modelregistry.kubeflow.org/model-version-id': '7',
    });
    const { registrar, register, registrationOf } = await start(server);
    await register('1.0.0', {
      tags: {
        'modelregistry.kubeflow.org/registered-model-id': '1',
        'modelregistry.kubeflow.org/model-version-id': '7',
      },
    });
    expect(await registrar.registerAll()).toBe(1);
    expect(await registrationOf(server)).toMatchObject({
      ...MODEL,
      version: '1.0.0',
      confidence: 'certain',
    });
  });

  it('writes only joins that changed, and ends those that fit no more', async () => {
    const server = observation({ name: 'chat' });
    const { registrar, register, registrationOf, store, inventory, fence } =
      await start(server);
    await register('main', { source: 'hf://Qwen/Qwen3-32B' });
    const write = jest.spyOn(store, 'writeRegistrations');
    expect(await registrar.registerAll()).toBe(1);
    expect(await registrar.registerAll()).toBe(0);
    expect(write).toHaveBeenCalledTimes(1);
    const moved = observation({
      name: 'chat',
      server: {
        model: {
          id: 'mistralai/Ministral-8B',
          entityRef: null,
          version: null,
          revision: null,
          source: 'hf://mistralai/Ministral-8B',
          pinned: false,
        },
      },
    });
    const later = batch(2_000, [moved]);
    await inventory.applyBatch(later, joinsOf(later), fence);
    expect(await registrar.registerServers([moved.server.id])).toBe(1);
    expect(await registrationOf(moved)).toBeNull();
  });

  it('asks the registry once for all servers of a page', async () => {
    const servers = Array.from({ length: 40 }, (_, index) =>
      observation({ name: `chat-${index}` }),
    );
    const { registrar, register, store } = await start(...servers);
    await register('main', { source: 'hf://Qwen/Qwen3-32B' });
    const find = jest.spyOn(store, 'findCandidates');
    expect(await registrar.registerAll()).toBe(40);
    expect(find).toHaveBeenCalledTimes(1);
  });

  it('settles only when what was registered before is joined, also while a pass is running', async () => {
    const server = observation({ name: 'chat' });
    const { registrar, register, registrationOf } = await start(server);
    const early = registrar.requestAll();
    await register('main', { source: 'hf://Qwen/Qwen3-32B' });
    await Promise.all([early, registrar.requestAll()]);
    expect(await registrationOf(server)).toMatchObject({ version: 'main' });
  });

  it('does not fail who asks for a pass when the database is away', async () => {
    const { registrar, inventory } = await start(observation());
    jest
      .spyOn(inventory, 'listRegistrable')
      .mockRejectedValueOnce(new Error('away'));
    await expect(registrar.requestAll()).resolves.toBeUndefined();
  });
});
