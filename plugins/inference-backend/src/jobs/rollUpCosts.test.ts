import { TestDatabases } from '@backstage/backend-test-utils';
import { startOfLocal } from '../decide/cost/calendar';
import {
  allocation,
  hour,
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

jest.setTimeout(60_000);

const BERLIN = 'Europe/Berlin';
const KATHMANDU = 'Asia/Kathmandu';

describe.each(
  TestDatabases.create({ ids: [...DATABASE_IDS] }).eachSupportedId(),
)('createRollUpCosts on %s', databaseId => {
  const databases = TestDatabases.create({ ids: [...DATABASE_IDS] });
  const open = (timezones?: readonly string[]) =>
    openRollUps(databases, databaseId, timezones);

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
});
