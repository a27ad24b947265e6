import { TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import type { ServerState } from '@inference-portal/plugin-inference-common';
import type { ObservationBatch } from '../../../types';
import {
  at,
  batch,
  joinsOf,
  observation,
  serverId,
  watched,
} from '../../__testUtils__/observations';
import {
  DATABASE_IDS,
  openStores,
  type OpenStores,
} from '../../__testUtils__/openStores';

jest.setTimeout(120_000);

const NAMES = ['chat', 'embed', 'rerank'];
const TABLES = [
  'server_revisions',
  'server_details',
  'servers',
  'gpu_capacity',
  'cluster_sightings',
] as const;

/** Changes of three servers in the order they were seen. */
const histories = fc
  .array(
    fc.record({
      servers: fc.uniqueArray(
        fc.record({
          name: fc.constantFrom(...NAMES),
          version: fc.constantFrom('v0.9.2', 'v0.10.2', 'v0.11.0'),
          state: fc.constantFrom<ServerState>('serving', 'starting'),
        }),
        { selector: ({ name }) => name },
      ),
      removed: fc.subarray(NAMES),
      complete: fc.boolean(),
      capacity: fc.option(fc.integer({ min: 1, max: 64 })),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map(steps =>
    steps.map((step, index): ObservationBatch => {
      const now = (index + 1) * 1_000;
      return batch(
        now,
        step.servers.map(({ name, version, state }) =>
          observation({
            name,
            server: { state },
            current: watched(`vllm/vllm-openai:${version}`, {
              startedAt: at(now - 10),
            }),
          }),
        ),
        {
          complete: step.complete,
          removed: step.removed.map(name =>
            serverId('eu-west', 'support', name),
          ),
          capacity:
            step.capacity === null
              ? null
              : [
                  {
                    product: 'H100',
                    capacity: step.capacity,
                    heldByServers: 0,
                    heldByOthers: 0,
                  },
                ],
        },
      );
    }),
  );

describe.each(
  TestDatabases.create({ ids: [...DATABASE_IDS] }).eachSupportedId(),
)('recordBatch on %s', databaseId => {
  const databases = TestDatabases.create({ ids: [...DATABASE_IDS] });

  async function rowsAfter(
    { db, apply }: OpenStores,
    batches: readonly ObservationBatch[],
  ) {
    for (const table of TABLES) {
      await db(table).delete();
    }
    await apply(...batches);
    const rows: unknown[] = [];
    for (const table of TABLES) {
      rows.push(await db(table).orderByRaw('1, 2').select());
    }
    return rows;
  }

  it('converges to the same rows however often batches are delivered again', async () => {
    const stores = await openStores(databases, databaseId);
    const deliveries = histories.chain(history =>
      fc.tuple(
        fc.constant(history),
        fc.array(fc.nat({ max: 5 }), { maxLength: 8 }),
      ),
    );
    await fc.assert(
      fc.asyncProperty(deliveries, async ([history, repeats]) => {
        const once = await rowsAfter(stores, history);
        // Each batch, then some that were delivered already, that one among them.
        const delivered = history.flatMap((one, index) => [
          one,
          ...repeats
            .filter((_, position) => position % history.length === index)
            .flatMap(repeat => history.slice(0, index + 1).at(repeat) ?? one),
        ]);
        expect(await rowsAfter(stores, delivered)).toEqual(once);
      }),
      { numRuns: databaseId === 'SQLITE_3' ? 60 : 20 },
    );
  });

  it('shows the same servers whatever order batches come in, once a complete one is the newest', async () => {
    const stores = await openStores(databases, databaseId);
    const shown = async (batches: readonly ObservationBatch[]) => {
      await rowsAfter(stores, batches);
      const { items } = await stores.inventory.listServers({
        filter: null,
        limit: 100,
      });
      // What ran in between is known only to those who saw it in order.
      return items.map(item => ({
        ...item,
        currentRevision: null,
        changedAt: null,
      }));
    };
    const shuffled = histories.chain(history =>
      fc.tuple(
        fc.constant(history),
        fc.shuffledSubarray(
          history.map((_, index) => index),
          { minLength: history.length, maxLength: history.length },
        ),
      ),
    );
    await fc.assert(
      fc.asyncProperty(shuffled, async ([history, order]) => {
        const closed = history.map((one, index) =>
          index === history.length - 1 ? { ...one, complete: true } : one,
        );
        const inOrder = await shown(closed);
        expect(
          await shown(order.flatMap(index => closed[index] ?? [])),
        ).toEqual(inOrder);
      }),
      { numRuns: databaseId === 'SQLITE_3' ? 40 : 15 },
    );
  });

  it('writes nothing with a lease that went to another replica', async () => {
    const { inventory, leases, fence, db } = await openStores(
      databases,
      databaseId,
    );
    const taken = await leases.acquire({
      cluster: 'eu-west',
      holder: 'replica-2',
      now: at(60_000),
      ttlMs: 60_000,
    });
    const late = batch(61_000, [observation()], {
      capacity: [
        { product: 'H100', capacity: 8, heldByServers: 0, heldByOthers: 0 },
      ],
    });
    await expect(
      inventory.applyBatch(late, joinsOf(late), fence),
    ).rejects.toMatchObject({ name: 'StaleFenceError' });
    for (const table of TABLES) {
      expect(await db(table).select()).toEqual([]);
    }
    await inventory.applyBatch(late, joinsOf(late), {
      cluster: 'eu-west',
      token: taken?.token ?? 0,
    });
    expect(await db('servers').select()).toHaveLength(1);
  });

  it('believes a new holder whose clock is behind the one before', async () => {
    const { inventory, leases, fence } = await openStores(
      databases,
      databaseId,
    );
    const before = batch(300_000, [observation()]);
    await inventory.applyBatch(before, joinsOf(before), fence);
    await leases.release({ cluster: 'eu-west', holder: 'replica-1' });
    const next = await leases.acquire({
      cluster: 'eu-west',
      holder: 'replica-2',
      now: at(1_000),
      ttlMs: 60_000,
    });
    const after = batch(2_000, [
      observation({ server: { state: 'out-of-memory' } }),
    ]);
    await inventory.applyBatch(
      after,
      joinsOf(after),
      next ?? { cluster: 'eu-west', token: 0 },
    );
    const { items } = await inventory.listServers({ filter: null, limit: 1 });
    expect(items).toMatchObject([{ state: 'out-of-memory' }]);
    expect(await inventory.getLastSeen('eu-west')).toBe(at(2_000));
  });

  it('records a first complete batch that is larger than a statement', async () => {
    const { inventory, apply } = await openStores(databases, databaseId);
    const servers = Array.from({ length: 501 }, (_, index) =>
      observation({ name: `chat-${index}` }),
    );
    await apply(batch(1_000, servers, { complete: true }));
    await apply(batch(2_000, servers.slice(1), { complete: true }));
    const { items } = await inventory.listServers({
      filter: null,
      limit: 1_000,
    });
    expect(items).toHaveLength(500);
  });

  it('tells when a server of the batch has no join or the fence is of another cluster', async () => {
    const { inventory, fence } = await openStores(databases, databaseId);
    await expect(
      inventory.applyBatch(batch(1_000, [observation()]), new Map(), fence),
    ).rejects.toThrow(/joins has no entry/);
    await expect(
      inventory.applyBatch(
        batch(1_000, [], { cluster: 'us-east' }),
        new Map(),
        fence,
      ),
    ).rejects.toThrow(/fence of cluster eu-west cannot guard/);
  });
});
