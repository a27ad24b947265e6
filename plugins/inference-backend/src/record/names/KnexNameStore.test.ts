import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type {
  AllocationInterval,
  NodeInterval,
} from '../../decide/cost/ledger';
import { KnexLedgerStore } from '../ledger/KnexLedgerStore';
import { at, batch, observation } from '../__testUtils__/observations';
import { DATABASE_IDS, openStores } from '../__testUtils__/openStores';
import { KnexNameStore } from './KnexNameStore';

jest.setTimeout(60_000);

const NODE: NodeInterval = {
  uid: 'uid-gpu-a',
  cluster: 'eu-west',
  name: 'gpu-a',
  gpuProduct: 'H100',
  physicalGpus: 8,
  instanceType: null,
  region: null,
  capacityType: 'on-prem',
  schedulable: true,
  statedPrice: null,
  quality: 'observed',
  from: at(1_000),
  to: at(2_000),
};
const POD: AllocationInterval = {
  podUid: 'uid-chat-0',
  container: 'engine',
  nodeUid: 'uid-gpu-a',
  cluster: 'eu-west',
  namespace: 'support',
  podName: 'chat-0',
  resource: 'nvidia.com/gpu',
  units: 1,
  weight: { numerator: 1, denominator: 1 },
  serverId: null,
  labels: {},
  quality: 'observed',
  from: at(1_000),
  to: at(2_000),
};

describe.each(
  TestDatabases.create({ ids: [...DATABASE_IDS] }).eachSupportedId(),
)('KnexNameStore on %s', databaseId => {
  const databases = TestDatabases.create({ ids: [...DATABASE_IDS] });

  it('tells the names of servers, nodes and pods, gone ones among them, and leaves out what it does not know', async () => {
    const { db, apply, leaseOf } = await openStores(databases, databaseId);
    const database = mockServices.database({ knex: db });
    const server = observation({ name: 'chat' });
    await apply(batch(1_000, [server]));
    const ledger = await KnexLedgerStore.create({ database, timezones: [] });
    await ledger.applyBatch(
      {
        cluster: 'eu-west',
        observedAt: at(3_000),
        complete: true,
        nodes: [NODE],
        allocations: [POD],
      },
      await leaseOf('eu-west'),
    );
    const names = await KnexNameStore.create({ database });
    expect([
      ...(await names.serverNames([server.server.id, 'unknown'])),
    ]).toEqual([[server.server.id, `${server.key.namespace}/chat`]]);
    expect([...(await names.nodeNames([NODE.uid, NODE.uid, 'x']))]).toEqual([
      [NODE.uid, 'gpu-a'],
    ]);
    expect([...(await names.podNames([POD.podUid, 'x']))]).toEqual([
      [POD.podUid, 'support/chat-0'],
    ]);
  });

  it('takes more ids than fit into one question', async () => {
    const { db } = await openStores(databases, databaseId);
    const database = mockServices.database({ knex: db });
    const names = await KnexNameStore.create({ database });
    const many = Array.from({ length: 40_000 }, (_, index) => `id-${index}`);
    expect((await names.serverNames(many)).size).toBe(0);
  });
});
