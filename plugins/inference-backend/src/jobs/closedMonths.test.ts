import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import { moneyOf } from '../decide/cost/__testUtils__/exactCosts';
import { CostTally } from '../decide/cost/CostTally';
import type { CostSum, CostSumQuery } from '../record';
import { hour, openLedger, price } from '../record/__testUtils__/openLedger';
import { DATABASE_IDS } from '../record/__testUtils__/openStores';
import {
  arrivals,
  lives,
  type Step,
  Teller,
} from '../record/ledger/__testUtils__/arrivals';
import type { InstantMs } from '../types';
import { createRollUpCosts } from './rollUpCosts';

jest.setTimeout(300_000);

/** Ticks of two minutes around a midnight in UTC, so that histories are of two days. */
const around = (tick: number) =>
  (hour(24) + (tick - 10) * 120_000) as InstantMs;
/** In October; the month ends eight days later. */
const DAYS = { from: hour(0), to: hour(48) };
const OCTOBER = {
  from: Date.UTC(2026, 9, 1) as InstantMs,
  to: Date.UTC(2026, 10, 1) as InstantMs,
};
const NOW = Date.UTC(2026, 10, 4, 1) as InstantMs;

/** What may change a month that is over, beside late looks at the cluster. */
type Late =
  | Step
  | { readonly kind: 'price'; readonly micros: number; readonly tick: number }
  | { readonly kind: 'owner'; readonly name: string; readonly tick: number };

const tick = fc.integer({ min: 0, max: 20 });
const change: fc.Arbitrary<Late> = fc.oneof(
  fc.record({
    kind: fc.constant('price' as const),
    micros: fc.integer({ min: 0, max: 100_000_000 }),
    tick,
  }),
  fc.record({
    kind: fc.constant('owner' as const),
    name: fc.constantFrom('support', 'search'),
    tick,
  }),
);

