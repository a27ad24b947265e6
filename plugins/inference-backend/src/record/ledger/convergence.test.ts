import { TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import type {
  AllocationInterval,
  NodeInterval,
} from '../../decide/cost/ledger';
import { hour, openLedger } from '../__testUtils__/openLedger';
import { DATABASE_IDS, type OpenStores } from '../__testUtils__/openStores';
import {
  arrivals,
  type Life,
  lives,
  type Step,
  stretch,
  Teller,
  TICKS,
} from './__testUtils__/arrivals';
import type { KnexLedgerStore } from './KnexLedgerStore';

jest.setTimeout(300_000);

const minute = (minutes: number) => hour(minutes / 60);

const byTime = (a: Readonly<{ from: number }>, b: Readonly<{ from: number }>) =>
  JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;

describe.each(
  TestDatabases.create({ ids: [...DATABASE_IDS] }).eachSupportedId(),
)('the ledger on %s', databaseId => {
  const databases = TestDatabases.create({ ids: [...DATABASE_IDS] });

  async function clear({ db }: Pick<OpenStores, 'db'>) {
    for (const table of [
      'ledger_nodes',
      'ledger_allocations',
      'ledger_batches',
      'ledger_clusters',
      'ledger_spans',
    ]) {
      await db(table).delete();
    }
  }

  const tellerOf = (
    { ledger, fence }: { ledger: KnexLedgerStore } & OpenStores,
    all: readonly Life[],
    arrived: readonly Step[],
  ) => new Teller({ ledger, fence, at: minute, lives: all, steps: arrived });

  /** Records steps, and answers all that is recorded then. */
  async function record(
    opened: { ledger: KnexLedgerStore } & OpenStores,
    all: readonly Life[],
    arrived: readonly Step[],
  ) {
    await clear(opened);
    const teller = tellerOf(opened, all, arrived);
    for (const step of arrived) {
      await teller.tell(step);
    }
    const { nodes, allocations, unobserved } = await opened.ledger.readLedger({
      from: minute(-1),
      to: minute(10 * TICKS),
    });
    return {
      nodes: [...nodes].sort(byTime),
      allocations: [...allocations].sort(byTime),
      unobserved,
      observedTo: await opened.ledger.getObservedTo('eu-west'),
    };
  }

  it('is the same in whatever order and however often it was told', async () => {
    const opened = await openLedger(databases, databaseId);
    await fc.assert(
      fc.asyncProperty(lives, arrivals, async (all, { inOrder, shuffled }) => {
        const expected = await record(opened, all, inOrder);
        expect(await record(opened, all, shuffled)).toEqual(expected);
      }),
      { numRuns: databaseId === 'SQLITE_3' ? 150 : 30 },
    );
  });

  it('never says of an observed container that it lasted longer than it did', async () => {
    const opened = await openLedger(databases, databaseId);
    await fc.assert(
      fc.asyncProperty(lives, arrivals, async (all, { shuffled }) => {
        const { allocations } = await record(opened, all, shuffled);
        for (const told of allocations) {
          const life = all.find(({ uid }) => uid === told.podUid);
          expect(told.to === null || told.to <= minute(life?.to ?? 0)).toBe(
            true,
          );
        }
      }),
      { numRuns: databaseId === 'SQLITE_3' ? 60 : 15 },
    );
  });

  it('keeps what was observed when estimates of the same time come', async () => {
    const opened = await openLedger(databases, databaseId);
    await fc.assert(
      fc.asyncProperty(lives, arrivals, stretch, async (all, arrived, gap) => {
        const observedOf = (
          rows: readonly (NodeInterval | AllocationInterval)[],
        ) => rows.filter(({ quality }) => quality === 'observed');
        const before = await record(opened, all, arrived.shuffled);
        await tellerOf(opened, all, []).tell({ kind: 'estimate', ...gap });
        const after = await opened.ledger.readLedger({
          from: minute(-1),
          to: minute(10 * TICKS),
        });
        expect(observedOf([...after.allocations].sort(byTime))).toEqual(
          observedOf(before.allocations),
        );
        expect(observedOf([...after.nodes].sort(byTime))).toEqual(
          observedOf(before.nodes),
        );
      }),
      { numRuns: databaseId === 'SQLITE_3' ? 40 : 10 },
    );
  });
});
