import { TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import type {
  AllocationInterval,
  NodeInterval,
} from '../../decide/cost/ledger';
import type { InstantMs } from '../../types';
import {
  allocation,
  hour,
  node,
  openLedger,
} from '../__testUtils__/openLedger';
import { DATABASE_IDS, type OpenStores } from '../__testUtils__/openStores';
import type { KnexLedgerStore } from './KnexLedgerStore';
import type { LedgerBatch, TimeWindow } from './LedgerStore';

jest.setTimeout(300_000);

const minute = (minutes: number) => hour(minutes / 60);

/** What really happened: a pod that held GPUs for a while. */
interface Life {
  readonly uid: string;
  readonly from: number;
  readonly to: number;
}

/** Few, so that looks, ends and windows often meet. */
const MINUTES = 20;

const lives = fc
  .array(
    fc.record({
      from: fc.integer({ min: 0, max: MINUTES - 2 }),
      length: fc.integer({ min: 1, max: MINUTES }),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map(all =>
    all.map(
      ({ from, length }, index): Life => ({
        uid: `pod-${index}`,
        from,
        to: from + length,
      }),
    ),
  );

const allocationOf = ({ uid, from, to }: Life, now: number) =>
  allocation({
    podUid: uid,
    from: minute(from),
    to: to <= now ? minute(to) : null,
  });

/** A look at the cluster: complete, or the pods that began or ended since the look before. */
function look(
  all: readonly Life[],
  before: number,
  now: number,
  complete: boolean,
): LedgerBatch {
  return {
    cluster: 'eu-west',
    observedAt: minute(now),
    complete,
    nodes: complete ? [node()] : [],
    allocations: all
      .filter(life =>
        complete
          ? life.from <= now && now < life.to
          : (life.from > before && life.from <= now) ||
            (life.to > before && life.to <= now && life.from <= before),
      )
      .map(life => allocationOf(life, now)),
  };
}

/** What metrics tell of a window. */
function estimatesOf(all: readonly Life[], window: TimeWindow) {
  const overlaps = ({ from, to }: Life) =>
    minute(from) < window.to && minute(to) > window.from;
  return {
    cluster: 'eu-west',
    window,
    nodes: [node({ quality: 'estimated' })],
    allocations: all.filter(overlaps).map(life => ({
      ...allocationOf(life, Infinity),
      quality: 'estimated' as const,
    })),
  };
}

type Step =
  | { readonly kind: 'look'; readonly at: number; readonly complete: boolean }
  | { readonly kind: 'estimate'; readonly from: number; readonly to: number }
  | { readonly kind: 'unobserved'; readonly from: number; readonly to: number };

const instant = fc.integer({ min: 1, max: MINUTES });
const stretch = fc
  .tuple(instant, instant)
  .map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) + 1 }));

const steps = fc
  .tuple(
    fc.uniqueArray(fc.record({ at: instant, complete: fc.boolean() }), {
      selector: ({ at }) => at,
      minLength: 4,
      maxLength: 8,
    }),
    fc.array(stretch, { maxLength: 2 }),
    fc.array(stretch, { maxLength: 1 }),
  )
  .map(([looks, estimates, unobserved]): Step[] => [
    ...looks
      .sort((a, b) => a.at - b.at)
      .map(one => ({ kind: 'look' as const, ...one })),
    ...estimates.map(one => ({ kind: 'estimate' as const, ...one })),
    ...unobserved.map(one => ({ kind: 'unobserved' as const, ...one })),
  ]);

/** Steps in time, the same in another order with some of them twice. */
const arrivals = steps.chain(inOrder =>
  fc.record({
    inOrder: fc.constant(inOrder),
    shuffled: fc
      .tuple(
        fc.shuffledSubarray(inOrder, {
          minLength: inOrder.length,
          maxLength: inOrder.length,
        }),
        fc.shuffledSubarray(inOrder),
      )
      .map(([all, again]) => [...all, ...again]),
  }),
);

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

  /** Records steps, and answers all that is recorded then. */
  async function record(
    opened: { ledger: KnexLedgerStore } & OpenStores,
    all: readonly Life[],
    arrived: readonly Step[],
  ) {
    await clear(opened);
    const times = arrived
      .flatMap(step => (step.kind === 'look' ? [step.at] : []))
      .sort((a, b) => a - b);
    for (const step of arrived) {
      if (step.kind === 'look') {
        const before = times.filter(at => at < step.at).at(-1) ?? -1;
        await opened.ledger.applyBatch(
          look(all, before, step.at, step.complete),
          opened.fence,
        );
      } else {
        const window = { from: minute(step.from), to: minute(step.to) };
        await (step.kind === 'estimate'
          ? opened.ledger.addEstimates(estimatesOf(all, window))
          : opened.ledger.addUnobserved({ cluster: 'eu-west', ...window }));
      }
    }
    const { nodes, allocations, unobserved } = await opened.ledger.readLedger({
      from: minute(-1),
      to: minute(10 * MINUTES),
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
        await opened.ledger.addEstimates(
          estimatesOf(all, {
            from: minute(gap.from),
            to: minute(gap.to) as InstantMs,
          }),
        );
        const after = await opened.ledger.readLedger({
          from: minute(-1),
          to: minute(10 * MINUTES),
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