describe.each(
  TestDatabases.create({ ids: [...DATABASE_IDS] }).eachSupportedId(),
)('closed months on %s', databaseId => {
  const databases = TestDatabases.create({ ids: [...DATABASE_IDS] });

  async function open() {
    const { db, ledger, fence } = await openLedger(databases, databaseId);
    const compute = createRollUpCosts({
      ledger,
      logger: mockServices.logger.mock(),
      now: () => NOW,
    });
    const question = (groupBy: CostSumQuery['groupBy']): CostSumQuery => ({
      window: DAYS,
      timezone: 'UTC',
      groupBy,
      perDay: true,
      filter: null,
    });
    const moneyOfSums = (sums: readonly CostSum[]) => {
      const tally = new CostTally();
      for (const { key, day, terms } of sums) {
        terms.forEach(term =>
          tally.add(JSON.stringify([day, ...Object.values(key)]), term, false),
        );
      }
      tally.dropZeros();
      return moneyOf(tally);
    };
    const GROUPINGS = [
      ['bucket', 'owner', 'serverId'],
      ['bucket', 'owner'],
      ['cluster', 'nodeUid'],
    ] as const;
    return {
      db,
      ledger,
      rollUp: () => compute(new AbortController().signal),
      teller: (all: Parameters<typeof tellerFor>[0], steps: readonly Step[]) =>
        tellerFor(all, steps),
      /** Of every grouping, as it was told. */
      closed: () =>
        Promise.all(
          GROUPINGS.map(async groupBy =>
            moneyOfSums(await ledger.sumClosedDays(question(groupBy))),
          ),
        ),
      /** Of every grouping, as it is known. */
      known: () =>
        Promise.all(
          GROUPINGS.map(async groupBy =>
            moneyOfSums(await ledger.sumDays(question(groupBy))),
          ),
        ),
      async apply(late: Late, tell: (step: Step) => Promise<void>) {
        if (late.kind === 'price') {
          await ledger.replacePrices('config', [
            price({ to: around(late.tick) }),
            price({
              id: 'later',
              from: around(late.tick),
              micros: late.micros,
            }),
          ]);
        } else if (late.kind === 'owner') {
          await ledger.setOwnership(around(late.tick), [
            {
              subject: 'ms-chat',
              owner: `group:default/${late.name}`,
              model: null,
              version: null,
            },
          ]);
        } else {
          await tell(late);
        }
      },
      async clear() {
        for (const table of [
          'ledger_corrections',
          'ledger_closed_months',
          'ledger_nodes',
          'ledger_allocations',
          'ledger_batches',
          'ledger_clusters',
          'ledger_spans',
          'ledger_ownership',
          'ledger_day_terms',
          'ledger_owner_days',
          'ledger_partitions',
          'ledger_zones',
        ]) {
          await db(table).delete();
        }
        await ledger.replacePrices('config', [price()]);
      },
    };

    function tellerFor(
      all: ConstructorParameters<typeof Teller>[0]['lives'],
      steps: readonly Step[],
    ) {
      return new Teller({ ledger, fence, at: around, lives: all, steps });
    }
  }

  it('I12: what was told of a closed month stays to the last fraction, and what is known now is that and its corrections', async () => {
    const opened = await open();
    const { ledger } = opened;
    await fc.assert(
      fc.asyncProperty(
        lives,
        arrivals,
        fc.array(change, { maxLength: 4 }),
        fc.nat(),
        fc.infiniteStream(fc.boolean()),
        async (all, { inOrder, shuffled }, changes, cut, pauses) => {
          await opened.clear();
          const teller = opened.teller(all, inOrder);
          const tell = (step: Step) => teller.tell(step);
          const told = 1 + (cut % shuffled.length);
          for (const step of shuffled.slice(0, told)) await tell(step);
          await opened.rollUp();
          await ledger.closeMonths(NOW, 0);
          const months = await ledger.listClosedMonths(OCTOBER, 'UTC');
          const before = await opened.closed();
          expect(before).toEqual(await opened.known());

          for (const late of [...shuffled.slice(told), ...changes]) {
            await opened.apply(late, tell);
            if (pauses.next().value) await opened.rollUp();
            expect(months.length > 0 ? await opened.closed() : before).toEqual(
              before,
            );
          }
          await opened.rollUp();
          const known = await opened.known();
          expect(months.length > 0 ? await opened.closed() : before).toEqual(
            before,
          );
          // The same as if all had been told in time.
          await opened.db('ledger_closed_months').delete();
          await opened.db('ledger_corrections').delete();
          await opened.db('ledger_partitions').update({ dirty: 1 });
          await opened.rollUp();
          expect(await opened.known()).toEqual(known);
        },
      ),
      { numRuns: databaseId === 'SQLITE_3' ? 60 : 12 },
    );
  });

  it('closes a month once its days are rolled up and the time to wait is over', async () => {
    const opened = await open();
    await opened.clear();
    const { ledger } = opened;
    const steps: Step[] = [{ kind: 'look', at: 1, complete: true }];
    await opened
      .teller([{ uid: 'pod-0', from: 0, to: 30 }], steps)
      .tell(steps[0] ?? { kind: 'look', at: 1, complete: true });
    const wait = 72 * 3_600_000;
    await ledger.openDays(NOW, 0);
    expect(await ledger.closeMonths(NOW, 0)).toBe(0);
    await opened.rollUp();
    // Its end was noticed just now, so that late data has its time whenever the portal was started.
    expect(await ledger.closeMonths(NOW, wait)).toBe(0);
    const due = (NOW + wait) as InstantMs;
    expect(await ledger.closeMonths(due, wait)).toBe(1);
    expect(await ledger.closeMonths(due, wait)).toBe(0);
    expect(await ledger.listClosedMonths(OCTOBER, 'UTC')).toEqual([
      { ...OCTOBER, closedAt: due, isChanged: false },
    ]);
    expect(await ledger.listClosedMonths(OCTOBER, 'Europe/Berlin')).toEqual([]);

    await ledger.replacePrices('config', [price({ micros: 1_000_000 })]);
    expect(await ledger.listClosedMonths(OCTOBER, 'UTC')).toMatchObject([
      { isChanged: true },
    ]);
    await opened.rollUp();
    await ledger.replacePrices('config', [price()]);
    await opened.rollUp();
    // What was put right again leaves no trace.
    expect(await ledger.listClosedMonths(OCTOBER, 'UTC')).toMatchObject([
      { isChanged: false },
    ]);
    await ledger.prune({ intervalsBefore: NOW, daysBefore: NOW });
    expect(await ledger.listClosedMonths(OCTOBER, 'UTC')).toEqual([]);
  });
});
