import type { V1Deployment, V1PodList } from '@kubernetes/client-node';
import type { ContractCluster } from '../cluster/ContractCluster';
import { describeWithCrds } from '../cluster/environment';
import {
  gpuNode,
  paths,
  vllmContainer,
  vllmDeployment,
  vllmStatefulSet,
} from '../cluster/fixtures';
import { ok } from '../cluster/KubeHttp';
import { openCluster } from '../cluster/openCluster';
import { until } from '../cluster/until';
import { Observation } from './Observation';
import { Stopwatch } from './Stopwatch';

const NODES = 4;
const FLEET = 20;

let cluster: ContractCluster;
let observation: Observation;
let namespace: string;
let stopwatch: Stopwatch;

const deploymentPath = (name: string) => paths.deployments(namespace, name);
const createDeployment = async (
  name: string,
  options: { replicas?: number; gpus?: number } = {},
) =>
  ok(
    await cluster.kube.create<V1Deployment>(
      paths.deployments(namespace),
      vllmDeployment({
        name,
        namespace,
        replicas: options.replicas ?? 1,
        container: vllmContainer({ gpus: options.gpus ?? 1 }),
      }),
    ),
  );
const setImage = async (name: string, image: string) =>
  ok(
    await cluster.kube.patch('strategic', deploymentPath(name), {
      spec: { template: { spec: { containers: [{ name: 'vllm', image }] } } },
    }),
  );
const found = (name: string) => observation.find(namespace, name);
const isServing = (name: string, ready = 1) => {
  const seen = found(name);
  return (
    seen?.server.state === 'serving' &&
    seen.server.replicas.ready === ready &&
    seen
  );
};
const serving = (name: string, ready = 1) =>
  until(`${name} to be serving`, async () => isServing(name, ready));

beforeAll(async () => {
  cluster = await openCluster();
  stopwatch = new Stopwatch(cluster.kind);
  for (let index = 0; index < NODES; index += 1) {
    ok(await cluster.kube.create(paths.nodes(), gpuNode(`gpu-${index}`)));
  }
  observation = await Observation.begin(cluster.productAccess, {
    notInstalledMs: 500,
  });
});
beforeEach(async () => {
  namespace = await cluster.createNamespace('team');
});
afterEach(async () => {
  // The GPUs are needed by the next test.
  ok(await cluster.kube.remove(paths.deployments(namespace)));
  ok(await cluster.kube.remove(paths.statefulSets(namespace)));
  ok(await cluster.kube.remove(paths.pods(namespace)));
  await until(
    'the pods to be gone',
    async () =>
      ok(await cluster.kube.get<V1PodList>(paths.pods(namespace))).items
        .length === 0,
  );
});
afterAll(async () => {
  await observation?.stop();
  stopwatch?.print();
  await cluster?.close();
});

