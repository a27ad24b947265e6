import { TestDatabases } from '@backstage/backend-test-utils';
import type { ModelServer } from '@inference-portal/plugin-inference-common';
import {
  batch,
  observation,
  serverId,
  textAt,
} from '../../__testUtils__/observations';
import { DATABASE_IDS, openStores } from '../../__testUtils__/openStores';

jest.setTimeout(60_000);

const CHAT = serverId('eu-west', 'support', 'support-chat');

describe.each(
  TestDatabases.create({ ids: [...DATABASE_IDS] }).eachSupportedId(),
)('markRemoved on %s', databaseId => {
  const databases = TestDatabases.create({ ids: [...DATABASE_IDS] });
  const open = () => openStores(databases, databaseId);

  const names = (page: { items: readonly ModelServer[] }) =>
    page.items.map(item => item.name);

  it('takes servers that a complete batch misses as removed, and keeps them readable', async () => {
    const { inventory, apply } = await open();
    const other = observation({ name: 'rerank' });
    await apply(
      batch(1_000, [observation(), other]),
      batch(2_000, []),
      batch(9_000, [other], { complete: true }),
    );

    expect(
      names(await inventory.listServers({ filter: null, limit: 10 })),
    ).toEqual(['rerank']);
    expect(await inventory.findServer(CHAT)).toMatchObject({
      state: 'removed',
      stateSince: textAt(9_000),
      removedAt: textAt(9_000),
      lastSeenAt: textAt(2_000),
      currentRevision: null,
      gpus: { held: 0 },
      replicas: { ready: 0 },
      pods: [],
    });
    const { items } = await inventory.listRevisions(CHAT, { limit: 10 });
    expect(items).toMatchObject([{ current: false, endedAt: textAt(9_000) }]);
    expect(
      (await inventory.summarize({ filter: null, clusters: null })).servers,
    ).toBe(1);
  });

  it('leaves servers of other clusters alone when a complete batch comes', async () => {
    const { inventory, apply } = await open();
    await apply(
      batch(1_000, [observation({ cluster: 'us-east' })], {
        cluster: 'us-east',
      }),
      batch(2_000, [], {
        complete: true,
        removed: [serverId('us-east', 'support', 'support-chat')],
      }),
      batch(3_000, [], {
        removed: [serverId('us-east', 'support', 'support-chat')],
      }),
    );
    const { items } = await inventory.listServers({ filter: null, limit: 10 });
    expect(items.map(item => item.cluster)).toEqual(['us-east']);
  });
});
