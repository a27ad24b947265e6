import { TestDatabases } from '@backstage/backend-test-utils';
import type { ModelServer } from '@inference-portal/plugin-inference-common';
import {
  batch,
  observation,
  ownedBy,
  serverId,
  textAt,
} from '../__testUtils__/observations';
import { DATABASE_IDS, openStores } from '../__testUtils__/openStores';

jest.setTimeout(60_000);

const CHAT = serverId('eu-west', 'support', 'support-chat');

describe.each(
  TestDatabases.create({ ids: [...DATABASE_IDS] }).eachSupportedId(),
)('KnexInventoryStore on %s', databaseId => {
  const databases = TestDatabases.create({ ids: [...DATABASE_IDS] });
  const open = () => openStores(databases, databaseId);

  const names = (page: { items: readonly ModelServer[] }) =>
    page.items.map(item => item.name);

  it('gives back a recorded server as it was seen, with its join', async () => {
    const { inventory, fence } = await open();
    const seen = observation();
    const join = ownedBy('group:default/support', {
      entityRef: 'component:default/support-chat',
      modelEntityRef: 'resource:default/qwen3-32b',
    });
    await inventory.applyBatch(
      batch(1_000, [seen]),
      new Map([[CHAT, join]]),
      fence,
    );

    const server = await inventory.findServer(CHAT);
    expect(server).toEqual({
      ...seen.server,
      model: { ...seen.server.model, entityRef: 'resource:default/qwen3-32b' },
      entityRef: 'component:default/support-chat',
      registration: null,
      owner: join.owner,
      currentRevision: 1,
      changedAt: textAt(0),
      lastSeenAt: textAt(1_000),
      removedAt: null,
    });
    const { items } = await inventory.listServers({ filter: null, limit: 10 });
    expect(server).toMatchObject({ ...items[0] });
    expect(items[0]).not.toHaveProperty('pods');
    expect(items[0]).not.toHaveProperty('labels');
  });

  it('does not know a server that was never seen', async () => {
    const { inventory } = await open();
    expect(await inventory.findServer('ms-nobody')).toBeUndefined();
    expect(await inventory.findServer('\0')).toBeUndefined();
    expect(await inventory.getLastSeen('eu-west')).toBeNull();
  });

  it('pages through servers in order of name without gap or repetition', async () => {
    const { inventory, apply } = await open();
    const servers = ['chat', 'rerank', 'embed', 'chat', 'ocr'].map(
      (name, index) => observation({ name, namespace: `team-${index}` }),
    );
    await apply(batch(1_000, servers));

    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await inventory.listServers({
        filter: null,
        limit: 2,
        cursor,
      });
      expect(page.items.length).toBeLessThanOrEqual(2);
      found.push(...names(page));
      cursor = page.nextCursor;
    } while (cursor);
    expect(found).toEqual(['chat', 'chat', 'embed', 'ocr', 'rerank']);
  });

  it('ends the list without a cursor when the last page is full', async () => {
    const { inventory, apply } = await open();
    await apply(batch(1_000, [observation()]));
    expect(
      await inventory.listServers({ filter: null, limit: 1 }),
    ).not.toHaveProperty('nextCursor');
  });

  it('refuses a cursor that it did not give', async () => {
    const { inventory } = await open();
    for (const cursor of [
      '',
      'x',
      'WzFd',
      Buffer.from('["a"]').toString('base64url'),
    ]) {
      await expect(
        inventory.listServers({ filter: null, limit: 10, cursor }),
      ).rejects.toThrow(/`cursor` is not a `nextCursor`/);
    }
    await expect(
      inventory.listRevisions(CHAT, { limit: 10, cursor: 'WyIxIl0' }),
    ).rejects.toThrow(/`cursor` is not a `nextCursor`/);
  });

  it('lists what joins are computed from, by id and without removed servers', async () => {
    const { inventory, apply } = await open();
    const gone = observation({ name: 'gone' });
    const seen = ['a', 'b', 'c'].map(name => observation({ name }));
    await apply(
      batch(1_000, [...seen, gone]),
      batch(2_000, [], { removed: [gone.server.id] }),
    );
    const first = await inventory.listOwnership({ afterId: null, limit: 2 });
    const rest = await inventory.listOwnership({
      afterId: first.at(-1)?.id ?? null,
      limit: 2,
    });
    const ids = [...first, ...rest].map(one => one.id);
    expect(ids).toEqual(seen.map(({ server }) => server.id).sort());
    expect(first[0]).toMatchObject({
      cluster: 'eu-west',
      namespace: 'support',
      modelId: 'Qwen/Qwen3-32B',
      signals: observation({ name: first[0]?.name }).ownership,
      join: ownedBy('group:default/support'),
    });
  });
});
