import { TestDatabases } from '@backstage/backend-test-utils';
import type { CostDimensions } from '../../../decide/cost/terms';
import { CostAmount } from '../../../decide/cost/CostTally';
import { roundHalfUp } from '../../../decide/cost/fractions';
import {
  dimensions,
  hour,
  ledgerBatch,
  node,
  openLedger,
  term,
} from '../../__testUtils__/openLedger';
import { DATABASE_IDS } from '../../__testUtils__/openStores';
import { canSumDays } from '../canSumDays';
import type { CostSum } from '../LedgerStore';

jest.setTimeout(60_000);

const DAY = { from: hour(0), to: hour(24) };

function amountOf(sums: Iterable<Pick<CostSum, 'terms'>>): CostAmount {
  const amount = new CostAmount();
  for (const { terms } of sums) {
    terms.forEach(one => amount.add(one));
  }
  return amount;
}

describe.each(
  TestDatabases.create({ ids: [...DATABASE_IDS] }).eachSupportedId(),
)('sumDays on %s', databaseId => {
  const databases = TestDatabases.create({ ids: [...DATABASE_IDS] });
  const open = () => openLedger(databases, databaseId);

  /** With the first day of one cluster to be computed. */
  const openDay = async () => {
    const opened = await open();
    await opened.tell(ledgerBatch(hour(24), { nodes: [node()] }));
    await opened.ledger.openDays(hour(23), 0);
    const [partition] = await opened.ledger.listDirty(10);
    if (!partition) {
      throw new Error('no day was opened');
    }
    return { ...opened, partition };
  };

  it('adds quantities beyond 2^63 up without losing a bit', async () => {
    const { ledger, partition } = await openDay();
    const huge = 2n ** 63n - 1n;
    const lines = [1n, huge, huge, huge, -3n].map((quantity, index) => ({
      dimensions: dimensions({ serverId: `ms-${index % 2}` }),
      term: term(quantity, { price: null, weightDenominator: 7_000_003 }),
    }));
    await ledger.replaceDay(partition, lines, partition.dayEnd);
    for (const groupBy of [['owner'], ['serverId'], ['nodeUid']] as const) {
      const sums = await ledger.sumDays({
        window: DAY,
        timezone: 'UTC',
        groupBy,
        perDay: true,
        filter: null,
      });
      const { numerator, denominator } = amountOf(sums).unpricedGpuHours();
      expect(numerator * 7_000_003n * 3_600_000n).toBe(
        (3n * huge - 2n) * denominator,
      );
    }
  });

  it('tells amounts of a day beyond 2^53 exactly', async () => {
    const { ledger, partition } = await openDay();
    const quantity = 2n ** 61n + 1n;
    const lines = [{ dimensions: dimensions(), term: term(quantity) }];
    await ledger.replaceDay(partition, lines, partition.dayEnd);
    for (const perDay of [true, false]) {
      const sums = await ledger.sumDays({
        window: DAY,
        timezone: 'UTC',
        groupBy: ['owner'],
        perDay,
        filter: null,
      });
      const amount = amountOf(sums);
      const micros = amount.micros('USD');
      expect((micros?.numerator ?? 0n) * 3_600_000n).toBe(
        quantity * 6_880_000n * (micros?.denominator ?? 0n),
      );
      const hours = amount.gpuHours();
      expect(hours.numerator * 3_600_000n).toBe(quantity * hours.denominator);
    }
  });

  it('adds what several prices and denominators make of one owner and day', async () => {
    const { ledger, partition } = await openDay();
    const lines = [
      { dimensions: dimensions(), term: term(7n) },
      {
        dimensions: dimensions({ priceSource: 'csv' }),
        term: term(5n, { weightDenominator: 3 }),
      },
      {
        dimensions: dimensions({ priceSource: 'shipped' }),
        term: term(11n, {
          weightDenominator: 13,
          price: { currency: 'USD', micros: 1, gpus: 17 },
        }),
      },
      { dimensions: dimensions(), term: term(2n, { price: null }) },
    ];
    await ledger.replaceDay(partition, lines, partition.dayEnd);
    const expected = amountOf(lines.map(line => ({ terms: [line.term] })));
    for (const perDay of [true, false]) {
      const sums = await ledger.sumDays({
        window: DAY,
        timezone: 'UTC',
        groupBy: ['owner'],
        perDay,
        filter: null,
      });
      expect(sums).toHaveLength(1);
      const amount = amountOf(sums);
      expect(amount.micros('USD')).toEqual(expected.micros('USD'));
      expect(amount.gpuHours()).toEqual(expected.gpuHours());
      expect(amount.unpricedGpuHours()).toEqual(expected.unpricedGpuHours());
    }
  });

  it('keeps an overcommit as the negative amount that it is', async () => {
    const { ledger, partition } = await openDay();
    const lines = [
      { dimensions: dimensions(), term: term(3_600_000n) },
      {
        dimensions: dimensions({ bucket: 'overcommit', owner: null }),
        term: term(-1_800_001n),
      },
    ];
    await ledger.replaceDay(partition, lines, partition.dayEnd);
    for (const perDay of [true, false]) {
      const sums = await ledger.sumDays({
        window: DAY,
        timezone: 'UTC',
        groupBy: ['bucket'],
        perDay,
        filter: null,
      });
      const overcommit = sums.filter(({ key }) => key.bucket === 'overcommit');
      const micros = amountOf(overcommit).micros('USD');
      expect(micros && roundHalfUp(micros)).toBe(-3_440_002n);
    }
  });

  it('replaces a day whole, in every grain', async () => {
    const { ledger, db, partition } = await openDay();
    const line = (owner: string, quantity: bigint) => ({
      dimensions: dimensions({ owner }),
      term: term(quantity, { weightDenominator: 3 }),
    });
    await ledger.replaceDay(
      partition,
      [line('group:default/a', 10n), line('group:default/b', 7n)],
      partition.dayEnd,
    );
    await ledger.replaceDay(
      partition,
      [line('group:default/b', 8n)],
      partition.dayEnd,
    );
    for (const groupBy of [['owner'], ['owner', 'serverId']] as const) {
      const sums = await ledger.sumDays({
        window: DAY,
        timezone: 'UTC',
        groupBy,
        perDay: false,
        filter: null,
      });
      expect(sums.map(({ key }) => key.owner)).toEqual(['group:default/b']);
    }
    expect(await db('ledger_day_terms').select()).toHaveLength(2);
  });

  it('sums under a filter as it sums without', async () => {
    const { ledger, partition } = await openDay();
    const line = (facts: Partial<CostDimensions>, quantity: bigint) => ({
      dimensions: dimensions(facts),
      term: term(quantity),
    });
    await ledger.replaceDay(
      partition,
      [
        line({}, 1n),
        line({ serverId: 'ms-2', owner: null, model: 'default/llama' }, 10n),
        line({ serverId: 'ms-3', gpuProduct: 'A100' }, 100n),
      ],
      partition.dayEnd,
    );
    const quantity = async (
      filter: Parameters<typeof ledger.sumDays>[0]['filter'],
    ) => {
      const sums = await ledger.sumDays({
        window: DAY,
        timezone: 'UTC',
        groupBy: [],
        perDay: false,
        filter,
        keepPrices: true,
      });
      return sums[0]?.terms[0]?.quantity ?? 0n;
    };
    expect(await quantity(null)).toBe(111n);
    expect(await quantity({ owners: ['group:default/support'] })).toBe(101n);
    expect(await quantity({ owners: [null] })).toBe(10n);
    expect(await quantity({ models: ['default/llama'] })).toBe(10n);
    expect(await quantity({ servers: ['ms-3', 'ms-2'] })).toBe(110n);
    expect(await quantity({ gpuProducts: ['A100'] })).toBe(100n);
    expect(await quantity({ clusters: ['us-east'] })).toBe(0n);
    expect(await quantity({ clusters: [] })).toBe(0n);
  });

  it('says what roll-ups cannot answer', async () => {
    const { ledger } = await open();
    const query = { filter: null, groupBy: ['nodeUid', 'owner'] as const };
    expect(canSumDays({ ...query, groupBy: ['podUid'] })).toBe(false);
    expect(canSumDays(query)).toBe(false);
    expect(
      canSumDays({ filter: { owners: [null] }, groupBy: ['nodeUid'] }),
    ).toBe(false);
    await expect(
      ledger.sumDays({ ...query, window: DAY, timezone: 'UTC', perDay: false }),
    ).rejects.toThrow(/do not keep nodeUid with owner/);
  });
});
