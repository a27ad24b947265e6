import { TestDatabases } from '@backstage/backend-test-utils';
import { LEASE_TTL_MS } from '../../../plugins/inference-backend/src/jobs/observeClusters';
import { openStores } from '../../../plugins/inference-backend/src/record/__testUtils__/openStores';
import { RealCluster } from '../cluster/RealCluster';
import { until } from '../cluster/until';
import { Fleet } from './Fleet';
import { Portal } from './Portal';
import { TcpProxy } from './TcpProxy';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
let cluster: RealCluster;
let network: TcpProxy;
const portals: Portal[] = [];

beforeAll(async () => {
  cluster = await RealCluster.open();
});
afterAll(async () => {
  for (const portal of portals) await portal.stop();
  await network?.stop();
  await cluster?.close();
});

describe('two backends on one database', () => {
  it('record everything once when the one that observes stands still during an outage and comes back after the other took over', async () => {
    const stores = await openStores(databases, 'SQLITE_3');
    const fleet = await Fleet.begin(cluster, stores);
    await fleet.create('chat');
    await fleet.create('rerank');
    network = await TcpProxy.start(cluster.kube.server);
    const access = network.through(cluster.productAccess);
    let aheadMs = 0;
    const now = () => Date.now() + aheadMs;
    const first = await Portal.start(stores, { access, holder: 'first', now });
    portals.push(first);
    const second = await Portal.start(stores, {
      access,
      holder: 'second',
      now,
    });
    portals.push(second);
    await first.healthy();
    const holder = () =>
      stores
        .db('cluster_leases')
        .where({ cluster: 'contract' })
        .first()
        .then(row => row.holder);
    expect(await holder()).toBe('first');

    network.refuse();
    await second.complains('unreachable');
    await fleet.roll('chat');
    await fleet.roll('chat');
    first.freeze();
    network.forward();
    await fleet.roll('chat');
    await fleet.remove('rerank');
    await fleet.create('ocr');
    // So late that nobody else's turn could have renewed the lease.
    aheadMs = 2 * LEASE_TTL_MS;
    await until(
      'the other to take over',
      async () => (await holder()) === 'second',
    );
    await fleet.roll('ocr');
    await second.healthy();
    first.thaw();
    await fleet.roll('chat');
    await fleet.recorded(second);
    expect(await holder()).toBe('second');
  });
});
