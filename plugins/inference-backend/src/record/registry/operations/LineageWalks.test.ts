import { TestDatabases } from '@backstage/backend-test-utils';
import { DATABASE_IDS, openStores } from '../../__testUtils__/openStores';
import { openReplica } from '../../__testUtils__/openReplica';
import {
  BOT,
  content,
  description,
  QWEN,
  writer,
} from '../../__testUtils__/versions';
import type { RegistryStore } from '../RegistryStore';

jest.setTimeout(60_000);

const BASE = 'hf://Qwen/Qwen3-32B';
const node = (version: string) => `model:default/qwen3-32b@${version}`;

const descendants = async (store: RegistryStore) =>
  (
    await store.walkLineage({
      roots: [BASE],
      direction: 'down',
      depth: 50,
      maxNodes: 5_000,
    })
  ).nodes;

describe.each(
  TestDatabases.create({ ids: [...DATABASE_IDS] }).eachSupportedId(),
)('remembered lineage on %s', databaseId => {
  const databases = TestDatabases.create({ ids: [...DATABASE_IDS] });

  let opened: Awaited<ReturnType<typeof openReplica>> | undefined;
  afterEach(async () => {
    await opened?.close();
    opened = undefined;
  });

  async function open() {
    const { db, registry } = await openStores(databases, databaseId);
    await registry.createModel(QWEN, description(), writer(1_000));
    await registry.createModel(BOT, description(), writer(1_000));
    const source = (uri: string) => ({
      uri,
      kind: 's3' as const,
      pinned: false,
      revision: null,
    });
    const register = (
      store: RegistryStore,
      version: string,
      to: readonly string[] = [],
    ) =>
      store.registerVersion(
        QWEN,
        content(version, {
          source: source(`s3://b/${version}`),
          lineage: to.map(target => ({ relation: 'finetune', to: target })),
        }),
        writer(2_000),
      );
    const replica = await openReplica(db);
    opened = replica;
    return { registry, replica, register, source };
  }

  it('sees at once what another replica has added, as a version or as an edge', async () => {
    const { registry, replica, register, source } = await open();
    expect(await descendants(registry)).toEqual([BASE]);
    await register(replica.registry, '1', [BASE]);
    expect(await descendants(registry)).toEqual([BASE, node('1')]);
    await register(replica.registry, '2');
    expect(await descendants(registry)).toEqual([BASE, node('1')]);
    await replica.registry.addLineage(
      QWEN,
      '2',
      [{ relation: 'quantized', to: node('1') }],
      writer(3_000),
    );
    expect(await descendants(registry)).toEqual([BASE, node('1'), node('2')]);
    // A copy of the base itself, without any edge.
    await replica.registry.registerVersion(
      QWEN,
      content('copy', { source: { ...source(BASE), kind: 'hugging-face' } }),
      writer(4_000),
    );
    expect(await descendants(registry)).toContain(node('copy'));
  });

  it('answers the same again while nothing is added, without walking again', async () => {
    const { registry, register } = await open();
    await register(registry, '1', [BASE]);
    const options = {
      roots: [BASE],
      direction: 'down',
      depth: 50,
      maxNodes: 5_000,
    } as const;
    const first = await registry.walkLineage(options);
    expect(await registry.walkLineage({ ...options })).toBe(first);
    expect(await registry.walkLineage({ ...options, depth: 1 })).not.toBe(
      first,
    );
  });

  it('labels a version with its retirement and aliases as they are now', async () => {
    const { registry, replica, register } = await open();
    await register(registry, '1', [BASE]);
    const label = async () =>
      (await registry.findVersionLabels([node('1'), node('2'), BASE])).get(
        node('1'),
      );
    expect(await label()).toMatchObject({ state: 'active', aliases: [] });
    await replica.registry.moveAlias(
      QWEN,
      {
        alias: 'production',
        to: '1',
        expected: null,
        reason: null,
        approvedBy: null,
      },
      writer(3_000),
    );
    expect(await label()).toMatchObject({ aliases: ['production'] });
    const retire = (retired: boolean) =>
      replica.registry.setRetirement(
        QWEN,
        '1',
        { retired, reason: 'license' },
        writer(4_000),
      );
    await retire(true);
    expect(await label()).toMatchObject({
      state: 'retired',
      license: 'Apache-2.0',
    });
    await retire(false);
    expect(await label()).toMatchObject({ state: 'active' });
    // What was asked for before it was registered is found afterwards.
    await register(replica.registry, '2');
    expect(
      (await registry.findVersionLabels([node('2')])).get(node('2')),
    ).toMatchObject({ version: '2', model: QWEN });
  });
});
