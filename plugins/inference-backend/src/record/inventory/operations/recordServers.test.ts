import { TestDatabases } from '@backstage/backend-test-utils';
import type { ModelServer } from '@inference-portal/plugin-inference-common';
import {
  at,
  batch,
  joinsOf,
  observation,
  remembered,
  serverId,
  textAt,
  watched,
} from '../../__testUtils__/observations';
import { DATABASE_IDS, openStores } from '../../__testUtils__/openStores';

jest.setTimeout(60_000);

const CHAT = serverId('eu-west', 'support', 'support-chat');

describe.each(
  TestDatabases.create({ ids: [...DATABASE_IDS] }).eachSupportedId(),
)('recordServers on %s', databaseId => {
  const databases = TestDatabases.create({ ids: [...DATABASE_IDS] });
  const open = () => openStores(databases, databaseId);

  const names = (page: { items: readonly ModelServer[] }) =>
    page.items.map(item => item.name);

  it('writes no server row when a complete batch brings nothing new', async () => {
    const { db, inventory, apply } = await open();
    await apply(
      batch(1_000, [observation(), observation({ name: 'rerank' })], {
        complete: true,
      }),
    );
    const written = await db('servers').orderBy('id');
    const writes: string[] = [];
    db.on('query', ({ sql }: { sql: string }) => {
      if (/^(insert|update)/.test(sql) && /\bservers\b|server_/.test(sql)) {
        writes.push(sql);
      }
    });

    await apply(
      batch(5_000, [observation({ name: 'rerank' }), observation()], {
        complete: true,
      }),
    );

    expect(writes).toEqual([]);
    expect(await db('servers').orderBy('id')).toEqual(written);
    expect(await inventory.findServer(CHAT)).toMatchObject({
      lastSeenAt: textAt(5_000),
    });
    expect(await inventory.getLastSeen('eu-west')).toBe(at(5_000));
  });

  it('numbers a new specification once the history before it has arrived, and shows no new server until then', async () => {
    const { inventory, apply } = await open();
    const history = async () =>
      (await inventory.listRevisions(CHAT, { limit: 10 })).items.map(
        ({ number, images }) => `${number} ${images[0]?.reference}`,
      );
    await apply(batch(1_000, [observation()]));
    const [first] = await history();
    const next = observation({
      current: watched('vllm/vllm-openai:v0.13.0', { startedAt: at(9_000) }),
    });
    const between = remembered('vllm/vllm-openai:v0.12.0', {
      uid: 'rs-2',
      startedAt: at(8_000),
      clusterRevision: null,
    });
    const fresh = observation({ name: 'fresh' });
    await apply(
      batch(10_000, [
        { ...next, historyLags: true },
        { ...fresh, historyLags: true },
      ]),
    );
    expect(await history()).toEqual([first]);
    expect(
      names(await inventory.listServers({ filter: null, limit: 10 })),
    ).toEqual(['support-chat']);
    await apply(batch(11_000, [{ ...next, remembered: [between] }, fresh]));
    expect(await history()).toEqual([
      '3 vllm/vllm-openai:v0.13.0',
      '2 vllm/vllm-openai:v0.12.0',
      first,
    ]);
    expect(
      names(await inventory.listServers({ filter: null, limit: 10 })),
    ).toEqual(['fresh', 'support-chat']);
  });

  it('writes a change of a pod without writing the specification again', async () => {
    const { db, inventory, apply } = await open();
    await apply(batch(1_000, [observation()]));
    const writes: string[] = [];
    db.on('query', ({ sql }: { sql: string }) => {
      if (/^insert into .server_revisions/.test(sql)) {
        writes.push(sql);
      }
    });
    await apply(
      batch(2_000, [
        observation({
          server: { state: 'crash-looping', stateReason: 'CrashLoopBackOff' },
        }),
      ]),
    );
    expect(writes).toEqual([]);
    expect(await inventory.findServer(CHAT)).toMatchObject({
      state: 'crash-looping',
      lastSeenAt: textAt(2_000),
    });
  });

  it('takes a new join from a batch whose servers did not change', async () => {
    const { inventory, fence } = await open();
    const first = batch(1_000, [observation()]);
    await inventory.applyBatch(first, joinsOf(first), fence);
    const second = batch(2_000, [observation()]);
    await inventory.applyBatch(
      second,
      joinsOf(second, 'user:default/mina'),
      fence,
    );
    expect(await inventory.findServer(CHAT)).toMatchObject({
      owner: { ref: 'user:default/mina' },
    });
  });

  it('records names that a database alone would refuse', async () => {
    const { inventory, apply } = await open();
    const odd = observation({
      server: {
        model: { ...observation().server.model, id: 'Größe\0/\uD800模型' },
        labels: { note: 'nul \0 and half a character \uDC00' },
      },
    });
    await apply(batch(1_000, [odd]));
    expect(await inventory.findServer(CHAT)).toMatchObject({
      model: { id: 'Größe\0/\uD800模型' },
      labels: odd.server.labels,
    });
    for (const text of ['GRÖSSE\0', 'größe', '\uD800模']) {
      const found = await inventory.listServers({
        filter: { kind: 'text', text },
        limit: 10,
      });
      expect([text, names(found)]).toEqual([text, ['support-chat']]);
    }
  });
});
