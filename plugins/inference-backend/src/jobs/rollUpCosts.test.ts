import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { CostAmount } from '../decide/cost/CostTally';
import { roundHalfUp } from '../decide/cost/fractions';
import { integrate } from '../decide/cost/integrate';
import { startOfLocal } from '../decide/cost/calendar';
import {
  allocation,
  hour,
  HOUR,
  ledgerBatch,
  node,
  openLedger,
  price,
} from '../record/__testUtils__/openLedger';
import { DATABASE_IDS } from '../record/__testUtils__/openStores';
import type { CostSum, LedgerStore, TimeWindow } from '../record';
import type { InstantMs } from '../types';
import { createRollUpCosts } from './rollUpCosts';

jest.setTimeout(60_000);

const BERLIN = 'Europe/Berlin';
const KATHMANDU = 'Asia/Kathmandu';

function amountOf(sums: Iterable<Pick<CostSum, 'terms'>>) {
  const amount = new CostAmount();
  for (const { terms } of sums) {
    terms.forEach(term => amount.add(term));
  }
  return {
    micros: amount.micros('USD'),
    gpuHours: amount.gpuHours(),
    unpriced: amount.unpricedGpuHours(),
  };
}

function microsOf(sums: Iterable<Pick<CostSum, 'terms'>>): number {
  const { micros } = amountOf(sums);
  return micros === null ? 0 : Number(roundHalfUp(micros));
}

async function integral(ledger: LedgerStore, window: TimeWindow) {
  const parts = integrate(await ledger.readLedger(window), { window });
  return amountOf([...parts].map(({ term }) => ({ terms: [term] })));
}

describe.each(
  TestDatabases.create({ ids: [...DATABASE_IDS] }).eachSupportedId(),
)('createRollUpCosts on %s', databaseId => {
  const databases = TestDatabases.create({ ids: [...DATABASE_IDS] });

  const open = async (timezones: readonly string[] = ['UTC']) => {
    const opened = await openLedger(databases, databaseId, timezones);
    const clock = { now: hour(60) };
    const rollUp = createRollUpCosts({
      ledger: opened.ledger,
      logger: mockServices.logger.mock(),
      now: () => clock.now,
    });
    await opened.ledger.replacePrices('config', [price()]);
    return {
      ...opened,
      clock,
      rollUp: () => rollUp(new AbortController().signal),
    };
  };

  it('re-sums to the integral of the same days, in every report zone and grain', async () => {
    const timezones = ['UTC', BERLIN, KATHMANDU];
    const { ledger, tell, rollUp } = await open(timezones);
    await ledger.setOwnership(hour(0), [
      {
        subject: 'ms-chat',
        owner: 'group:default/support',
        model: 'default/qwen3',
        version: '1',
      },
    ]);
    await ledger.setOwnership(hour(30.1), [
      {
        subject: 'ms-chat',
        owner: 'group:default/search',
        model: 'default/qwen3',
        version: '2',
      },
    ]);
    await tell(
      ledgerBatch(hour(40), {
        nodes: [node({ from: hour(0.37) })],
        allocations: [
          allocation(),
          allocation({
            podUid: 'pod-2',
            serverId: null,
            weight: { numerator: 1, denominator: 7 },
            to: hour(33.3),
          }),
          allocation({
            podUid: 'pod-3',
            weight: { numerator: 2, denominator: 3 },
            from: hour(7),
            to: hour(7.1),
          }),
        ],
      }),
    );
    expect(await rollUp()).toBeGreaterThan(0);
    for (const timezone of timezones) {
      const from = startOfLocal('day', hour(0), timezone);
      const window = { from, to: startOfLocal('day', hour(60), timezone) };
      expect(await ledger.isRolledUp(window, timezone)).toBe(true);
      const expected = await integral(ledger, window);
      for (const perDay of [true, false]) {
        for (const groupBy of [
          ['owner'],
          ['nodeUid'],
          ['serverId', 'model'],
          [],
        ] as const) {
          const sums = await ledger.sumDays({
            window,
            timezone,
            groupBy,
            perDay,
            filter: null,
          });
          expect(amountOf(sums)).toEqual(expected);
        }
      }
    }
  });

  it('gives a local day of 25 hours what 25 hours cost', async () => {
    const { ledger, tell, rollUp } = await open([BERLIN]);
    await tell(ledgerBatch(hour(50), { nodes: [node({ from: hour(-30) })] }));
    await rollUp();
    const sums = await ledger.sumDays({
      window: { from: hour(-2), to: hour(47) },
      timezone: BERLIN,
      groupBy: ['owner'],
      perDay: true,
      filter: null,
    });
    expect(sums.map(sum => [sum.day, microsOf([sum])])).toEqual([
      [hour(-2), 24 * 55_040_000],
      [hour(22), 25 * 55_040_000],
    ]);
  });

  it('computes the day that lasts up to now, and again once it has ended', async () => {
    const { ledger, tell, rollUp, clock } = await open();
    await tell(ledgerBatch(hour(60), { nodes: [node({ from: hour(48) })] }));
    const today = { from: hour(48), to: hour(72) };
    const micros = async () => {
      const sums = await ledger.sumDays({
        window: today,
        timezone: 'UTC',
        groupBy: ['owner'],
        perDay: false,
        filter: null,
      });
      return microsOf(sums);
    };
    await rollUp();
    expect(await micros()).toBe(12 * 55_040_000);
    expect(await ledger.isRolledUp(today, 'UTC')).toBe(false);

    clock.now = (hour(60) + 60_000) as InstantMs;
    expect(await rollUp()).toBe(0);

    clock.now = hour(73);
    await rollUp();
    expect(await micros()).toBe(24 * 55_040_000);
    expect(await ledger.isRolledUp(today, 'UTC')).toBe(true);
  });

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

  it('pays for a commitment that spans clusters once, in a partition of its own', async () => {
    const { ledger, tell, rollUp } = await open();
    await ledger.replaceCommitments([
      {
        id: 'reserved',
        currency: 'USD',
        match: price().match,
        nodes: 3,
        microsPerNodeHour: 30_000_000,
        from: hour(-100),
        to: null,
      },
    ]);
    await tell(
      ledgerBatch(hour(60), { nodes: [node()] }),
      ledgerBatch(hour(60), {
        cluster: 'us-east',
        nodes: [
          node({
            uid: 'node-2',
            cluster: 'us-east',
            from: hour(0),
            to: hour(30),
          }),
        ],
      }),
    );
    await rollUp();
    const window = { from: hour(0), to: hour(48) };
    const sums = await ledger.sumDays({
      window,
      timezone: 'UTC',
      groupBy: ['cluster', 'bucket'],
      perDay: false,
      filter: null,
    });
    expect(amountOf(sums)).toEqual(await integral(ledger, window));
    expect(microsOf(sums)).toBe(48 * 3 * 30_000_000);
    // A node of one cluster that ends leaves the commitment to nobody.
    await tell(
      ledgerBatch(hour(61), {
        cluster: 'us-east',
        nodes: [
          node({
            uid: 'node-2',
            cluster: 'us-east',
            from: hour(0),
            to: hour(25),
          }),
        ],
      }),
    );
    await rollUp();
    const after = await ledger.sumDays({
      window,
      timezone: 'UTC',
      groupBy: ['bucket'],
      perDay: false,
      filter: null,
    });
    expect(amountOf(after)).toEqual(await integral(ledger, window));
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
