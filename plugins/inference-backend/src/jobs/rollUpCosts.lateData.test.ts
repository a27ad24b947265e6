import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import { moneyOf, tallyOf } from '../decide/cost/__testUtils__/exactCosts';
import { CostTally } from '../decide/cost/CostTally';
import type { CostDimensions } from '../decide/cost/terms';
import { hour, openLedger, price } from '../record/__testUtils__/openLedger';
import { DATABASE_IDS } from '../record/__testUtils__/openStores';
import {
  arrivals,
  type Life,
  lives,
  type Step,
  stretch,
  Teller,
} from '../record/ledger/__testUtils__/arrivals';
import type { InstantMs } from '../types';
import { createRollUpCosts } from './rollUpCosts';

jest.setTimeout(300_000);

/** Ticks of two minutes around a midnight in UTC, so that histories are of two days. */
const around = (tick: number) =>
  (hour(24) + (tick - 10) * 120_000) as InstantMs;
const DAYS = [hour(0), hour(24)] as const;
const WINDOW = { from: hour(0), to: hour(48) };

const keyOf = ({ bucket, owner, serverId }: Partial<CostDimensions>) =>
  JSON.stringify([bucket, owner, serverId]);

describe.each(
  TestDatabases.create({ ids: [...DATABASE_IDS] }).eachSupportedId(),
)('late data in the roll-ups of %s', databaseId => {
  const databases = TestDatabases.create({ ids: [...DATABASE_IDS] });
  const runs = (sqlite: number) =>
    databaseId === 'SQLITE_3' ? sqlite : Math.ceil(sqlite / 5);

  async function open() {
    const { db, ledger, fence } = await openLedger(databases, databaseId);
    await ledger.replacePrices('config', [price()]);
    await ledger.setOwnership(hour(0), [
      {
        subject: 'ms-chat',
        owner: 'group:default/support',
        model: 'default/qwen3',
        version: '1',
      },
    ]);
    const compute = createRollUpCosts({
      ledger,
      logger: mockServices.logger.mock(),
      now: () => hour(60),
    });
    const rollUp = () => compute(new AbortController().signal);

    /** Money of a day by line, out of its roll-up. */
    const dayOf = async (from: InstantMs) => {
      const tally = new CostTally();
      for (const { key, terms } of await ledger.sumDays({
        window: { from, to: (from + 24 * 3_600_000) as InstantMs },
        timezone: 'UTC',
        groupBy: ['bucket', 'owner', 'serverId'],
        perDay: true,
        filter: null,
      })) {
        terms.forEach(term => tally.add(keyOf(key), term, false));
      }
      return moneyOf(tally);
    };

    return {
      ledger,
      rollUp,
      tellerOf: (all: readonly Life[], steps: readonly Step[]) =>
        new Teller({ ledger, fence, at: around, lives: all, steps }),
      readDays: () => Promise.all(DAYS.map(dayOf)),
      /** The same out of the intervals. */
      integrateDays: () =>
        Promise.all(
          DAYS.map(async from => {
            const window = { from, to: (from + 24 * 3_600_000) as InstantMs };
            return moneyOf(
              tallyOf(
                await ledger.readLedger(window),
                { window },
                ({ dimensions }) => keyOf(dimensions),
              ),
            );
          }),
        ),
      async clear() {
        for (const table of [
          'ledger_nodes',
          'ledger_allocations',
          'ledger_batches',
          'ledger_clusters',
          'ledger_spans',
          'ledger_day_terms',
          'ledger_owner_days',
          'ledger_partitions',
          'ledger_zones',
        ]) {
          await db(table).delete();
        }
      },
    };
  }

  it('I12: days that are computed between arrivals come to the same, whatever the order', async () => {
    const opened = await open();
    const record = async (
      all: readonly Life[],
      steps: readonly Step[],
      isComputed: (index: number) => boolean,
    ) => {
      await opened.clear();
      const teller = opened.tellerOf(all, steps);
      for (const [index, step] of steps.entries()) {
        await teller.tell(step);
        if (isComputed(index)) await opened.rollUp();
      }
      await opened.rollUp();
      return opened.readDays();
    };
    await fc.assert(
      fc.asyncProperty(
        lives,
        arrivals,
        fc.infiniteStream(fc.boolean()),
        async (all, { inOrder, shuffled }, pauses) => {
          const expected = await record(all, inOrder, () => false);
          const days = await record(
            all,
            shuffled,
            () => pauses.next().value === true,
          );
          expect(days).toEqual(expected);
          expect(days).toEqual(await opened.integrateDays());
          expect(await opened.ledger.isRolledUp(WINDOW, 'UTC')).toBe(true);
        },
      ),
      { numRuns: runs(60) },
    );
  });

  it('I12: a day that is over keeps its cost when the data that comes late is of another', async () => {
    const opened = await open();
    await fc.assert(
      fc.asyncProperty(
        lives,
        arrivals,
        stretch,
        fc.constantFrom('estimate' as const, 'unobserved' as const),
        async (all, { shuffled }, late, kind) => {
          await opened.clear();
          const teller = opened.tellerOf(all, shuffled);
          for (const step of shuffled) await teller.tell(step);
          await opened.rollUp();
          const before = await opened.readDays();

          await teller.tell({ kind, ...late });
          const touched = DAYS.map(
            from =>
              around(late.from) < from + 24 * 3_600_000 &&
              around(late.to) > from,
          );
          const dirty = await opened.ledger.listDirty(10);
          for (const { day } of dirty) {
            const index = DAYS.findIndex(from => from === day);
            expect([day, touched[index]]).toEqual([day, true]);
          }
          await opened.rollUp();
          const after = await opened.readDays();
          const isOther = (_: unknown, index: number) => !touched[index];
          expect(after.filter(isOther)).toEqual(before.filter(isOther));
          expect(after).toEqual(await opened.integrateDays());
        },
      ),
      { numRuns: runs(60) },
    );
  });
});
