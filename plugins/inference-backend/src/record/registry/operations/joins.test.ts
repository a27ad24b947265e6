import { TestDatabases } from '@backstage/backend-test-utils';
import type { Registration } from '@inference-portal/plugin-inference-common';
import { batch, observation } from '../../__testUtils__/observations';
import { DATABASE_IDS, openStores } from '../../__testUtils__/openStores';
import {
  BOT,
  content,
  description,
  QWEN,
  SHA,
  writer,
} from '../../__testUtils__/versions';
import type { VersionCriteria } from '../RegistryStore';

jest.setTimeout(60_000);

const CHAT = observation({ name: 'chat' });
const EMBED = observation({ name: 'embed' });
const NONE: VersionCriteria = {
  models: [],
  digests: [],
  sources: [],
  sourceIds: [],
};

function runs(version: string | null): Registration {
  return { ...QWEN, version, reason: 'annotation', confidence: 'certain' };
}

describe.each(
  TestDatabases.create({ ids: [...DATABASE_IDS] }).eachSupportedId(),
)('joins with servers and sources on %s', databaseId => {
  const databases = TestDatabases.create({ ids: [...DATABASE_IDS] });

  async function open() {
    const stores = await openStores(databases, databaseId);
    await stores.registry.createModel(QWEN, description(), writer(1_000));
    await stores.registry.registerVersions(
      ['1', '2'].map(version => ({ model: QWEN, content: content(version) })),
      writer(1_000),
    );
    await stores.apply(batch(1_000, [CHAT, EMBED]));
    return stores;
  }

  it('shows the version of a server, counts it, and filters servers by it', async () => {
    const { registry, inventory } = await open();
    await registry.writeRegistrations(
      new Map([
        [CHAT.server.id, runs('2')],
        [EMBED.server.id, runs(null)],
        ['nobody', runs('1')],
      ]),
    );
    expect(await inventory.findServer(CHAT.server.id)).toMatchObject({
      registration: runs('2'),
    });
    expect(await registry.findModel(QWEN)).toMatchObject({ servers: 2 });
    const { items } = await registry.listVersions(QWEN, { limit: 10 });
    expect(items.map(({ version, servers }) => [version, servers])).toEqual([
      ['2', 1],
      ['1', 0],
    ]);
    const names = async (
      filter: Parameters<typeof inventory.listServers>[0]['filter'],
    ) =>
      (await inventory.listServers({ filter, limit: 10 })).items.map(
        ({ name }) => name,
      );
    const upper = { namespace: 'DEFAULT', name: 'Qwen3-32B' };
    expect(await names({ kind: 'runs', anyOf: [upper] })).toEqual([
      'chat',
      'embed',
    ]);
    expect(await names({ kind: 'runs', anyOf: [BOT] })).toEqual([]);

    await registry.writeRegistrations(new Map([[EMBED.server.id, null]]));
    expect(await names({ kind: 'registered', registered: true })).toEqual([
      'chat',
    ]);
    expect(await names({ kind: 'registered', registered: false })).toEqual([
      'embed',
    ]);
    expect(await registry.findModel(QWEN)).toMatchObject({ servers: 1 });
  });

  it('counts no server that is gone', async () => {
    const { registry, apply } = await open();
    await registry.writeRegistrations(new Map([[CHAT.server.id, runs('1')]]));
    await apply({ ...batch(2_000, [EMBED]), complete: true });
    expect(await registry.findModel(QWEN)).toMatchObject({ servers: 0 });
  });

  it('finds candidates by every clue, newest first', async () => {
    const { registry } = await open();
    const digest = `sha256:${'d'.repeat(64)}`;
    await registry.createModel(BOT, description({ sourceIds: [] }), writer(1));
    await registry.createModel(
      { namespace: 'default', name: 'empty' },
      description({ sourceIds: ['acme/empty'] }),
      writer(1),
    );
    await registry.registerVersion(
      BOT,
      content('7', {
        digest,
        source: { uri: 's3://b/bot', kind: 's3', pinned: true, revision: null },
        tags: {
          'modelregistry.kubeflow.org/registered-model-id': '3',
          'modelregistry.kubeflow.org/model-version-id': '17',
        },
      }),
      writer(9_000),
    );
    const find = async (criteria: Partial<VersionCriteria>) =>
      (await registry.findCandidates({ ...NONE, ...criteria })).map(
        ({ model, version }) => `${model.name} ${version}`,
      );
    expect(await find({})).toEqual([]);
    expect(await find({ models: [QWEN] })).toEqual([
      'qwen3-32b 2',
      'qwen3-32b 1',
    ]);
    expect(await find({ digests: [digest] })).toEqual(['support-bot 7']);
    expect(await find({ sources: ['s3://b/bot'] })).toEqual(['support-bot 7']);
    expect(
      await find({ sources: [`hf://Qwen/Qwen3-32B@${SHA}`] }),
    ).toHaveLength(2);
    expect(await find({ sourceIds: ['QWEN/qwen3-32b'] })).toHaveLength(2);
    expect(await find({ sourceIds: ['acme/empty'] })).toEqual(['empty null']);
    expect(await find({ kubeflowVersions: ['17'] })).toEqual(['support-bot 7']);
    expect(await find({ kubeflowModels: ['3'] })).toEqual(['support-bot 7']);
    expect(
      await find({ models: [QWEN], digests: [digest], sourceIds: ['x/y'] }),
    ).toEqual(['support-bot 7', 'qwen3-32b 2', 'qwen3-32b 1']);
    await registry.updateModel(QWEN, { sourceIds: ['x/y'] }, writer(2));
    expect(await find({ sourceIds: ['x/y'] })).toHaveLength(2);
  });

  it('keeps a conflict since it was first seen, closes it when the source agrees again, and leaves other models alone', async () => {
    const { registry } = await open();
    const conflict = {
      model: QWEN,
      version: '1',
      field: 'license',
      recorded: 'Apache-2.0',
      found: 'MIT',
    };
    const write = (at: number, conflicts: (typeof conflict)[], seen = [QWEN]) =>
      registry.writeConflicts('mlflow', conflicts, writer(at).at, seen);
    await write(1_000, [conflict, { ...conflict, field: 'format' }]);
    await write(2_000, [{ ...conflict, found: 'ISC' }]);
    await write(3_000, [], [BOT]);
    await registry.writeConflicts('other', [], writer(3_000).at, [QWEN]);
    expect(await registry.listConflicts({ model: QWEN })).toEqual([
      {
        ...conflict,
        source: 'mlflow',
        found: 'ISC',
        firstSeenAt: '1970-01-01T00:00:01.000Z',
        lastSeenAt: '1970-01-01T00:00:02.000Z',
      },
    ]);
    expect(await registry.findModel(QWEN)).toMatchObject({ conflicts: 1 });
    expect(await registry.findVersion(QWEN, '1')).toMatchObject({
      conflicts: 1,
    });
    await write(4_000, []);
    expect(await registry.listConflicts({})).toEqual([]);
  });

  it('goes on from the last bookmark of each source', async () => {
    const { registry } = await open();
    expect(await registry.readImportBookmark('mlflow')).toBeNull();
    await registry.writeImportBookmark('mlflow', 'a');
    await registry.writeImportBookmark('mlflow', 'b');
    await registry.writeImportBookmark('other', 'c');
    expect(await registry.readImportBookmark('mlflow')).toBe('b');
    await registry.writeImportBookmark('mlflow', null);
    expect(await registry.readImportBookmark('mlflow')).toBeNull();
  });

  it('finds the versions behind many nodes of the lineage', async () => {
    const { registry } = await open();
    const found = await registry.findVersionLabels([
      'model:default/qwen3-32b@2',
      'hf://Qwen/Qwen3-32B',
      ...Array.from({ length: 3_000 }, (_, index) => `model:a/b@${index}`),
    ]);
    expect([...found].map(([id, { version }]) => [id, version])).toEqual([
      ['model:default/qwen3-32b@2', '2'],
    ]);
  });
});
