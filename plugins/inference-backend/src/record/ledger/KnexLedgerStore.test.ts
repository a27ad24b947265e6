import { TestDatabases } from '@backstage/backend-test-utils';
import {
  allocation,
  dimensions,
  hour,
  ledgerBatch,
  node,
  openLedger,
  price,
  term,
} from '../__testUtils__/openLedger';
import { at } from '../__testUtils__/observations';
import { DATABASE_IDS } from '../__testUtils__/openStores';
import { StaleFenceError } from '../leases/StaleFenceError';

jest.setTimeout(60_000);

const ALL = { from: hour(-1_000), to: hour(10_000) };
const DAY = { from: hour(0), to: hour(24) };

describe.each(
  TestDatabases.create({ ids: [...DATABASE_IDS] }).eachSupportedId(),
)('KnexLedgerStore on %s', databaseId => {
  const databases = TestDatabases.create({ ids: [...DATABASE_IDS] });
  const open = () => openLedger(databases, databaseId);

  it('gives back intervals, ownership and prices as they were told', async () => {
    const { ledger, tell } = await open();
    const told = {
      nodes: [
        node({ statedPrice: { currency: 'EUR', perNodeHour: 98_320_000 } }),
      ],
      allocations: [
        allocation({
          weight: { numerator: 1, denominator: 7 },
          labels: { 'cost-center': 'x\u0000y' },
        }),
      ],
    };
    await tell(ledgerBatch(hour(5), told));
    const owned = {
      subject: 'ms-chat',
      owner: 'group:default/support',
      model: 'default/qwen3',
      version: '3',
    };
    await ledger.setOwnership(hour(2), [owned]);
    await ledger.replacePrices('csv', [price({ source: 'csv', per: 10 })]);
    const read = await ledger.readLedger(ALL, ['eu-west']);
    expect(read).toEqual({
      ...told,
      ownership: [{ ...owned, from: hour(2), to: null }],
      unobserved: [],
      prices: [price({ source: 'csv', per: 10 })],
      commitments: [],
    });
    expect(await ledger.readLedger(ALL, ['us-east'])).toMatchObject({
      nodes: [],
      allocations: [],
      ownership: [],
    });
    expect(await ledger.getObservedTo('eu-west')).toBe(hour(5));
    expect(await ledger.getObservedTo('us-east')).toBeNull();
  });

  it('reads only what overlaps the window, not what touches it', async () => {
    const { ledger, tell } = await open();
    await tell(
      ledgerBatch(hour(5), {
        allocations: [allocation({ from: hour(1), to: hour(2) })],
      }),
    );
    const read = async (from: number, to: number) =>
      (await ledger.readLedger({ from: hour(from), to: hour(to) })).allocations
        .length;
    expect(await read(2, 3)).toBe(0);
    expect(await read(0, 1)).toBe(0);
    expect(await read(1.9, 3)).toBe(1);
  });

  it('ends what a complete batch no longer holds when the batch before was told', async () => {
    const { ledger, tell } = await open();
    await tell(
      ledgerBatch(hour(2), { nodes: [node()], allocations: [allocation()] }),
      ledgerBatch(hour(3), {}),
      ledgerBatch(hour(9), { complete: true, nodes: [node()] }),
    );
    const { nodes, allocations } = await ledger.readLedger(ALL);
    expect(nodes).toEqual([node()]);
    expect(allocations).toEqual([allocation({ to: hour(3) })]);
  });

  it('moves such an end when a batch of the time in between comes late', async () => {
    const { ledger, tell } = await open();
    await tell(
      ledgerBatch(hour(2), { allocations: [allocation()] }),
      ledgerBatch(hour(9), { complete: true }),
      ledgerBatch(hour(5), {}),
    );
    expect((await ledger.readLedger(ALL)).allocations).toEqual([
      allocation({ to: hour(5) }),
    ]);
  });

  it('lasts on when a complete batch holds again what one before did not', async () => {
    const { ledger, tell } = await open();
    await tell(
      ledgerBatch(hour(2), { allocations: [allocation()] }),
      ledgerBatch(hour(3), { complete: true }),
      ledgerBatch(hour(4), { complete: true, allocations: [allocation()] }),
    );
    expect((await ledger.readLedger(ALL)).allocations).toEqual([allocation()]);
  });

  it('leaves other clusters alone when a complete batch comes', async () => {
    const { ledger, tell } = await open();
    await tell(
      ledgerBatch(hour(2), {
        cluster: 'us-east',
        nodes: [node({ cluster: 'us-east' })],
      }),
      ledgerBatch(hour(9), { complete: true }),
    );
    expect((await ledger.readLedger(ALL)).nodes).toEqual([
      node({ cluster: 'us-east' }),
    ]);
  });

  it('writes nothing for a holder that lost the lease', async () => {
    const { ledger, leases, fence } = await open();
    await leases.acquire({
      cluster: 'eu-west',
      holder: 'replica-2',
      now: at(120_000),
      ttlMs: 60_000,
    });
    await expect(
      ledger.applyBatch(ledgerBatch(hour(2), { nodes: [node()] }), fence),
    ).rejects.toThrow(StaleFenceError);
    await expect(
      ledger.applyBatch(ledgerBatch(hour(2), { cluster: 'us-east' }), fence),
    ).rejects.toThrow(/cannot guard/);
    expect((await ledger.readLedger(ALL)).nodes).toEqual([]);
    expect(await ledger.getObservedTo('eu-west')).toBeNull();
  });

  it('cuts estimates to their window and joins those of windows that touch', async () => {
    const { ledger } = await open();
    const life = { from: hour(2), to: hour(9), quality: 'estimated' } as const;
    const told = {
      cluster: 'eu-west',
      nodes: [],
      allocations: [allocation(life)],
    };
    await ledger.addEstimates({
      ...told,
      window: { from: hour(6), to: hour(8) },
    });
    await ledger.addEstimates({
      ...told,
      window: { from: hour(0), to: hour(6) },
    });
    expect((await ledger.readLedger(ALL)).allocations).toEqual([
      allocation({ ...life, to: hour(8) }),
    ]);
    // What metrics no longer tell of a window is taken back, there only.
    await ledger.addEstimates({
      ...told,
      allocations: [],
      window: { from: hour(4), to: hour(5) },
    });
    const { allocations } = await ledger.readLedger(ALL);
    expect(allocations.map(({ from, to }) => [from, to]).sort()).toEqual([
      [hour(2), hour(4)],
      [hour(5), hour(8)],
    ]);
  });

  it('calls unobserved only what no estimate fills, whichever is told first', async () => {
    const { ledger } = await open();
    const filled = {
      cluster: 'eu-west',
      nodes: [],
      allocations: [],
      window: { from: hour(3), to: hour(5) },
    };
    await ledger.addUnobserved({
      cluster: 'eu-west',
      from: hour(2),
      to: hour(4),
    });
    await ledger.addEstimates(filled);
    await ledger.addUnobserved({
      cluster: 'eu-west',
      from: hour(4),
      to: hour(6),
    });
    expect((await ledger.readLedger(ALL)).unobserved).toEqual([
      { cluster: 'eu-west', from: hour(2), to: hour(3) },
      { cluster: 'eu-west', from: hour(5), to: hour(6) },
    ]);
  });

  it('splits ownership where it changes, and nowhere else', async () => {
    const { ledger } = await open();
    const of = (owner: string | null, subject = 'ms-chat') => ({
      subject,
      owner,
      model: null,
      version: null,
    });
    await ledger.setOwnership(hour(1), [of('group:default/a'), of(null, 'x')]);
    await ledger.setOwnership(hour(2), [of('group:default/a')]);
    await ledger.setOwnership(hour(5), [of('group:default/b')]);
    // Late: it counts until the next change that is known.
    await ledger.setOwnership(hour(3), [of('group:default/c')]);
    const { ownership } = await ledger.readLedger(ALL);
    expect(
      ownership
        .filter(({ subject }) => subject === 'ms-chat')
        .map(({ from, to, owner }) => [from, to, owner]),
    ).toEqual([
      [hour(1), hour(3), 'group:default/a'],
      [hour(3), hour(5), 'group:default/c'],
      [hour(5), null, 'group:default/b'],
    ]);
  });

  it('marks the days of the clusters on which a new owner holds something', async () => {
    const { ledger, tell } = await open();
    await tell(
      ledgerBatch(hour(2), { nodes: [node()], allocations: [allocation()] }),
      ledgerBatch(hour(2), {
        cluster: 'us-east',
        nodes: [node({ uid: 'node-2', cluster: 'us-east' })],
      }),
    );
    await ledger.openDays(hour(50), 0);
    for (const partition of await ledger.listDirty(100)) {
      await ledger.replaceDay(partition, [], partition.dayEnd);
    }
    await ledger.setOwnership(hour(30), [
      {
        subject: 'ms-chat',
        owner: 'user:default/ada',
        model: null,
        version: null,
      },
      {
        subject: 'namespace:us-east/lab',
        owner: null,
        model: null,
        version: null,
      },
    ]);
    expect(
      (await ledger.listDirty(100)).map(({ cluster, day }) => [cluster, day]),
    ).toEqual([
      ['eu-west', hour(48)],
      ['us-east', hour(48)],
      ['eu-west', hour(24)],
      ['us-east', hour(24)],
    ]);
  });

  it('refuses two prices of one id, and keeps those of other sources', async () => {
    const { ledger } = await open();
    await ledger.replacePrices('config', [price()]);
    await ledger.replacePrices('csv', [price({ source: 'csv' })]);
    await expect(
      ledger.replacePrices('config', [price(), price({ micros: 1 })]),
    ).rejects.toThrow('Two prices of source config have the id p5');
    await ledger.replacePrices('config', []);
    expect(await ledger.listPrices()).toEqual([price({ source: 'csv' })]);
  });

  it('is not rolled up in a zone that has none, nor before the days were opened', async () => {
    const { ledger, tell } = await open();
    await tell(ledgerBatch(hour(60), { nodes: [node()] }));
    expect(await ledger.isRolledUp(DAY, 'UTC')).toBe(false);
    await ledger.openDays(hour(60), 0);
    for (const partition of await ledger.listDirty(100)) {
      await ledger.replaceDay(partition, [], partition.dayEnd);
    }
    expect(await ledger.isRolledUp(DAY, 'UTC')).toBe(true);
    expect(await ledger.isRolledUp(DAY, 'Asia/Kathmandu')).toBe(false);
  });

  it('forgets days and what only they were computed from', async () => {
    const { ledger, tell, db } = await open();
    await tell(
      ledgerBatch(hour(60), {
        nodes: [node()],
        allocations: [
          allocation({ podUid: 'old', to: hour(20) }),
          allocation({ podUid: 'needed', to: hour(30) }),
          allocation({ podUid: 'lasting' }),
        ],
      }),
    );
    await ledger.openDays(hour(60), 0);
    for (const partition of await ledger.listDirty(100)) {
      await ledger.replaceDay(
        partition,
        [{ dimensions: dimensions(), term: term(1n) }],
        partition.dayEnd,
      );
    }
    expect(
      await ledger.prune({ intervalsBefore: hour(50), daysBefore: hour(30) }),
    ).toBeGreaterThan(0);
    const { nodes, allocations } = await ledger.readLedger(ALL);
    expect(nodes).toHaveLength(1);
    expect(allocations.map(({ podUid }) => podUid).sort()).toEqual([
      'lasting',
      'needed',
    ]);
    const sums = await ledger.sumDays({
      window: ALL,
      timezone: 'UTC',
      groupBy: ['owner'],
      perDay: true,
      filter: null,
    });
    expect(sums.map(({ day }) => day).sort()).toEqual([hour(24), hour(48)]);
    expect(await db('ledger_owner_days').select()).toHaveLength(2);
    expect(
      await ledger.prune({ intervalsBefore: hour(50), daysBefore: hour(30) }),
    ).toBe(0);
  });
});