describe('the product', () => {
  it('sees a fleet of servers with models, GPUs and health', async () => {
    await stopwatch.measure(
      `${FLEET} servers`,
      () =>
        Promise.all(
          Array.from({ length: FLEET }, (_, index) =>
            createDeployment(`server-${String(index).padStart(2, '0')}`),
          ),
        ),
      () => observation.list(namespace).length === FLEET,
    );
    await until('all of them to be serving', async () =>
      observation.list(namespace).every(
        // The pods are ready a moment before their Deployment says so.
        ({ server }) =>
          server.state === 'serving' && server.replicas.ready === 1,
      ),
    );
    expect(found('server-07')?.server).toMatchObject({
      cluster: 'contract',
      kind: 'Deployment',
      apiVersion: 'apps/v1',
      state: 'serving',
      model: { id: 'meta-llama/Llama-3.1-8B-Instruct' },
      runtime: { name: 'vllm', version: '0.30.0' },
      gpus: { perReplica: 1, held: 1, shared: false },
      replicas: { desired: 1, ready: 1, updated: 1 },
      warnings: [],
      pods: [{ phase: 'Running', ready: true, gpus: 1 }],
    });
    expect(found('server-07')?.server.gpus.product).toMatch(/H100/);
    expect(found('server-07')?.current.changedBy).toMatch(/contract-suite/);
  });

  it('sees the GPUs of the nodes', async () => {
    const totals = observation.batches
      .map(({ capacity }) => capacity)
      .filter(capacity => capacity !== null)
      .at(-1);
    expect(totals).toContainEqual(
      expect.objectContaining({ product: 'H100', capacity: NODES * 8 }),
    );
  });

  it('sees StatefulSets and bare pods, and leaves pods of others alone', async () => {
    ok(
      await cluster.kube.create(
        paths.statefulSets(namespace),
        vllmStatefulSet({ name: 'ranked', namespace, replicas: 2 }),
      ),
    );
    ok(
      await cluster.kube.create(paths.pods(namespace), {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'bare', namespace },
        spec: { containers: [vllmContainer()] },
      }),
    );
    await serving('ranked', 2);
    await serving('bare');
    expect(
      observation.list(namespace).map(({ key }) => `${key.kind} ${key.name}`),
    ).toEqual(['Pod bare', 'StatefulSet ranked']);
  });

  it('sees a rollout from its specification to the last pod', async () => {
    await createDeployment('llama', { replicas: 2 });
    const before = await serving('llama', 2);
    const after = await stopwatch.measure(
      'a changed image',
      () => setImage('llama', 'vllm/vllm-openai:v0.31.0'),
      () => {
        const seen = found('llama');
        return (
          seen !== undefined &&
          seen.current.specHash !== before.current.specHash &&
          seen
        );
      },
    );
    expect(after.server.runtime.version).toBe('0.31.0');
    const done = await until('the rollout to end', async () => {
      const seen = found('llama');
      return (
        seen?.current.clusterRevision === '2' &&
        seen.server.replicas.updated === 2 &&
        seen.server.state === 'serving' &&
        seen.server.pods.length === 2 &&
        seen
      );
    });
    expect(
      done.remembered.map(({ clusterRevision, images }) => [
        clusterRevision,
        images.map(({ reference }) => reference),
      ]),
    ).toEqual([['1', ['vllm/vllm-openai:v0.30.0']]]);
    expect(done.remembered[0]?.specHash).toBe(before.current.specHash);
  });

  it('sees a rollback as the old specification in a new revision', async () => {
    await createDeployment('llama');
    const first = await serving('llama');
    await setImage('llama', 'vllm/vllm-openai:v0.31.0');
    await until(
      'revision 2',
      async () => found('llama')?.current.clusterRevision === '2',
    );
    await setImage('llama', 'vllm/vllm-openai:v0.30.0');
    const back = await until('revision 3', async () => {
      const seen = found('llama');
      return seen?.current.clusterRevision === '3' && seen;
    });
    expect(back.current.specHash).toBe(first.current.specHash);
    expect(back.current.startedAt).toBeGreaterThanOrEqual(
      first.current.startedAt,
    );
    // The ReplicaSet of the first time is the one of the third, and carries its number.
    await until('what the cluster remembers', async () => {
      const numbers = found('llama')?.remembered.map(
        ({ clusterRevision }) => clusterRevision,
      );
      return numbers?.includes('2') && !numbers.includes('1');
    });
  });

  it('sees a scale, which is no new specification', async () => {
    await createDeployment('llama');
    const before = await serving('llama');
    const after = await stopwatch.measure(
      'a scale',
      async () =>
        ok(
          await cluster.kube.patch(
            'merge',
            `${deploymentPath('llama')}/scale`,
            { spec: { replicas: 3 } },
          ),
        ),
      () => {
        const seen = found('llama');
        return seen?.server.replicas.desired === 3 && seen;
      },
    );
    expect(after.current.specHash).toBe(before.current.specHash);
    const ready = await serving('llama', 3);
    expect(ready.server.gpus.held).toBe(3);
    await stopwatch.measure(
      'a scale to nothing',
      async () =>
        ok(
          await cluster.kube.patch(
            'merge',
            `${deploymentPath('llama')}/scale`,
            { spec: { replicas: 0 } },
          ),
        ),
      () => found('llama')?.server.state === 'scaled-to-zero',
    );
  });

  it('sees a deletion, and a server of the same name as the same server with another uid', async () => {
    await createDeployment('llama');
    const before = await serving('llama');
    await stopwatch.measure(
      'a deletion',
      async () => ok(await cluster.kube.remove(deploymentPath('llama'))),
      () => found('llama') === undefined,
    );
    const created = await stopwatch.measure(
      'a server made again',
      () => createDeployment('llama'),
      () => found('llama'),
    );
    expect(created.server.id).toBe(before.server.id);
    expect(created.server.uid).not.toBe(before.server.uid);
    await serving('llama');
  });

  it('sees why a server waits for GPUs, in the words of the scheduler', async () => {
    await createDeployment('huge', { gpus: 16 });
    const seen = await until('the server to be pending', async () => {
      const server = found('huge')?.server;
      return (
        server?.state === 'pending' && server.stateReason !== null && server
      );
    });
    expect(seen.stateReason).toMatch(/4 Insufficient nvidia\.com\/gpu/);
    expect(seen.gpus.held).toBe(0);
    expect(seen.pods).toMatchObject([{ node: null, phase: 'Pending' }]);
  });

  it('reads the revisions that the cluster remembers from before it looked', async () => {
    await createDeployment('llama');
    await serving('llama');
    for (const version of ['v0.31.0', 'v0.32.0']) {
      await setImage('llama', `vllm/vllm-openai:${version}`);
      await until(`${version} to be rolled out`, async () => {
        const { server } = found('llama') ?? {};
        return (
          server?.runtime.version === version.slice(1) &&
          server.state === 'serving' &&
          server.replicas.updated === 1
        );
      });
    }
    const late = await Observation.begin(cluster.productAccess);
    try {
      const seen = late.find(namespace, 'llama');
      expect(
        seen?.remembered.map(({ clusterRevision, images }) => [
          clusterRevision,
          images[0]?.reference,
        ]),
      ).toEqual([
        ['1', 'vllm/vllm-openai:v0.30.0'],
        ['2', 'vllm/vllm-openai:v0.31.0'],
      ]);
      expect(seen?.current.clusterRevision).toBe('3');
      expect(seen?.current.specHash).toBe(found('llama')?.current.specHash);
    } finally {
      await late.stop();
    }
  });

  it('loses nothing when the cluster forgets its history', async () => {
    await createDeployment('llama');
    const before = await serving('llama');
    // On the real cluster the API server is away for seconds meanwhile, and the
    // controllers come back later than the product: only the specification counts.
    await cluster.forgetHistory();
    await setImage('llama', 'vllm/vllm-openai:v0.31.0');
    const began = performance.now();
    const batches = observation.batches.length;
    const after = await until('the change to be seen', async () => {
      const seen = found('llama');
      return seen?.server.runtime.version === '0.31.0' && seen;
    });
    stopwatch.note('a change after the history was forgotten', began);
    expect(after.server.id).toBe(before.server.id);
    expect(observation.list(namespace)).toHaveLength(1);
    await observation.healthy();
    stopwatch.note('good health after that', began);
    expect(
      observation.batches.slice(batches).flatMap(({ removed }) => removed),
    ).toEqual([]);
  });

  it('calls the cluster healthy and names its release', async () => {
    expect(await observation.healthy()).toMatchObject({
      version: 'v1.36.3',
      issues: [],
    });
  });
});

describeWithCrds('a kind that is installed later', () => {
  it('is observed from then on, and gone when it is uninstalled', async () => {
    const crd = 'leaderworkersets.leaderworkerset.x-k8s.io';
    const status = () =>
      observation.source?.resources.find(({ resource }) =>
        resource.endsWith('/leaderworkersets'),
      )?.status;
    await cluster.uninstallCrd(crd);
    await until(
      'the kind to be missing',
      async () => status() === 'not-installed',
    );
    await cluster.installCrd(crd);
    const collection = `/apis/leaderworkerset.x-k8s.io/v1/namespaces/${namespace}/leaderworkersets`;
    await stopwatch.measure(
      'a server of a kind that was just installed',
      async () =>
        ok(
          await cluster.kube.create(collection, {
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
          }),
        ),
      () => found('deepseek')?.key.kind === 'LeaderWorkerSet',
    );
    await until('the kind to be watched', async () => status() === 'watching');
    await cluster.uninstallCrd(crd);
    await until(
      'the server to be gone with its kind',
      async () => found('deepseek') === undefined,
    );
  });
});
