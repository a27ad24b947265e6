import { TestDatabases } from '@backstage/backend-test-utils';
import type { ModelServer } from '@inference-portal/plugin-inference-common';
import {
  batch,
  observation,
  ownedBy,
  textAt,
} from '../../__testUtils__/observations';
import { DATABASE_IDS, openStores } from '../../__testUtils__/openStores';

jest.setTimeout(60_000);

describe.each(
  TestDatabases.create({ ids: [...DATABASE_IDS] }).eachSupportedId(),
)('updateJoinColumns on %s', databaseId => {
  const databases = TestDatabases.create({ ids: [...DATABASE_IDS] });
  const open = () => openStores(databases, databaseId);

  const names = (page: { items: readonly ModelServer[] }) =>
    page.items.map(item => item.name);

  it('updates joins of many servers and finds them by their new owner', async () => {
    const { inventory, apply } = await open();
    const servers = Array.from({ length: 450 }, (_, index) =>
      observation({ name: `chat-${String(index).padStart(3, '0')}` }),
    );
    await apply(batch(1_000, servers));
    const owner = ownedBy('group:default/platform', {
      modelEntityRef: 'resource:default/qwen3',
    });
    await inventory.updateJoins(
      new Map([
        ...servers.map(({ server }) => [server.id, owner] as const),
        ['ms-nobody', owner],
      ]),
    );
    const byText = await inventory.listServers({
      filter: { kind: 'text', text: 'PLATFORM' },
      limit: 1000,
    });
    expect(byText.items).toHaveLength(450);
    expect(byText.items[0]).toMatchObject({
      owner: owner.owner,
      model: { entityRef: 'resource:default/qwen3' },
      lastSeenAt: textAt(1_000),
    });
    await inventory.updateJoins(
      new Map([[servers[0]?.server.id ?? '', ownedBy(null)]]),
    );
    const unowned = await inventory.listServers({
      filter: { kind: 'owner', anyOf: [null] },
      limit: 10,
    });
    expect(names(unowned)).toEqual(['chat-000']);
  });
});
