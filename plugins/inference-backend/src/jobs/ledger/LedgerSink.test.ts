import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type {
  AllocationInterval,
  NodeInterval,
} from '../../decide/cost/ledger';
import type { LedgerLook } from '../../observe/clusters/types';
import {
  DATABASE_IDS,
  openStores,
} from '../../record/__testUtils__/openStores';
import { KnexLedgerStore } from '../../record/ledger/KnexLedgerStore';
import type { Fence } from '../../record/leases/LeaseStore';
import type { InstantMs } from '../../types';
import { LedgerSink } from './LedgerSink';

jest.setTimeout(60_000);

const DAY = 86_400_000;
const T = Date.UTC(2026, 10, 20, 12);
const at = (ms: number) => (T + ms) as InstantMs;

const node: NodeInterval = {
  uid: 'n1',
  cluster: 'eu-west',
  name: 'gpu-1',
  gpuProduct: 'H100',
  physicalGpus: 8,
  instanceType: 'p5.48xlarge',
  region: null,
  capacityType: 'on-demand',
  schedulable: true,
  statedPrice: { currency: 'USD', perNodeHour: 98_320_000 },
  from: at(-30 * DAY),
  to: null,
  quality: 'observed',
};
const hold: AllocationInterval = {
  podUid: 'p1',
  container: 'engine',
  nodeUid: 'n1',
  cluster: 'eu-west',
  namespace: 'support',
  podName: 'chat-0',
  resource: 'nvidia.com/gpu',
  units: 1,
  weight: { numerator: 1, denominator: 1 },
  serverId: 'ms1',
  labels: {},
  from: at(-2 * DAY),
  to: null,
  quality: 'observed',
};

function look(ms: number, changes: Partial<LedgerLook> = {}): LedgerLook {
  return {
    cluster: 'eu-west',
    observedAt: at(ms),
    complete: true,
    nodes: [node],
    allocations: [hold],
    namespaces: [],
    ...changes,
  };
}

describe.each(
  TestDatabases.create({ ids: [...DATABASE_IDS] }).eachSupportedId(),
)('LedgerSink on %s', databaseId => {
  const databases = TestDatabases.create({ ids: [...DATABASE_IDS] });
  let ledger: KnexLedgerStore;
  let fence: Fence;

  beforeEach(async () => {
    const stores = await openStores(databases, databaseId);
    ledger = await KnexLedgerStore.create({
      database: mockServices.database({ knex: stores.db }),
      timezones: ['UTC'],
    });
    fence = stores.fence;
  });

  const start = () =>
    new LedgerSink(
      {
        ledger,
        ownership: { noteNamespaces: () => undefined },
        backfillMs: 7 * DAY,
      },
      fence,
    );
  const read = () =>
    ledger.readLedger({ from: at(-60 * DAY), to: at(60 * DAY) });

  it('takes a node as known from the first look on, and the week before as unobserved', async () => {
    await start().apply(look(0));
    const { nodes, allocations, unobserved } = await read();
    expect(nodes).toMatchObject([{ from: at(0), to: null }]);
    // The cluster itself tells since when the pod is bound.
    expect(allocations).toMatchObject([{ from: hold.from, to: null }]);
    expect(unobserved).toEqual([
      { cluster: 'eu-west', from: at(-7 * DAY), to: at(0) },
    ]);
  });

  it('goes on with the recorded intervals after a restart', async () => {
    await start().apply(look(0));
    const again = start();
    await again.apply(look(60_000));
    await again.apply(
      look(120_000, {
        complete: false,
        nodes: [{ ...node, to: at(120_000) }],
        allocations: [{ ...hold, to: at(110_000) }],
      }),
    );
    const { nodes, allocations, unobserved } = await read();
    expect(nodes).toMatchObject([{ from: at(0), to: at(120_000) }]);
    expect(allocations).toMatchObject([{ from: hold.from, to: at(110_000) }]);
    expect(unobserved).toHaveLength(1);
  });

  it('declares the time in which nobody watched', async () => {
    await start().apply(look(0));
    await start().apply(look(3 * 3_600_000));
    expect((await read()).unobserved).toEqual([
      { cluster: 'eu-west', from: at(-7 * DAY), to: at(3 * 3_600_000) },
    ]);
  });

  it('declares a break of its own watch, but not the pause between two looks', async () => {
    const sink = start();
    await sink.apply(look(0));
    await sink.apply(look(30_000, { complete: false, nodes: [] }));
    await sink.apply(look(15 * 60_000));
    expect((await read()).unobserved).toEqual([
      { cluster: 'eu-west', from: at(-7 * DAY), to: at(0) },
      { cluster: 'eu-west', from: at(30_000), to: at(15 * 60_000) },
    ]);
  });

  it('begins anew with a node that changed while nobody watched', async () => {
    await start().apply(look(0));
    await start().apply(
      look(60_000, { nodes: [{ ...node, schedulable: false }] }),
    );
    expect((await read()).nodes).toMatchObject([
      { schedulable: false, from: at(0), to: null },
    ]);
  });

  it('takes what looks as recorded for a later interval once it was something else in between', async () => {
    await start().apply(look(0));
    const again = start();
    await again.apply(look(30_000));
    const one = { numerator: 1, denominator: 2 };
    await again.apply(
      look(60_000, {
        nodes: [
          { ...node, to: at(40_000) },
          { ...node, schedulable: false, from: at(40_000), to: at(50_000) },
          { ...node, from: at(50_000) },
        ],
        allocations: [
          { ...hold, to: at(41_000) },
          { ...hold, weight: one, from: at(41_000), to: at(51_000) },
          { ...hold, from: at(51_000) },
        ],
      }),
    );
    const { nodes, allocations } = await read();
    const byBeginning = (a: { from: number }, b: { from: number }) =>
      a.from - b.from;
    expect([...nodes].sort(byBeginning)).toMatchObject([
      { from: at(0), to: at(40_000) },
      { from: at(40_000), to: at(50_000), schedulable: false },
      { from: at(50_000), to: null },
    ]);
    expect([...allocations].sort(byBeginning)).toMatchObject([
      { from: hold.from, to: at(41_000) },
      { from: at(41_000), to: at(51_000), weight: one },
      { from: at(51_000), to: null },
    ]);
  });

  it('ends what a complete look lacks', async () => {
    await start().apply(look(0));
    await start().apply(look(30_000, { allocations: [] }));
    expect((await read()).allocations).toMatchObject([{ to: at(0) }]);
  });
});
