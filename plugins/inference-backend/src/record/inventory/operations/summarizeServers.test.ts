import { TestDatabases } from '@backstage/backend-test-utils';
import {
  batch,
  joinsOf,
  observation,
  ownedBy,
} from '../../__testUtils__/observations';
import { DATABASE_IDS, openStores } from '../../__testUtils__/openStores';

jest.setTimeout(60_000);

describe.each(
  TestDatabases.create({ ids: [...DATABASE_IDS] }).eachSupportedId(),
)('summarizeServers on %s', databaseId => {
  const databases = TestDatabases.create({ ids: [...DATABASE_IDS] });
  const open = () => openStores(databases, databaseId);

  it('sums GPUs by product and counts servers by state and owner', async () => {
    const { inventory, leaseOf } = await open();
    const failing = observation({
      name: 'rerank',
      server: {
        state: 'crash-looping',
        gpus: { ...observation().server.gpus, held: 0.5 },
      },
    });
    const waiting = observation({
      name: 'ocr',
      server: {
        state: 'pending',
        gpus: { ...observation().server.gpus, held: null },
      },
    });
    const one = batch(1_000, [observation(), failing, waiting], {
      capacity: [
        { product: 'H100', capacity: 16, heldByServers: 2.5, heldByOthers: 4 },
        { product: 'L4', capacity: 4, heldByServers: 0, heldByOthers: 0 },
      ],
    });
    const joins = joinsOf(one).set(waiting.server.id, ownedBy(null));
    await inventory.applyBatch(one, joins, await leaseOf('eu-west'));
    const two = batch(1_000, [], {
      cluster: 'us-east',
      capacity: [
        { product: 'H100', capacity: 8, heldByServers: 8, heldByOthers: 1 },
      ],
    });
    await inventory.applyBatch(two, joinsOf(two), await leaseOf('us-east'));

    const summary = await inventory.summarize({ filter: null, clusters: null });
    expect(summary).toMatchObject({
      servers: 3,
      byState: [
        { state: 'crash-looping', count: 1 },
        { state: 'pending', count: 1 },
        { state: 'serving', count: 1 },
      ],
      byOwner: [
        { owner: 'group:default/support', servers: 2, gpusHeld: 2.5 },
        { owner: null, servers: 1, gpusHeld: 0 },
      ],
      gpus: [
        {
          product: 'H100',
          capacity: 24,
          heldByServers: 10.5,
          heldByOthers: 5,
          free: 8.5,
        },
        {
          product: 'L4',
          capacity: 4,
          heldByServers: 0,
          heldByOthers: 0,
          free: 4,
        },
      ],
    });
    expect(summary.needsAttention.map(item => item.name)).toEqual([
      'rerank',
      'ocr',
    ]);

    const limited = await inventory.summarize({
      filter: { kind: 'owner', anyOf: [null] },
      clusters: ['us-east'],
    });
    expect(limited).toMatchObject({
      servers: 1,
      gpus: [{ product: 'H100', capacity: 8, free: -1 }],
    });
    expect((await inventory.getCapacity()).get('eu-west')).toHaveLength(2);
  });

  it('keeps the capacity of a cluster until a batch brings another', async () => {
    const { inventory, apply } = await open();
    const capacity = [
      { product: 'H100', capacity: 8, heldByServers: 2, heldByOthers: 0 },
    ];
    await apply(batch(1_000, [], { capacity }), batch(2_000, []));
    expect((await inventory.getCapacity()).get('eu-west')).toEqual(capacity);
    await apply(batch(3_000, [], { capacity: [] }));
    expect((await inventory.getCapacity()).get('eu-west')).toBeUndefined();
  });
});
