import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { ModelDeclaration } from '../../decide/registry/declaredModel';
import { CatalogRegistrySource } from '../../observe/catalog/CatalogRegistrySource';
import {
  DATABASE_IDS,
  openStores,
} from '../../record/__testUtils__/openStores';
import {
  content,
  description,
  QWEN,
  SHA,
  writer,
} from '../../record/__testUtils__/versions';
import { RegistryImport } from './RegistryImport';

jest.setTimeout(60_000);

function declared(facts: Partial<ModelDeclaration> = {}): ModelDeclaration {
  return {
    entityRef: 'resource:default/qwen3-32b',
    model: QWEN,
    owner: 'group:default/support',
    title: 'Qwen3 32B',
    description: null,
    links: [],
    tags: ['chat'],
    modelId: 'Qwen/Qwen3-32B',
    source: `hf://Qwen/Qwen3-32B@${SHA}`,
    version: 'v1',
    license: 'Apache-2.0',
    derivedFrom: null,
    registry: null,
    ...facts,
  };
}

describe.each(
  TestDatabases.create({ ids: [...DATABASE_IDS] }).eachSupportedId(),
)('models declared in the catalog, on %s', databaseId => {
  const databases = TestDatabases.create({ ids: [...DATABASE_IDS] });

  async function open() {
    const { registry } = await openStores(databases, databaseId);
    const catalog = { declarations: [declared()] };
    const source = new CatalogRegistrySource({
      catalog,
      registered: {
        has: async model => (await registry.findModel(model)) !== undefined,
        findBySourceId: async () => [],
      },
      registries: [],
      url: 'http://localhost:7007/api/catalog',
      now: () => 0,
    });
    let now = 1_000_000;
    const registryImport = new RegistryImport({
      store: registry,
      isProtected: () => false,
      logger: mockServices.logger.mock(),
      now: () => {
        now += 1_000;
        return now;
      },
    });
    const run = (...declarations: ModelDeclaration[]) => {
      catalog.declarations = declarations;
      const { signal } = new AbortController();
      return registryImport.run(source, { dryRun: false, signal });
    };
    return { registry, run };
  }

  it('are registered once with the origin of the catalog', async () => {
    const { registry, run } = await open();
    const first = await run(declared());
    expect(first).toMatchObject({
      models: { created: 1 },
      versions: { created: 1 },
      problems: 0,
    });
    await run(declared());
    expect(await registry.findVersion(QWEN, 'v1')).toMatchObject({
      origin: 'catalog',
      registeredBy: 'service:import:catalog',
      license: 'Apache-2.0',
      source: { pinned: true },
    });
    expect(await registry.findModel(QWEN)).toMatchObject({
      origin: 'catalog',
      owner: 'group:default/support',
      versions: 1,
    });
  });

  it('follow the entity in what may change, and keep what may not with a conflict until both agree', async () => {
    const { registry, run } = await open();
    await run(declared());
    await run(
      declared({
        owner: 'group:default/platform',
        title: null,
        license: 'MIT',
        derivedFrom: 'finetune:hf://Qwen/Qwen3-32B-Base',
      }),
    );
    expect(await registry.findModel(QWEN)).toMatchObject({
      owner: 'group:default/platform',
      title: null,
      conflicts: 1,
    });
    expect(await registry.listConflicts({ model: QWEN })).toMatchObject([
      {
        source: 'catalog',
        version: 'v1',
        field: 'license',
        recorded: 'Apache-2.0',
        found: 'MIT',
      },
    ]);
    expect(await registry.findVersion(QWEN, 'v1')).toMatchObject({
      license: 'Apache-2.0',
      lineage: [{ relation: 'finetune', to: 'hf://Qwen/Qwen3-32B-Base' }],
    });
    await run(declared());
    expect(await registry.listConflicts({ model: QWEN })).toEqual([]);
  });

  it('deny nothing that another registry tells of the version, and change nobody else’s words', async () => {
    const { registry, run } = await open();
    await registry.createModel(
      QWEN,
      description({ title: 'From the hub' }),
      writer(1),
    );
    await registry.registerVersion(QWEN, content('v1'), writer(2));
    const report = await run(declared({ license: null }));
    expect(report).toMatchObject({ conflicts: 0, problems: 0 });
    expect(await registry.findModel(QWEN)).toMatchObject({
      title: 'From the hub',
      origin: 'api',
    });
  });

  it('stay when the entity goes', async () => {
    const { registry, run } = await open();
    await run(declared());
    await run();
    expect(await registry.findVersion(QWEN, 'v1')).toMatchObject({
      state: 'active',
    });
  });

  it('are not registered by half, and a secret is written nowhere', async () => {
    const { registry, run } = await open();
    const report = await run(
      declared({ source: 'https://models.example.com/q?token=s3cr3t-t0ken' }),
    );
    expect(report.foundProblems).toHaveLength(1);
    expect(JSON.stringify(report)).not.toContain('s3cr3t-t0ken');
    expect(await registry.findModel(QWEN)).toBeUndefined();
  });
});
