import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import type { Entity } from '@backstage/catalog-model';
import {
  catalogServiceRef,
  type CatalogService,
} from '@backstage/plugin-catalog-node';
import catalogModuleInference from './index';
import { modelServer } from './__fixtures__/modelServer';
import { registeredModel } from './__fixtures__/registeredModel';

jest.setTimeout(60_000);

describe('catalogModuleInference', () => {
  let inference: Server;
  let inferenceUrl: string;

  beforeAll(async () => {
    inference = createServer((request, response) => {
      response.setHeader('content-type', 'application/json');
      const items = {
        '/model-servers': [
          modelServer(),
          modelServer({ name: 'orphan', owner: null }),
        ],
        '/models': [
          registeredModel({
            name: 'support-chat',
            sourceIds: [],
            derivedFrom: ['hf://Qwen/Qwen3-32B', 'model:default/bge-m3@v1'],
          }),
          registeredModel({ name: 'bge-m3', sourceIds: ['BAAI/bge-m3'] }),
          registeredModel({ name: 'Qwen3-32B' }),
        ],
      };
      const path = request.url?.replace(/\?.*/, '') ?? '';
      response.end(
        JSON.stringify({ items: items[path as keyof typeof items] ?? [] }),
      );
    });
    await new Promise<void>(resolve => {
      inference.listen(0, '127.0.0.1', resolve);
    });
    const { port } = inference.address() as AddressInfo;
    inferenceUrl = `http://127.0.0.1:${port}`;
  });
  afterAll(async () => {
    inference.closeAllConnections();
    await new Promise(resolve => {
      inference.close(resolve);
    });
  });

  async function start(catalogConfig: object) {
    let catalog: CatalogService | undefined;
    let port = 0;
    // The provider asks the catalog itself, which answers once everything has started.
    const scheduler = mockServices.scheduler();
    const backend: TestBackend = await startTestBackend({
      features: [
        catalogPlugin,
        catalogModuleInference,
        mockServices.rootConfig.factory({
          data: {
            backend: { baseUrl: 'http://localhost:7007' },
            catalog: { processingInterval: { seconds: 1 } },
            inference: { catalog: catalogConfig },
          },
        }),
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
        createServiceFactory({
          service: coreServices.discovery,
          deps: { rootHttpRouter: coreServices.rootHttpRouter },
          factory: () => ({
            getBaseUrl: async (pluginId: string) =>
              pluginId === 'inference'
                ? inferenceUrl
                : `http://localhost:${port}/api/${pluginId}`,
            getExternalBaseUrl: async (pluginId: string) =>
              `http://localhost/api/${pluginId}`,
          }),
        }),
        createBackendPlugin({
          pluginId: 'probe',
          register(reg) {
            reg.registerInit({
              deps: { service: catalogServiceRef },
              async init({ service }) {
                catalog = service;
              },
            });
          },
        }),
      ],
    });
    port = Number(backend.server.port());
    await scheduler.triggerTask('inference-entity-provider');
    return { backend, catalog: () => catalog as CatalogService };
  }

  async function eventually(
    read: () => Promise<Entity[]>,
    count: number,
  ): Promise<Entity[]> {
    const deadline = Date.now() + 40_000;
    for (;;) {
      const entities = await read();
      if (entities.length >= count || Date.now() > deadline) {
        return entities;
      }
      await new Promise(resolve => {
        setTimeout(resolve, 100);
      });
    }
  }

  it.each([
    ['the plain catalog', false],
    ['the model layer', true],
  ])(
    'brings servers and models into %s with their relations',
    async (_, modelLayer) => {
      const { backend, catalog } = await start({
        modelLayer,
        schedule: {
          frequency: { seconds: 1 },
          timeout: { seconds: 10 },
        },
      });
      try {
        const credentials = await mockServices
          .auth()
          .getOwnServiceCredentials();
        const entities = await eventually(
          async () =>
            (
              await catalog().getEntities(
                {
                  filter: {
                    'metadata.annotations.inference-portal/generated': 'true',
                  },
                },
                { credentials },
              )
            ).items.filter(entity => (entity.relations ?? []).length > 0),
          5,
        );
        const chat = entities.find(
          entity => entity.metadata.name === 'eu-west.support.support-chat',
        );
        expect(chat?.spec?.type).toBe('model-server');
        expect(chat?.relations).toEqual(
          expect.arrayContaining([
            { type: 'ownedBy', targetRef: 'group:default/support' },
            { type: 'dependsOn', targetRef: 'resource:default/qwen3-32b' },
          ]),
        );
        const tuned = entities.find(
          entity => entity.metadata.name === 'support-chat',
        );
        expect(tuned?.relations).toEqual(
          expect.arrayContaining([
            { type: 'ownedBy', targetRef: 'group:default/support' },
            { type: 'dependsOn', targetRef: 'resource:default/bge-m3' },
            { type: 'dependsOn', targetRef: 'resource:default/qwen3-32b' },
          ]),
        );
        const base = entities.find(
          entity => entity.metadata.name === 'Qwen3-32B',
        );
        expect(base?.relations).toContainEqual({
          type: 'dependencyOf',
          targetRef: 'component:default/eu-west.support.support-chat',
        });
        expect(entities.map(entity => entity.metadata.name).sort()).toEqual([
          'Qwen3-32B',
          'bge-m3',
          'eu-west.support.orphan',
          'eu-west.support.support-chat',
          'support-chat',
        ]);
      } finally {
        await backend.stop();
      }
    },
  );
});
