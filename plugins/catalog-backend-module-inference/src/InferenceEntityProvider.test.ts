import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type { EntityProviderConnection } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type {
  DataSource,
  Model,
  ModelServer,
} from '@inference-portal/plugin-inference-common';
import { InferenceEntityProvider } from './InferenceEntityProvider';
import { modelServer } from './__fixtures__/modelServer';
import { registeredModel } from './__fixtures__/registeredModel';

function cluster(status: DataSource['status']): DataSource {
  return {
    id: 'cluster:eu-west',
    type: 'cluster',
    name: 'eu-west',
    url: null,
    status,
    version: null,
    lastDataAt: null,
    lagSeconds: null,
    checkedAt: null,
    coverage: [],
    issues: [],
    resources: [],
    queries: [],
  };
}

function setUp(entities: Entity[] = []) {
  const world = {
    servers: [modelServer()] as ModelServer[],
    models: [] as Model[],
    sources: [cluster('healthy')],
    now: 0,
    pageSize: 1000,
  };
  const page = <T>(items: readonly T[], cursor = '0') => {
    const end = Number(cursor) + world.pageSize;
    return {
      items: items.slice(Number(cursor), end),
      ...(end < items.length ? { nextCursor: String(end) } : {}),
    };
  };
  const api = {
    listModelServers: jest.fn(async (query?: { cursor?: string }) =>
      page(world.servers, query?.cursor),
    ),
    listModels: jest.fn(async (query?: { cursor?: string }) =>
      page(world.models, query?.cursor),
    ),
    listDataSources: jest.fn(async () => ({ items: world.sources })),
  };
  const logger = mockServices.logger.mock();
  const provider = new InferenceEntityProvider({
    api,
    auth: mockServices.auth(),
    catalog: catalogServiceMock({ entities }),
    runner: { run: async () => {} },
    logger,
    types: { serverType: 'model-server', modelType: 'ai-model' },
    now: () => world.now,
  });
  const applyMutation = jest.fn<
    Promise<void>,
    Parameters<EntityProviderConnection['applyMutation']>
  >(async () => {});
  const run = () => provider.run({ applyMutation, refresh: async () => {} });
  const names = () => {
    const mutation =
      applyMutation.mock.calls[applyMutation.mock.calls.length - 1]?.[0];
    return mutation?.type === 'full'
      ? mutation.entities.map(({ entity }) => entity.metadata.name)
      : undefined;
  };
  return { world, api, logger, applyMutation, run, names };
}

