import { TestDatabases } from '@backstage/backend-test-utils';
import { openReplica } from '../../__testUtils__/openReplica';
import { DATABASE_IDS, openStores } from '../../__testUtils__/openStores';
import {
  content,
  description,
  QWEN,
  writer,
} from '../../__testUtils__/versions';
import type { RegistryStore } from '../RegistryStore';

jest.setTimeout(60_000);

const VERSIONS = Array.from({ length: 12 }, (_, index) => `${index + 1}`);

function retire(store: RegistryStore, version: string) {
  return store.setRetirement(
    QWEN,
    version,
    { retired: true, reason: 'license', unlessHeldBy: ['production'] },
    writer(3_000, 'user:default/ada'),
  );
}

function moveTo(store: RegistryStore, version: string, alias = 'production') {
  return store.moveAlias(
    QWEN,
    {
      alias,
      to: version,
      expected: undefined,
      reason: null,
      approvedBy: 'user:default/li',
    },
    writer(3_000),
  );
}

describe.each(
  TestDatabases.create({ ids: [...DATABASE_IDS] }).eachSupportedId(),
)('retirement on %s', databaseId => {
  const databases = TestDatabases.create({ ids: [...DATABASE_IDS] });

  async function open() {
    const { db, registry } = await openStores(databases, databaseId);
    await registry.createModel(QWEN, description(), writer(1_000));
    await registry.registerVersions(
      VERSIONS.map(version => ({ model: QWEN, content: content(version) })),
      writer(1_000),
    );
    return { db, registry };
  }

  it('leaves a version alone while an alias that keeps it points to it', async () => {
    const { registry } = await open();
    await moveTo(registry, '1');
    await moveTo(registry, '2', 'candidate');
    expect(await retire(registry, '1')).toEqual({
      status: 'held',
      alias: 'production',
    });
    expect(await registry.findVersion(QWEN, '1')).toMatchObject({
      state: 'active',
    });
    expect(await retire(registry, '2')).toEqual({ status: 'changed' });
    await moveTo(registry, '3');
    expect(await retire(registry, '1')).toEqual({ status: 'changed' });
  });

  it('takes a version back into use, whatever points to it', async () => {
    const { registry } = await open();
    await moveTo(registry, '1');
    await registry.setRetirement(
      QWEN,
      '1',
      { retired: true, reason: 'archived at the source' },
      writer(2_000),
    );
    expect(
      await registry.setRetirement(
        QWEN,
        '1',
        { retired: false, reason: 'fixed', unlessHeldBy: ['production'] },
        writer(3_000),
      ),
    ).toEqual({ status: 'changed' });
  });

  it('lets either the retirement or the move of the alias win when both come at once', async () => {
    const { db, registry } = await open();
    const replica = await openReplica(db);
    for (const [index, version] of VERSIONS.entries()) {
      const both = [
        () => retire(registry, version),
        () => moveTo(replica.registry, version),
      ];
      const outcomes = await Promise.all(
        (index % 2 === 0 ? both : both.reverse()).map(start => start()),
      );
      const statuses = outcomes.map(({ status }) => status).sort();
      expect([
        ['held', 'moved'],
        ['changed', 'retired'],
      ]).toContainEqual(statuses);
      const pointsThere =
        (await registry.findVersion(QWEN, '@production'))?.version === version;
      expect(pointsThere).toBe(statuses.includes('moved'));
      expect(await registry.findVersion(QWEN, version)).toMatchObject({
        state: pointsThere ? 'active' : 'retired',
      });
    }
    await replica.close();
  });
});
