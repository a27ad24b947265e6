import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { parse } from 'yaml';
import { startRegistry } from '../../__testUtils__/startRegistry';
import { CatalogIndex } from '../../observe/catalog/CatalogIndex';
import { CatalogRegistrySource } from '../../observe/catalog/CatalogRegistrySource';
import { RegistryImport } from './RegistryImport';

jest.setTimeout(60_000);

const COMMIT = '5617a9f61b028005a4858fdac845db406aefb181';
const YAML = `
apiVersion: backstage.io/v1alpha1
kind: Resource
metadata:
  name: bge-m3-tickets
  namespace: default
  title: BGE-M3 for tickets
  annotations:
    inference-portal/source: hf://acme/bge-m3-tickets@${COMMIT}
    inference-portal/version: 1.0.0
    inference-portal/license: MIT
    inference-portal/derived-from: finetune:hf://BAAI/bge-m3
spec:
  type: ai-model
  owner: group:default/support
`;
const PATH = '/models/default/bge-m3-tickets';

describe('a model that a catalog-info.yaml declares', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

  async function start() {
    const api = await startRegistry(databases);
    const store = api.stores.registry;
    const { auth, logger } = {
      auth: mockServices.auth(),
      logger: mockServices.logger.mock(),
    };
    let entities: Entity[] = [];
    const index = new CatalogIndex({
      catalog: {
        ...catalogServiceMock(),
        async *streamEntities() {
          yield entities;
        },
      },
      auth,
      logger,
      modelType: 'ai-model',
    });
    let now = Date.UTC(2026, 10, 22, 9);
    const registryImport = new RegistryImport({
      store,
      isProtected: () => false,
      logger,
      now: () => (now += 1_000),
    });
    const source = new CatalogRegistrySource({
      catalog: index,
      registered: {
        has: async model => (await store.findModel(model)) !== undefined,
        findBySourceId: async () => [],
      },
      registries: [],
      url: 'http://localhost:7007/api/catalog',
      now: () => now,
    });
    /** The catalog has these files now. */
    const publish = async (...files: string[]) => {
      entities = files.map(file => parse(file) as Entity);
      await index.refresh();
      return registryImport.run(source, {
        dryRun: false,
        signal: new AbortController().signal,
      });
    };
    return { api, publish };
  }

  it('appears with its version by the annotation alone, and keeps its history when the file goes', async () => {
    const { api, publish } = await start();
    const ada = api.as('ada');
    expect((await ada.get(PATH)).status).toBe(404);
    expect(await publish(YAML)).toMatchObject({ problems: 0 });

    const version = async () => (await ada.get(`${PATH}/versions/1.0.0`)).body;
    expect(await version()).toMatchObject({
      version: '1.0.0',
      source: {
        uri: `hf://acme/bge-m3-tickets@${COMMIT}`,
        pinned: true,
        revision: COMMIT,
      },
      license: 'MIT',
      origin: 'catalog',
      lineage: [{ relation: 'finetune', to: 'hf://BAAI/bge-m3' }],
    });
    expect((await ada.get(PATH)).body).toMatchObject({
      title: 'BGE-M3 for tickets',
      owner: 'group:default/support',
      entityRef: 'resource:default/bge-m3-tickets',
    });
    const moved = await ada.put(`${PATH}/aliases/staging`, {
      version: '1.0.0',
      reason: 'first',
    });
    expect(moved.status).toBe(200);

    const before = await version();
    await publish();
    expect(await version()).toEqual(before);
    expect(await version()).toMatchObject({ state: 'active' });
    expect(
      (await ada.get(`${PATH}/aliases/staging/history`)).body,
    ).toMatchObject({ items: [{ to: '1.0.0', by: 'user:default/ada' }] });
    // The file comes back as it was: nothing new, nothing twice.
    await publish(YAML);
    expect(await version()).toEqual(before);
  });

  it('has a next version when the file names another commit, beside the first', async () => {
    const { api, publish } = await start();
    await publish(YAML);
    const next = '1'.repeat(40);
    await publish(YAML.replace(COMMIT, next).replace('1.0.0', '1.1.0'));
    const { body } = await api.as('ada').get(`${PATH}/versions`);
    expect(
      body.items.map(({ version }: { version: string }) => version).sort(),
    ).toEqual(['1.0.0', '1.1.0']);
  });
});
