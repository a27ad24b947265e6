import { TestDatabases } from '@backstage/backend-test-utils';
import {
  at,
  batch,
  observation,
  remembered,
  serverId,
  textAt,
  watched,
} from '../../__testUtils__/observations';
import { DATABASE_IDS, openStores } from '../../__testUtils__/openStores';

jest.setTimeout(60_000);

const CHAT = serverId('eu-west', 'support', 'support-chat');
const V1 = 'vllm/vllm-openai:v0.10.2';
const V2 = 'vllm/vllm-openai:v0.11.0';

describe.each(
  TestDatabases.create({ ids: [...DATABASE_IDS] }).eachSupportedId(),
)('readRevisionPage on %s', databaseId => {
  const databases = TestDatabases.create({ ids: [...DATABASE_IDS] });
  const open = () => openStores(databases, databaseId);

  it('continues the history of a server that is made again', async () => {
    const { inventory, apply } = await open();
    await apply(
      batch(1_000, [observation({ current: watched(V1) })]),
      batch(2_000, [], { removed: [CHAT] }),
      batch(3_000, [
        observation({
          uid: '9a1c8e44-7f3b-4d0a-9f5d-2b6c7d8e9f01',
          current: watched(V2, { startedAt: at(2_500) }),
        }),
      ]),
    );
    expect(await inventory.findServer(CHAT)).toMatchObject({
      uid: '9a1c8e44-7f3b-4d0a-9f5d-2b6c7d8e9f01',
      state: 'serving',
      removedAt: null,
      currentRevision: 2,
      pods: [{ ready: true }],
    });
    const { items } = await inventory.listRevisions(CHAT, { limit: 10 });
    expect(items.map(item => item.number)).toEqual([2, 1]);
  });

  it('keeps three revisions when a server goes from A to B and back to A', async () => {
    const { inventory, apply } = await open();
    await apply(
      batch(1_000, [observation({ current: watched(V1) })]),
      batch(2_000, [
        observation({ current: watched(V2, { startedAt: at(1_900) }) }),
      ]),
      batch(3_000, [
        observation({ current: watched(V1, { startedAt: at(2_800) }) }),
      ]),
    );
    const { items } = await inventory.listRevisions(CHAT, { limit: 10 });
    expect(
      items.map(({ number, images, startedAt, endedAt, current }) => ({
        number,
        image: images[0]?.reference,
        startedAt,
        endedAt,
        current,
      })),
    ).toEqual([
      {
        number: 3,
        image: V1,
        startedAt: textAt(2_800),
        endedAt: null,
        current: true,
      },
      {
        number: 2,
        image: V2,
        startedAt: textAt(1_900),
        endedAt: textAt(2_800),
        current: false,
      },
      {
        number: 1,
        image: V1,
        startedAt: textAt(0),
        endedAt: textAt(1_900),
        current: false,
      },
    ]);
    expect(await inventory.findServer(CHAT)).toMatchObject({
      currentRevision: 3,
      changedAt: textAt(2_800),
    });
  });

  it('puts what the cluster remembers before what it runs, a page at a time', async () => {
    const { inventory, apply } = await open();
    await apply(
      batch(9_000, [
        observation({
          current: watched(V2, { startedAt: at(5_000), clusterRevision: '3' }),
          remembered: [
            remembered('vllm/vllm-openai:v0.9.0', {
              uid: 'rs-1',
              startedAt: at(1_000),
              clusterRevision: '1',
            }),
            remembered(V1, {
              uid: 'rs-2',
              startedAt: at(3_000),
              clusterRevision: '2',
            }),
            remembered(V2, {
              uid: 'rs-3',
              startedAt: at(5_000),
              clusterRevision: '3',
            }),
          ],
        }),
      ]),
    );
    const first = await inventory.listRevisions(CHAT, { limit: 2 });
    const second = await inventory.listRevisions(CHAT, {
      limit: 2,
      cursor: first.nextCursor,
    });
    expect(first.items).toMatchObject([
      {
        number: 3,
        source: 'watch',
        current: true,
        observedAt: textAt(9_000),
        clusterRevision: '3',
      },
      {
        number: 2,
        source: 'cluster-history',
        startedAt: textAt(3_000),
        endedAt: textAt(5_000),
      },
    ]);
    expect(second).toMatchObject({
      items: [{ number: 1, source: 'cluster-history', clusterRevision: '1' }],
    });
    expect(second).not.toHaveProperty('nextCursor');
    expect(first.items[0]?.spec).toEqual(watched(V2).specification);
  });
});
