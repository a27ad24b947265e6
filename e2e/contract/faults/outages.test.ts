import { TestDatabases } from '@backstage/backend-test-utils';
import { openStores } from '../../../plugins/inference-backend/src/record/__testUtils__/openStores';
import { gpuNode, paths, vllmContainer } from '../cluster/fixtures';
import { describeWithCrds } from '../cluster/environment';
import { ok } from '../cluster/KubeHttp';
import { RealCluster } from '../cluster/RealCluster';
import { until } from '../cluster/until';
import { Fleet } from './Fleet';
import { Portal } from './Portal';
import { TcpProxy } from './TcpProxy';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
let cluster: RealCluster;
let network: TcpProxy;
let fleet: Fleet;
let portal: Portal;

const begin = async (
  timings: Parameters<typeof Portal.start>[1]['timings'] = {},
) => {
  const stores = await openStores(databases, 'SQLITE_3');
  fleet = await Fleet.begin(cluster, stores);
  network = await TcpProxy.start(cluster.kube.server);
  for (const name of ['chat', 'embed', 'rerank']) await fleet.create(name);
  portal = await Portal.start(stores, {
    access: network.through(cluster.productAccess),
    timings,
  });
  await portal.healthy();
};

beforeAll(async () => {
  cluster = await RealCluster.open();
  for (const name of ['gpu-0', 'gpu-1']) {
    ok(await cluster.kube.create(paths.nodes(), gpuNode(name)));
  }
});
afterEach(async () => {
  await portal?.stop();
  await network?.stop();
});
afterAll(async () => {
  await cluster?.close();
});

/** Everything that can happen to Deployments, while the product cannot see it. */
async function changeMuch(): Promise<void> {
  await fleet.roll('chat');
  await fleet.roll('chat');
  await fleet.roll('chat');
  await fleet.roll('embed');
  await fleet.remove('rerank');
  await fleet.create('ocr');
  await fleet.roll('ocr');
}

describeWithCrds('a server of a kind that an operator brings', () => {
  it('stays while an API server that just started does not know its kind yet', async () => {
    const crd = 'leaderworkersets.leaderworkerset.x-k8s.io';
    await cluster.installCrd(crd);
    await begin();
    await fleet.adopt('deepseek', 'vllm/vllm-openai:v0.30.0', namespace => ({
      path: `/apis/leaderworkerset.x-k8s.io/v1/namespaces/${namespace}/leaderworkersets`,
      manifest: {
        apiVersion: 'leaderworkerset.x-k8s.io/v1',
        kind: 'LeaderWorkerSet',
        metadata: { name: 'deepseek', namespace },
        spec: {
          replicas: 1,
          leaderWorkerTemplate: {
            size: 2,
            workerTemplate: {
              spec: { containers: [vllmContainer({ gpus: 8 })] },
            },
          },
        },
      },
    }));
    await fleet.recorded(portal);
    await cluster.withoutApiServer();
    await fleet.recorded(portal);
    await cluster.uninstallCrd(crd);
  });
});

describe('the record', () => {
  it('is whole after the API server was killed and changes came before the product was back', async () => {
    await begin();
    await fleet.roll('chat');
    await cluster.withoutApiServer(async () => {
      await portal.complains('unreachable', {
        about: /cannot be reached/,
        status: 'unreachable',
      });
      network.refuse();
    });
    await changeMuch();
    await portal.complains('unreachable');
    network.forward();
    await portal.healthy();
    await fleet.recorded(portal);
  });

  it('is whole after the API server was killed and came back under the eyes of the product', async () => {
    await begin();
    await cluster.withoutApiServer(async () => {
      await portal.complains('unreachable', { about: /cannot be reached/ });
    });
    await changeMuch();
    await portal.healthy();
    await fleet.recorded(portal);
  });

  it('is whole when the cluster has forgotten what the product would go on from', async () => {
    await begin();
    network.refuse();
    await portal.complains('unreachable');
    await changeMuch();
    await cluster.compact();
    await cluster.withoutApiServer();
    await fleet.roll('embed');
    network.forward();
    await portal.healthy();
    await fleet.recorded(portal);
  });

  it('is whole after connections that hung, which the product notices by itself', async () => {
    await begin({
      requestMs: 2_000,
      silenceMs: 6_000,
      watchSeconds: [2, 4],
    });
    network.hang();
    await changeMuch();
    await portal.complains('unreachable', {
      about: /did not answer within/,
      status: 'unreachable',
    });
    network.forward();
    await portal.healthy();
    await fleet.recorded(portal);
  });

  it('knows the roll-back to a version and the return from it that nobody watched', async () => {
    await begin();
    await fleet.roll('chat');
    const [first = ''] = fleet.history('chat');
    await until('the second version to be recorded', async () => {
      const servers = await portal.servers(fleet.namespace);
      return servers.some(
        ({ name, currentRevision }) => name === 'chat' && currentRevision === 2,
      );
    });
    network.refuse();
    await portal.complains('unreachable');
    await fleet.roll('chat', first);
    await fleet.roll('chat', 'vllm/vllm-openai:v0.40.0');
    network.forward();
    await fleet.recorded(portal);
  });
});
