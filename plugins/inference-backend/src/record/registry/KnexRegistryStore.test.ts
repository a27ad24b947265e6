import { TestDatabases } from '@backstage/backend-test-utils';
import { DATABASE_IDS, openStores } from '../__testUtils__/openStores';
import {
  BOT,
  content,
  description,
  QWEN,
  SHA,
  writer,
} from '../__testUtils__/versions';

jest.setTimeout(60_000);

describe.each(
  TestDatabases.create({ ids: [...DATABASE_IDS] }).eachSupportedId(),
)('KnexRegistryStore on %s', databaseId => {
  const databases = TestDatabases.create({ ids: [...DATABASE_IDS] });

  async function open() {
    const { registry } = await openStores(databases, databaseId);
    await registry.createModel(QWEN, description(), writer(1_000));
    return registry;
  }

  it('registers a model once, whatever the case of its name', async () => {
    const registry = await open();
    const again = await registry.createModel(
      { namespace: 'default', name: 'QWEN3-32B' },
      description({ title: 'Another' }),
      writer(2_000),
    );
    expect(again).toEqual({
      created: false,
      model: {
        ...QWEN,
        entityRef: 'resource:default/qwen3-32b',
        title: 'Qwen3 32B',
        description: 'Chat model of the support desk',
        owner: 'group:default/support',
        license: null,
        homepage: null,
        tags: ['chat'],
        origin: 'api',
        sourceIds: ['Qwen/Qwen3-32B'],
        versions: 0,
        latestVersion: null,
        aliases: [],
        servers: 0,
        createdAt: '1970-01-01T00:00:01.000Z',
        createdBy: 'user:default/mina',
        changedAt: '1970-01-01T00:00:01.000Z',
        pendingRequests: [],
        conflicts: 0,
      },
    });
  });

  it('changes the given parts of a description and finds the model by them', async () => {
    const registry = await open();
    const changed = await registry.updateModel(
      QWEN,
      { title: 'Der Große', sourceIds: ['qwen/other'] },
      writer(5_000),
    );
    expect(changed).toMatchObject({
      title: 'Der Große',
      owner: 'group:default/support',
      sourceIds: ['qwen/other'],
      changedAt: '1970-01-01T00:00:05.000Z',
    });
    const found = await registry.listModels({
      filter: { kind: 'text', text: 'GROSSE' },
      limit: 10,
    });
    expect(found.items.map(({ name }) => name)).toEqual(['qwen3-32b']);
    expect(
      await registry.updateModel(BOT, { title: 'x' }, writer(1)),
    ).toBeUndefined();
  });

  it('answers a version with all that was registered', async () => {
    const registry = await open();
    const registered = content('1', {
      digest: `sha256:${'a'.repeat(64)}`,
      createdAt: writer(500).at,
      signature: {
        bundleDigest: `sha256:${'b'.repeat(64)}`,
        identity: 'ci@example.com',
      },
      metrics: [
        { name: 'mmlu', value: 0.1 + 0.2, dataset: 'cais/mmlu', slice: 'de' },
        { name: 'wer', value: 0.18, at: '2026-03-01T00:00:00.000Z' },
      ],
      lineage: [
        { relation: 'finetune', to: 'hf://Qwen/Qwen3-32B', note: 'LoRA' },
        { relation: 'trained-on', to: 'dataset:tickets' },
      ],
      tags: { team: 'support' },
    });
    expect(
      await registry.registerVersion(QWEN, registered, writer(2_000)),
    ).toEqual({ status: 'registered' });
    const { createdAt, ...rest } = registered;
    expect(await registry.findVersion(QWEN, '1')).toEqual({
      ...rest,
      model: QWEN,
      createdAt: '1970-01-01T00:00:00.500Z',
      state: 'active',
      retirement: null,
      registeredAt: '1970-01-01T00:00:02.000Z',
      registeredBy: 'user:default/mina',
      origin: 'api',
      aliases: [],
      servers: 0,
      headlineMetrics: registered.metrics,
      conflicts: 0,
    });
    expect(createdAt).toBe(500);
    expect(await registry.findModel(QWEN)).toMatchObject({
      versions: 1,
      latestVersion: '1',
      license: 'Apache-2.0',
      changedAt: '1970-01-01T00:00:02.000Z',
    });
  });

  it('takes the same content again, also after results were added, and names what differs in other content', async () => {
    const registry = await open();
    const metric = { name: 'mmlu', value: 0.71 };
    await registry.registerVersion(QWEN, content('1'), writer(2_000));
    await registry.addMetrics(QWEN, '1', [metric], writer(3_000));
    await registry.addLineage(
      QWEN,
      '1',
      [{ relation: 'trained-on', to: 'dataset:tickets' }],
      writer(3_000),
    );
    expect(
      await registry.registerVersion(QWEN, content('1'), writer(4_000)),
    ).toEqual({ status: 'unchanged' });
    expect(
      await registry.registerVersion(
        QWEN,
        content('1', { license: 'MIT', format: null, metrics: [metric] }),
        writer(4_000),
      ),
    ).toEqual({
      status: 'conflict',
      differences: [
        { field: 'format', recorded: 'safetensors', offered: null },
        { field: 'license', recorded: 'Apache-2.0', offered: 'MIT' },
        { field: 'metrics: mmlu', recorded: null, offered: '0.71' },
      ],
    });
    expect(await registry.findVersion(QWEN, '1')).toMatchObject({
      license: 'Apache-2.0',
      registeredAt: '1970-01-01T00:00:02.000Z',
      metrics: [metric],
    });
  });

  it('decides each of many versions by itself', async () => {
    const registry = await open();
    await registry.registerVersion(QWEN, content('1'), writer(2_000));
    const outcomes = await registry.registerVersions(
      [
        { model: QWEN, content: content('1') },
        { model: QWEN, content: content('2') },
        { model: QWEN, content: content('2', { format: 'gguf' }) },
        { model: BOT, content: content('1') },
        {
          model: QWEN,
          content: content('3', {
            lineage: [{ relation: 'merge', to: 'model:default/qwen3-32b@3' }],
          }),
        },
        { model: QWEN, content: content('4') },
      ],
      writer(3_000),
    );
    expect(outcomes.map(({ status }) => status)).toEqual([
      'unchanged',
      'registered',
      'conflict',
      'no-model',
      'cycle',
      'registered',
    ]);
    expect(outcomes[4]).toEqual({
      status: 'cycle',
      path: ['model:default/qwen3-32b@3', 'model:default/qwen3-32b@3'],
    });
    expect(await registry.findModel(QWEN)).toMatchObject({ versions: 3 });
  });

  it('lists versions newest first, page by page, and counts numbers as people do', async () => {
    const registry = await open();
    await registry.registerVersions(
      ['9', '10', '11', '2'].map(version => ({
        model: QWEN,
        content: content(version, {
          createdAt: version === '2' ? writer(9_000).at : null,
        }),
      })),
      writer(2_000),
    );
    await registry.setRetirement(
      QWEN,
      '11',
      { reason: 'broken tokenizer', retired: true },
      writer(3_000),
    );
    const all: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await registry.listVersions(QWEN, { limit: 3, cursor });
      all.push(...page.items.map(({ version }) => version));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(all).toEqual(['2', '11', '10', '9']);
    const names = async (options: {
      state?: 'active' | 'retired';
      text?: string;
    }) =>
      (await registry.listVersions(QWEN, { limit: 10, ...options })).items.map(
        ({ version }) => version,
      );
    expect(await names({ state: 'active' })).toEqual(['2', '10', '9']);
    expect(await names({ state: 'retired' })).toEqual(['11']);
    expect(await names({ text: SHA.slice(0, 8).toUpperCase() })).toHaveLength(
      4,
    );
    // The name of the model is no reason to find all its versions.
    expect(await names({ text: 'qwen3-32b@' })).toHaveLength(4);
    expect(await names({ text: 'default/qwen3' })).toEqual([]);
    expect(await registry.findModel(QWEN)).toMatchObject({
      latestVersion: '2',
      versions: 4,
    });
  });

  it('retires a version with its reason and takes it back', async () => {
    const registry = await open();
    await registry.registerVersion(QWEN, content('1'), writer(2_000));
    const retire = (retired: boolean, reason: string, at: number) =>
      registry.setRetirement(QWEN, '1', { retired, reason }, writer(at));
    expect(await retire(true, 'license', 3_000)).toEqual({ status: 'changed' });
    expect(await retire(true, 'other', 4_000)).toEqual({ status: 'unchanged' });
    expect(await registry.findVersion(QWEN, '1')).toMatchObject({
      state: 'retired',
      retirement: {
        reason: 'license',
        by: 'user:default/mina',
        at: '1970-01-01T00:00:03.000Z',
      },
    });
    expect(await registry.findModel(QWEN)).toMatchObject({
      latestVersion: null,
    });
    expect(await retire(false, 'fixed', 5_000)).toEqual({ status: 'changed' });
    expect(await registry.findVersion(QWEN, '1')).toMatchObject({
      state: 'active',
      retirement: null,
    });
    expect(
      await registry.setRetirement(
        QWEN,
        '7',
        { retired: true, reason: 'x' },
        writer(1),
      ),
    ).toEqual({ status: 'no-version' });
  });

  it('adds metrics once and refuses another value for the same measurement, all or nothing', async () => {
    const registry = await open();
    await registry.registerVersion(QWEN, content('1'), writer(2_000));
    const add = (
      ...metrics: { name: string; value: number; slice?: string }[]
    ) => registry.addMetrics(QWEN, '1', metrics, writer(3_000));
    expect(await add({ name: 'wer', value: 0.1 })).toEqual({ status: 'added' });
    expect(await add({ name: 'wer', value: 0.1 })).toEqual({
      status: 'unchanged',
    });
    expect(
      await add(
        { name: 'new', value: 1 },
        { name: 'wer', value: 0.1, slice: 'de' },
        { name: 'wer', value: 0.2 },
      ),
    ).toEqual({
      status: 'conflict',
      differences: [{ field: 'metrics: wer', recorded: '0.1', offered: '0.2' }],
    });
    const detail = await registry.findVersion(QWEN, '1');
    expect(detail?.metrics).toEqual([{ name: 'wer', value: 0.1 }]);
  });

  it('shows the first three metrics of every version in lists', async () => {
    const registry = await open();
    const metrics = ['a', 'b', 'c', 'd'].map(name => ({ name, value: 1 }));
    await registry.registerVersions(
      [
        { model: QWEN, content: content('1', { metrics }) },
        { model: QWEN, content: content('2') },
      ],
      writer(2_000),
    );
    const { items } = await registry.listVersions(QWEN, { limit: 10 });
    expect(
      items.map(item => item.headlineMetrics.map(({ name }) => name)),
    ).toEqual([[], ['a', 'b', 'c']]);
  });

  it('searches versions of all models by text and by digest', async () => {
    const registry = await open();
    await registry.createModel(
      BOT,
      description({ owner: null, sourceIds: [] }),
      writer(1_000),
    );
    const digest = `sha256:${'c'.repeat(64)}`;
    await registry.registerVersions(
      [
        { model: BOT, content: content('1.0', { digest, license: 'MIT' }) },
        { model: QWEN, content: content('2026-10') },
        { model: QWEN, content: content('2026-9', { format: '100%_!' }) },
      ],
      writer(2_000),
    );
    const search = async (
      options: Partial<Parameters<typeof registry.searchVersions>[0]>,
    ) =>
      (
        await registry.searchVersions({ filter: null, limit: 10, ...options })
      ).items.map(({ model, version }) => `${model.name} ${version}`);
    expect(await search({})).toEqual([
      'qwen3-32b 2026-9',
      'qwen3-32b 2026-10',
      'support-bot 1.0',
    ]);
    expect(await search({ text: 'SUPPORT-bot' })).toEqual(['support-bot 1.0']);
    expect(await search({ text: 'mit' })).toEqual(['support-bot 1.0']);
    expect(await search({ text: '100%_!' })).toEqual(['qwen3-32b 2026-9']);
    expect(await search({ text: '_00' })).toEqual([]);
    expect(await search({ digest })).toEqual(['support-bot 1.0']);
    expect(await search({ filter: { kind: 'owner', anyOf: [null] } })).toEqual([
      'support-bot 1.0',
    ]);
    const first = await registry.searchVersions({ filter: null, limit: 2 });
    expect(await search({ cursor: first.nextCursor })).toEqual([
      'support-bot 1.0',
    ]);
  });
});
