import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  allocation,
  hour,
  HOUR,
  ledgerBatch,
  node,
  price,
} from '../record/__testUtils__/openLedger';
import { DATABASE_IDS } from '../record/__testUtils__/openStores';
import type { InstantMs } from '../types';
import {
  amountOf,
  integral,
  microsOf,
  openRollUps,
} from './__testUtils__/openRollUps';
import { createRollUpCosts } from './rollUpCosts';

jest.setTimeout(60_000);

describe.each(
  TestDatabases.create({ ids: [...DATABASE_IDS] }).eachSupportedId(),
)('days that are rolled up again on %s', databaseId => {
  const databases = TestDatabases.create({ ids: [...DATABASE_IDS] });
  const open = (timezones?: readonly string[]) =>
    openRollUps(databases, databaseId, timezones);

  it('recomputes only the days that late data touches', async () => {
    const { ledger, tell, rollUp } = await open();
    await tell(ledgerBatch(hour(60), { nodes: [node()] }));
    await rollUp();
    expect(await ledger.listDirty(10)).toEqual([]);
    await tell(
      ledgerBatch(hour(61), {
        allocations: [
          allocation({ podUid: 'late', from: hour(26), to: hour(27) }),
        ],
      }),
    );
    expect((await ledger.listDirty(10)).map(({ day }) => day)).toEqual([
      hour(24),
    ]);
    expect(
      await ledger.isRolledUp({ from: hour(0), to: hour(24) }, 'UTC'),
    ).toBe(true);
    expect(
      await ledger.isRolledUp({ from: hour(0), to: hour(48) }, 'UTC'),
    ).toBe(false);
    expect(await rollUp()).toBe(1);
  });

  it('recomputes days whose price changes, and none when the same prices are read again', async () => {
    const { ledger, tell, rollUp } = await open();
    await tell(ledgerBatch(hour(60), { nodes: [node()] }));
    await rollUp();
    await ledger.replacePrices('config', [price({ note: 'prices.csv' })]);
    expect(await rollUp()).toBe(0);
    await ledger.replacePrices('config', [
      price({ to: hour(30) }),
      price({ id: 'p5-new', micros: 40_000_000, from: hour(30) }),
    ]);
    expect(await rollUp()).toBe(2);
    const window = { from: hour(0), to: hour(48) };
    const sums = await ledger.sumDays({
      window,
      timezone: 'UTC',
      groupBy: [],
      perDay: false,
      filter: null,
    });
    expect(amountOf(sums)).toEqual(await integral(ledger, window));
    expect(microsOf(sums)).toBe(30 * 55_040_000 + 18 * 40_000_000);
  });

  it('writes only the lines that differ when a day is computed again', async () => {
    const { db, ledger, tell, rollUp } = await open();
    const pod = (index: number, until: number) =>
      allocation({
        podUid: `pod-${index}`,
        serverId: `ms-${index}`,
        weight: { numerator: 1, denominator: 1 },
        from: hour(1),
        to: hour(until),
      });
    await tell(
      ledgerBatch(hour(60), {
        nodes: [node({ to: hour(24) })],
        allocations: [1, 2, 3, 4].map(index => pod(index, 12)),
      }),
    );
    await rollUp();
    const rows = () => db('ledger_day_terms').select().orderBy('series_id');
    const before = await rows();
    const writes: string[] = [];
    db.on('query', ({ sql }: { sql: string }) => {
      if (/^(insert into|delete from).*ledger_(day_terms|owner_days)/.test(sql))
        writes.push(sql);
    });

    await db('ledger_partitions').update({ dirty: 1 });
    await rollUp();
    expect(writes).toEqual([]);
    expect(await rows()).toEqual(before);

    await tell(ledgerBatch(hour(61), { allocations: [pod(4, 13)] }));
    await rollUp();
    const after = await rows();
    const kept = after.filter(row =>
      before.some(old => JSON.stringify(old) === JSON.stringify(row)),
    );
    // Three servers stay; the fourth, what is idle, and both of these of the node differ.
    expect([before.length, after.length, kept.length]).toEqual([7, 7, 3]);
    const window = { from: hour(0), to: hour(24) };
    for (const groupBy of [['owner'], ['nodeUid'], ['serverId']] as const) {
      const sums = await ledger.sumDays({
        window,
        timezone: 'UTC',
        groupBy,
        perDay: false,
        filter: null,
      });
      expect(amountOf(sums)).toEqual(await integral(ledger, window));
    }
  });

  it('goes on where an interrupted run ended', async () => {
    const { ledger, tell, rollUp } = await open();
    await tell(ledgerBatch(hour(60), { nodes: [node()] }));
    const interruption = new AbortController();
    const interrupted = createRollUpCosts({
      ledger: {
        openDays: (...args) => ledger.openDays(...args),
        listDirty: limit => ledger.listDirty(limit),
        readLedger: (...args) => ledger.readLedger(...args),
        async replaceDay(...args) {
          await ledger.replaceDay(...args);
          interruption.abort();
        },
      },
      logger: mockServices.logger.mock(),
      now: () => hour(60),
    });
    expect(await interrupted(interruption.signal)).toBe(1);
    expect(await rollUp()).toBe(2);
    expect(await rollUp()).toBe(0);
  });

  it('computes the other days when one cannot be', async () => {
    const { ledger, tell } = await open();
    await tell(ledgerBatch(hour(60), { nodes: [node()] }));
    const logger = mockServices.logger.mock();
    const rollUp = createRollUpCosts({
      ledger: {
        openDays: (...args) => ledger.openDays(...args),
        listDirty: limit => ledger.listDirty(limit),
        async readLedger(window, clusters) {
          if (window.from === hour(24)) {
            throw new Error('disk full');
          }
          return ledger.readLedger(window, clusters);
        },
        replaceDay: (...args) => ledger.replaceDay(...args),
      },
      logger,
      now: () => hour(60),
    });
    expect(await rollUp(new AbortController().signal)).toBe(2);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining(
        '2026-10-25T00:00:00.000Z (UTC) on cluster eu-west',
      ),
    );
    expect((await ledger.listDirty(10)).map(({ day }) => day)).toEqual([
      hour(24),
    ]);
  });

  it('leaves a day dirty that changed while it was computed', async () => {
    const { ledger, tell, rollUp } = await open();
    await tell(ledgerBatch(hour(60), { nodes: [node()] }));
    const racing = createRollUpCosts({
      ledger: {
        openDays: (...args) => ledger.openDays(...args),
        listDirty: limit => ledger.listDirty(limit),
        async readLedger(window, clusters) {
          const read = await ledger.readLedger(window, clusters);
          await tell(
            ledgerBatch((hour(61) + window.from / HOUR) as InstantMs, {
              allocations: [
                allocation({
                  podUid: `late-${window.from}`,
                  from: window.from,
                  to: (window.from + HOUR) as InstantMs,
                }),
              ],
            }),
          );
          return read;
        },
        replaceDay: (...args) => ledger.replaceDay(...args),
      },
      logger: mockServices.logger.mock(),
      now: () => hour(60),
    });
    await racing(new AbortController().signal);
    expect(await ledger.listDirty(10)).toHaveLength(3);
    await rollUp();
    const window = { from: hour(0), to: hour(48) };
    const sums = await ledger.sumDays({
      window,
      timezone: 'UTC',
      groupBy: ['bucket'],
      perDay: false,
      filter: null,
    });
    expect(amountOf(sums)).toEqual(await integral(ledger, window));
    expect(sums).toContainEqual(
      expect.objectContaining({ key: { bucket: 'unallocated' } }),
    );
  });
});
