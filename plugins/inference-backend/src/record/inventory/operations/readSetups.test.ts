import { TestDatabases } from '@backstage/backend-test-utils';
import {
  batch,
  observation,
  watched,
  at,
} from '../../__testUtils__/observations';
import { DATABASE_IDS, openStores } from '../../__testUtils__/openStores';

jest.setTimeout(60_000);

describe.each(
  TestDatabases.create({ ids: [...DATABASE_IDS] }).eachSupportedId(),
)('setups of many servers on %s', databaseId => {
  const databases = TestDatabases.create({ ids: [...DATABASE_IDS] });

  it('tell of each the same as its own page and its own revisions', async () => {
    const { inventory, apply } = await openStores(databases, databaseId);
    const before = observation({
      current: watched('vllm/vllm-openai:v0.10.2'),
    });
    const chat = observation({
      current: watched('vllm/vllm-openai:v0.11.0', { startedAt: at(20_000) }),
    });
    const many = Array.from({ length: 250 }, (_, index) =>
      observation({ name: `chat-${index}` }),
    );
    await apply(batch(10_000, [before]), batch(30_000, [chat, ...many]));
    const ids = [chat, ...many].map(({ server }) => server.id);
    const setups = await inventory.listSetups(ids);
    const specifications = await inventory.listSpecifications(ids);
    expect(setups.size).toBe(251);
    expect(specifications.size).toBe(251);
    const { id } = chat.server;
    const { items } = await inventory.listRevisions(id, { limit: 2 });
    const [current, previous] = items;
    expect(previous?.images[0]?.reference).toBe('vllm/vllm-openai:v0.10.2');
    expect(setups.get(id)).toMatchObject({
      detail: { image: chat.server.image, tensorParallel: 2 },
      signals: chat.ownership,
      revision: current?.number,
      previous: { number: previous?.number, images: previous?.images },
    });
    expect(specifications.get(id)).toEqual(current?.spec);
    expect(setups.get(many[0]?.server.id ?? '')?.previous).toBeNull();
  });

  it('leave out servers that ended', async () => {
    const { inventory, apply } = await openStores(databases, databaseId);
    const chat = observation();
    const { id } = chat.server;
    await apply(batch(30_000, [chat]), batch(60_000, [], { removed: [id] }));
    expect(await inventory.listSetups([id, 'nobody'])).toEqual(new Map());
    expect(await inventory.listSpecifications([id])).toEqual(new Map());
  });
});
