import { TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import {
  moneyOf,
  plain,
  tallyOf,
} from '../../decide/cost/__testUtils__/exactCosts';
import {
  gpuNode,
  NOW,
  pod,
} from '../../observe/clusters/inventory/__testUtils__/cluster';
import {
  ledgerOf,
  MINUTE,
  node,
  scheduled,
} from '../../observe/clusters/ledger/__testUtils__/turnedLedger';
import { openLedger, price } from '../../record/__testUtils__/openLedger';
import { DATABASE_IDS } from '../../record/__testUtils__/openStores';
import type { InstantMs } from '../../types';
import { LedgerSink } from './LedgerSink';

jest.setTimeout(300_000);

const at = (ms: number) => (NOW + ms) as InstantMs;
const bound = (name: string, ms: number) =>
  pod(name, { status: scheduled(new Date(NOW + ms).toISOString()) });

/** What happens after some seconds. */
const happening = fc.record({
  seconds: fc.integer({ min: 0, max: 20 }),
  what: fc.constantFrom(
    'bind' as const,
    'bind' as const,
    'delete' as const,
    'delete' as const,
    'cordon' as const,
    'look' as const,
    'look' as const,
    'complete look' as const,
    'other replica' as const,
  ),
});

describe.each(
  TestDatabases.create({ ids: [...DATABASE_IDS] }).eachSupportedId(),
)('what is seen of a cluster, recorded in %s', databaseId => {
  const databases = TestDatabases.create({ ids: [...DATABASE_IDS] });

  /** A cluster with one node, its ledger and who records it. */
  async function watch() {
    const { db, ledger, fence } = await openLedger(databases, databaseId);
    await ledger.replacePrices('config', [
      price({
        match: { ...price().match, instanceType: null, gpuProduct: 'H100' },
      }),
    ]);
    const begin = () =>
      new LedgerSink(
        {
          ledger,
          ownership: { noteNamespaces: () => undefined },
          backfillMs: 7 * 86_400_000,
        },
        fence,
      );
    const read = () => ledger.readLedger({ from: at(-1), to: at(86_400_000) });
    return { db, ledger, begin, read };
  }

  it('costs what the node costs, to the pod that came and went between two looks', async () => {
    const { begin, ledger } = await watch();
    const cluster = ledgerOf();
    const sink = begin();
    const chat = bound('chat-0', 0);
    cluster.see(node(), chat);
    await sink.apply(cluster.look(true));
    cluster.pass(MINUTE / 2);
    const short = bound('short-0', MINUTE / 2);
    cluster.see(short);
    cluster.pass(MINUTE / 4);
    cluster.lose(short);
    cluster.pass(MINUTE / 4);
    await sink.apply(cluster.look(false));
    cluster.pass(MINUTE);
    cluster.lose(chat);
    await sink.apply(cluster.look(true));

    const window = { from: at(0), to: at(6 * MINUTE) };
    const cost = tallyOf(
      await ledger.readLedger(window),
      { window },
      ({ dimensions }) => dimensions.podUid ?? dimensions.bucket,
    );
    // The hour of eight GPUs costs 55.04; of 48 GPU minutes 2 and 1/4 are held.
    const micros = (gpuQuarterMinutes: number) =>
      plain([
        [
          '',
          {
            numerator: BigInt(gpuQuarterMinutes) * 55_040_000n,
            denominator: 8n * 240n,
          },
        ],
      ])[''];
    expect(moneyOf(cost)).toEqual({
      'pod-support-chat-0': micros(8),
      'pod-support-short-0': micros(1),
      idle: micros(6 * 8 * 4 - 9),
    });
  });

  it('has every hold from its binding to its end, whenever anybody looked and whoever recorded', async () => {
    const { db, begin, read } = await watch();
    await fc.assert(
      fc.asyncProperty(
        fc.array(happening, { minLength: 5, maxLength: 25 }),
        async happenings => {
          for (const table of [
            'ledger_nodes',
            'ledger_allocations',
            'ledger_batches',
            'ledger_clusters',
            'ledger_spans',
          ]) {
            await db(table).delete();
          }
          const cluster = ledgerOf();
          let sink = begin();
          let schedulable = true;
          const lives: { name: string; from: number; to: number | null }[] = [];
          const cordons: { from: number; schedulable: boolean }[] = [
            { from: NOW, schedulable },
          ];
          cluster.see(node());
          await sink.apply(cluster.look(true));

          for (const { seconds, what } of happenings) {
            cluster.pass((seconds + 1) * 1_000);
            const now = cluster.now() - NOW;
            const open = lives.find(({ to }) => to === null);
            switch (what) {
              case 'bind': {
                const name = `chat-${lives.length}`;
                cluster.see(bound(name, now));
                lives.push({ name, from: at(now), to: null });
                break;
              }
              case 'delete':
                if (open) {
                  cluster.lose(bound(open.name, open.from - NOW));
                  open.to = at(now);
                }
                break;
              case 'cordon':
                schedulable = !schedulable;
                cordons.push({ from: at(now), schedulable });
                cluster.see(
                  node('gpu-1', { spec: { unschedulable: !schedulable } }),
                );
                break;
              case 'other replica':
                sink = begin();
                await sink.apply(cluster.look(true));
                break;
              default:
                await sink.apply(cluster.look(what === 'complete look'));
            }
          }
          cluster.pass(1_000);
          await sink.apply(cluster.look(true));

          const { allocations, nodes } = await read();
          expect(
            allocations
              .map(({ podUid, from, to }) => ({ podUid, from, to }))
              .sort((a, b) => a.from - b.from),
          ).toEqual(
            lives.map(({ name, from, to }) => ({
              podUid: `pod-support-${name}`,
              from,
              to,
            })),
          );
          expect(
            nodes
              .map(({ from, to, schedulable: can }) => ({ from, to, can }))
              .sort((a, b) => a.from - b.from),
          ).toEqual(
            cordons.map(({ from, schedulable: can }, index) => ({
              from,
              to: cordons[index + 1]?.from ?? null,
              can,
            })),
          );
        },
      ),
      { numRuns: databaseId === 'SQLITE_3' ? 60 : 12 },
    );
  });

  it('keeps the price and the parts of a node as its labels and annotations tell them', async () => {
    const { begin, read } = await watch();
    const cluster = ledgerOf();
    const made = gpuNode('gpu-1', {
      capacity: { 'nvidia.com/gpu.shared': '24' },
      labels: {
        'nvidia.com/gpu.replicas': '3',
        'nvidia.com/gpu.sharing-strategy': 'time-slicing',
        'node.kubernetes.io/instance-type': 'p5.48xlarge',
      },
    });
    cluster.see({
      ...made,
      metadata: {
        ...made.metadata,
        annotations: { 'inference-portal/price-per-hour': 'EUR 98.32' },
      },
    });
    await begin().apply(cluster.look(true));
    expect((await read()).nodes).toMatchObject([
      {
        physicalGpus: 8,
        instanceType: 'p5.48xlarge',
        statedPrice: { currency: 'EUR', perNodeHour: 98_320_000 },
      },
    ]);
  });
});