describe('InferenceEntityProvider', () => {
  it('emits every page of servers with a service token', async () => {
    const { world, api, run, names } = setUp();
    world.servers = ['a', 'b', 'c'].map(name => modelServer({ name }));
    world.pageSize = 2;
    await run();
    expect(names()).toEqual([
      'eu-west.support.a',
      'eu-west.support.b',
      'eu-west.support.c',
      'qwen.qwen3-32b',
    ]);
    expect(api.listModelServers).toHaveBeenLastCalledWith(
      expect.objectContaining({ cursor: '2' }),
      expect.objectContaining({ token: expect.stringContaining('mock') }),
    );
  });

  it('writes only when something changed, and now and then all the same', async () => {
    const { world, applyMutation, run } = setUp();
    await run();
    world.servers = world.servers.map(server => ({
      ...server,
      lastSeenAt: '2026-11-02T10:00:00.000Z',
      state: 'degraded' as const,
    }));
    await run();
    expect(applyMutation).toHaveBeenCalledTimes(1);
    world.servers = [...world.servers, modelServer({ name: 'new' })];
    await run();
    expect(applyMutation).toHaveBeenCalledTimes(2);
    world.now += 11 * 60 * 1000;
    await run();
    expect(applyMutation).toHaveBeenCalledTimes(3);
  });

  it('deletes nothing when a read fails, even on a later page, and says so once', async () => {
    const { world, api, logger, applyMutation, run } = setUp();
    world.servers = ['a', 'b'].map(name => modelServer({ name }));
    world.pageSize = 1;
    await run();
    const readPage = api.listModelServers.getMockImplementation();
    api.listModelServers.mockImplementation(async query => {
      if (query?.cursor || !readPage) {
        throw new Error('503 Service Unavailable');
      }
      return readPage(query);
    });
    await run();
    await run();
    expect(applyMutation).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });

  it('writes again after a mutation that failed', async () => {
    const { applyMutation, run } = setUp();
    applyMutation.mockRejectedValueOnce(new Error('deadlock'));
    await run();
    await run();
    expect(applyMutation).toHaveBeenCalledTimes(2);
  });

  it('waits until every cluster was read once, so that a restart deletes nothing', async () => {
    const { world, applyMutation, run } = setUp();
    world.servers = [];
    world.sources = [cluster('starting')];
    await run();
    expect(applyMutation).not.toHaveBeenCalled();
    world.sources = [cluster('unreachable')];
    await run();
    expect(applyMutation).toHaveBeenCalledTimes(1);
  });

  it('joins an entity that a team wrote instead of doubling it, and takes over again when the team drops it', async () => {
    const written: Entity = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: 'support-chat',
        annotations: { 'inference-portal/server': 'support/support-chat' },
      },
      spec: { type: 'service', lifecycle: 'production', owner: 'support' },
    };
    const joined = [
      modelServer({ entityRef: 'component:default/support-chat' }),
    ];

    const present = setUp([written]);
    present.world.servers = joined;
    await present.run();
    expect(present.names()).toEqual(['qwen.qwen3-32b']);

    const dropped = setUp([]);
    dropped.world.servers = joined;
    await dropped.run();
    expect(dropped.names()).toContain('eu-west.support.support-chat');
  });

  it('goes on describing a server that is joined with what it emitted under an earlier name', async () => {
    const earlier: Entity = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: 'support-chat-1a2b3c4d',
        annotations: { 'inference-portal/generated': 'true' },
      },
      spec: { type: 'model-server', lifecycle: 'production', owner: 'x' },
    };
    const { world, run, names } = setUp([earlier]);
    world.servers = [
      modelServer({ entityRef: 'component:default/support-chat-1a2b3c4d' }),
    ];
    await run();
    expect(names()).toContain('eu-west.support.support-chat');
  });

  it('emits every page of registered models, and deletes none while they cannot be read', async () => {
    const { world, api, logger, applyMutation, run, names } = setUp();
    world.servers = [];
    world.models = ['a', 'b', 'c'].map(name =>
      registeredModel({ name, sourceIds: [] }),
    );
    world.pageSize = 2;
    await run();
    expect(names()).toEqual(['a', 'b', 'c']);

    api.listModels.mockRejectedValue(new Error('503 Service Unavailable'));
    await run();
    expect(applyMutation).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });

  it('leaves registered models to the entities that teams wrote, under the same name or with the annotation', async () => {
    const written = (name: string, registry?: string): Entity => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: {
        name,
        annotations: {
          ...(registry && { 'inference-portal/registry': registry }),
        },
      },
      spec: { type: 'ai-model', owner: 'support' },
    });
    const { world, run, names, applyMutation } = setUp([
      written('qwen3-32b'),
      written('chat-llm', 'mlflow/support-chat'),
    ]);
    world.servers = [
      modelServer({
        registration: {
          namespace: 'default',
          name: 'support-chat',
          version: '7',
          reason: 'digest',
          confidence: 'certain',
        },
      }),
    ];
    world.models = [
      registeredModel(),
      registeredModel({ name: 'support-chat', sourceIds: [] }),
      registeredModel({ name: 'bge-m3', sourceIds: [] }),
    ];
    await run();
    expect(names()).toEqual(['eu-west.support.support-chat', 'bge-m3']);
    expect(applyMutation.mock.calls[0]?.[0]).toMatchObject({
      entities: [
        { entity: { spec: { dependsOn: ['resource:default/chat-llm'] } } },
        {},
      ],
    });
  });
});
