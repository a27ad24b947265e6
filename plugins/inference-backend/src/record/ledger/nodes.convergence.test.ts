import { TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import type { InstantMs } from '../../types';
import { hour, node, openLedger } from '../__testUtils__/openLedger';
import { DATABASE_IDS, type OpenStores } from '../__testUtils__/openStores';
import {
  arrivals,
  type Life,
  lives,
  type Step,
  TICKS,
} from './__testUtils__/arrivals';
import type { KnexLedgerStore } from './KnexLedgerStore';

jest.setTimeout(300_000);

const minute = (minutes: number) => hour(minutes / 60);
const ALL = { from: minute(-1), to: minute(10 * TICKS) };

/** Nodes of a cluster that is looked at now and then; between two looks nobody watches, and metrics may tell of it later. */
async function tell(
  { ledger, fence }: { ledger: KnexLedgerStore } & OpenStores,
  all: readonly Life[],
  step: Step,
): Promise<void> {
  if (step.kind === 'look') {
    await ledger.applyBatch(
      {
        cluster: 'eu-west',
        observedAt: minute(step.at),
        complete: true,
        nodes: all
          .filter(({ from, to }) => from <= step.at && step.at < to)
          .map(({ uid, from }) => node({ uid, from: minute(from) })),
        allocations: [],
      },
      fence,
    );
    return;
  }
  const window = { from: minute(step.from), to: minute(step.to) };
  if (step.kind === 'unobserved') {
    await ledger.addUnobserved({ cluster: 'eu-west', ...window });
    return;
  }
  await ledger.addEstimates({
    cluster: 'eu-west',
    window,
    nodes: all
      .filter(
        ({ from, to }) => minute(from) < window.to && minute(to) > window.from,
      )
      .map(({ uid, from, to }) =>
        node({
          uid,
          from: minute(from),
          to: minute(to),
          quality: 'estimated',
        }),
      ),
    allocations: [],
  });
}

describe.each(
  TestDatabases.create({ ids: [...DATABASE_IDS] }).eachSupportedId(),
)('nodes that come and go on %s', databaseId => {
  const databases = TestDatabases.create({ ids: [...DATABASE_IDS] });

  async function record(
    opened: { ledger: KnexLedgerStore } & OpenStores,
    all: readonly Life[],
    steps: readonly Step[],
  ) {
    for (const table of [
      'ledger_nodes',
      'ledger_batches',
      'ledger_clusters',
      'ledger_spans',
    ]) {
      await opened.db(table).delete();
    }
    for (const step of steps) await tell(opened, all, step);
    const { nodes, unobserved } = await opened.ledger.readLedger(ALL);
    return { nodes, unobserved };
  }

  it('are the same in whatever order and however often they were told, one that went within an outage among them', async () => {
    const opened = await openLedger(databases, databaseId);
    await fc.assert(
      fc.asyncProperty(lives, arrivals, async (all, { inOrder, shuffled }) => {
        const byName = (
          a: { uid: string; from: InstantMs; quality: string },
          b: { uid: string; from: InstantMs; quality: string },
        ) =>
          JSON.stringify([a.uid, a.quality, a.from]) <
          JSON.stringify([b.uid, b.quality, b.from])
            ? -1
            : 1;
        const expected = await record(opened, all, inOrder);
        const found = await record(opened, all, shuffled);
        expect([...found.nodes].sort(byName)).toEqual(
          [...expected.nodes].sort(byName),
        );
        expect(found.unobserved).toEqual(expected.unobserved);
      }),
      { numRuns: databaseId === 'SQLITE_3' ? 80 : 20 },
    );
  });

  it('never are said to have lasted longer than they did', async () => {
    const opened = await openLedger(databases, databaseId);
    await fc.assert(
      fc.asyncProperty(lives, arrivals, async (all, { inOrder, shuffled }) => {
        const looks = inOrder.flatMap(step =>
          step.kind === 'look' ? [step.at] : [],
        );
        const last = Math.max(...looks);
        const { nodes } = await record(opened, all, shuffled);
        for (const told of nodes) {
          const life = all.find(({ uid }) => uid === told.uid);
          const end = minute(life?.to ?? 0);
          // What was there at the last look lasts as far as anybody knows.
          expect(
            told.to === null ? life && life.to > last : told.to <= end,
          ).toBe(true);
        }
      }),
      { numRuns: databaseId === 'SQLITE_3' ? 60 : 15 },
    );
  });
});
