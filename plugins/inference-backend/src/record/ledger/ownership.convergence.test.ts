import { TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import type { OwnershipInterval } from '../../decide/cost/ledger';
import {
  allocation,
  hour,
  ledgerBatch,
  node,
  openLedger,
} from '../__testUtils__/openLedger';
import { DATABASE_IDS } from '../__testUtils__/openStores';

jest.setTimeout(300_000);

const ALL = { from: hour(-1), to: hour(100) };
const SUBJECTS = ['ms-chat', 'namespace:eu-west/lab'] as const;

/** What was so since an hour. */
interface Telling {
  readonly at: number;
  readonly subject: string;
  readonly owner: string | null;
}

const tellings = fc.uniqueArray(
  fc.record({
    at: fc.integer({ min: 0, max: 90 }),
    subject: fc.constantFrom(...SUBJECTS),
    // Few owners, so that many are told that were so already.
    owner: fc.constantFrom(null, 'group:default/a', 'group:default/b'),
  }),
  {
    selector: ({ at, subject }) => `${subject} ${at}`,
    minLength: 1,
    maxLength: 12,
  },
);

/** The same in time and as it comes: late, out of order and some of it twice. */
const arrivals = tellings.chain(all =>
  fc.record({
    inOrder: fc.constant([...all].sort((a, b) => a.at - b.at)),
    shuffled: fc
      .tuple(
        fc.shuffledSubarray(all, {
          minLength: all.length,
          maxLength: all.length,
        }),
        fc.shuffledSubarray(all),
      )
      .map(([first, again]) => [...first, ...again]),
  }),
);

const rowOf = ({ subject, owner }: Telling) => ({
  subject,
  owner,
  model: null,
  version: null,
});

describe.each(
  TestDatabases.create({ ids: [...DATABASE_IDS] }).eachSupportedId(),
)('who owned what on %s', databaseId => {
  const databases = TestDatabases.create({ ids: [...DATABASE_IDS] });
  const runs = (sqlite: number) =>
    databaseId === 'SQLITE_3' ? sqlite : Math.ceil(sqlite / 5);

  async function open() {
    const opened = await openLedger(databases, databaseId);
    await opened.tell(
      ledgerBatch(hour(1), { nodes: [node()], allocations: [allocation()] }),
    );
    await opened.ledger.openDays(hour(95), 0);
    const { db, ledger } = opened;
    return {
      ledger,
      async clean() {
        await db('ledger_partitions').update({ dirty: 0 });
      },
      async record(
        told: readonly Telling[],
      ): Promise<readonly OwnershipInterval[]> {
        await db('ledger_ownership').delete();
        for (const telling of told) {
          await ledger.setOwnership(hour(telling.at), [rowOf(telling)]);
        }
        return (await ledger.readLedger(ALL)).ownership;
      },
    };
  }

  it('I12: is the same in whatever order and however often it was told', async () => {
    const { record } = await open();
    await fc.assert(
      fc.asyncProperty(arrivals, async ({ inOrder, shuffled }) => {
        const expected = await record(inOrder);
        expect(await record(shuffled)).toEqual(expected);
      }),
      { numRuns: runs(200) },
    );
  });

  it('at any instant is what was told of the last instant before', async () => {
    const { record } = await open();
    await fc.assert(
      fc.asyncProperty(
        arrivals,
        fc.integer({ min: 0, max: 99 }),
        async ({ inOrder, shuffled }, at) => {
          const recorded = await record(shuffled);
          for (const subject of SUBJECTS) {
            const last = inOrder.findLast(
              told => told.subject === subject && told.at <= at,
            );
            const found = recorded.find(
              one =>
                one.subject === subject &&
                one.from <= hour(at) &&
                (one.to === null || one.to > hour(at)),
            );
            expect(found?.owner).toEqual(last?.owner);
          }
        },
      ),
      { numRuns: runs(100) },
    );
  });

  it('marks every day on which a late telling changes the owner, and no other', async () => {
    const { ledger, record, clean } = await open();
    const ownerAt = (rows: readonly OwnershipInterval[], at: number) =>
      rows.find(
        ({ subject, from, to }) =>
          subject === 'ms-chat' && from <= at && (to === null || to > at),
      )?.owner;
    await fc.assert(
      fc.asyncProperty(arrivals, async ({ shuffled }) => {
        const late = shuffled.at(-1);
        if (late?.subject !== 'ms-chat') return;
        const before = await record(shuffled.slice(0, -1));
        await clean();
        await ledger.setOwnership(hour(late.at), [rowOf(late)]);
        const after = (await ledger.readLedger(ALL)).ownership;
        const changed = [0, 24, 48, 72].filter(day =>
          Array.from({ length: 24 }, (_, index) => hour(day + index)).some(
            at => ownerAt(before, at) !== ownerAt(after, at),
          ),
        );
        const marked = (await ledger.listDirty(100))
          .filter(({ cluster }) => cluster === 'eu-west')
          .map(({ day }) => day);
        expect([...marked].sort((a, b) => a - b)).toEqual(
          changed.map(day => hour(day)),
        );
      }),
      { numRuns: runs(100) },
    );
  });
});
