import type {
  CoreV1EventList,
  V1Pod,
  V1PodList,
  V1PodSpec,
} from '@kubernetes/client-node';
import type { ContractCluster } from '../cluster/ContractCluster';
import { paths, vllmContainer, vllmDeployment } from '../cluster/fixtures';
import { gpuNodeShapes, shapedGpuNode } from '../cluster/gpuNodeShapes';
import { ok } from '../cluster/KubeHttp';
import { openCluster } from '../cluster/openCluster';
import { until } from '../cluster/until';
import { Observation } from '../product/Observation';

const shapes = Object.entries(gpuNodeShapes);
const nodeOf = (shape: string) => `gpu-${shape.toLowerCase()}`;
let cluster: ContractCluster;
let observation: Observation;
let namespace: string;
beforeAll(async () => {
  cluster = await openCluster();
  for (const [index, [name, shape]] of shapes.entries()) {
    ok(
      await cluster.kube.create(
        paths.nodes(),
        shapedGpuNode(nodeOf(name), shape, {
          zone: index % 2 === 0 ? 'us-east-1a' : 'us-east-1b',
          spot: name === 'timeSliced',
        }),
      ),
    );
  }
  observation = await Observation.begin(cluster.productAccess);
});
beforeEach(async () => {
  namespace = await cluster.createNamespace();
});
afterEach(async () => {
  // The GPUs are needed by the next test.
  ok(await cluster.kube.remove(paths.deployments(namespace)));
  await until('the pods to be gone', async () => (await pods()).length === 0);
});
afterAll(async () => {
  await observation?.stop();
  await cluster?.close();
});

const pods = async (): Promise<V1Pod[]> =>
  ok(await cluster.kube.get<V1PodList>(paths.pods(namespace))).items;

/** A server of `replicas` pods that each ask for `count` of a resource. */
async function serve(
  resource: string,
  {
    count = 1,
    replicas = 1,
    nodeSelector,
  }: {
    count?: number;
    replicas?: number;
    nodeSelector?: V1PodSpec['nodeSelector'];
  } = {},
): Promise<void> {
  const deployment = vllmDeployment({
    name: 'chat',
    namespace,
    replicas,
    container: {
      ...vllmContainer(),
      resources: { limits: { [resource]: String(count) } },
    },
  });
  const template = deployment.spec?.template;
  ok(
    await cluster.kube.create(paths.deployments(namespace), {
      ...deployment,
      spec: {
        ...deployment.spec,
        template: { ...template, spec: { ...template?.spec, nodeSelector } },
      },
    }),
  );
}

/** What is observed once so many pods are ready and so many wait. */
const observed = (ready: number, waiting = 0) =>
  until(`${ready} ready and ${waiting} waiting pods`, async () => {
    const seen = observation.find(namespace, 'chat')?.server;
    const bound = seen?.pods.filter(({ node }) => node !== null).length;
    return (
      seen?.replicas.ready === ready &&
      bound === ready &&
      seen.pods.length === ready + waiting &&
      seen
    );
  }).catch(error => {
    const seen = observation.find(namespace, 'chat')?.server;
    throw new Error(`${error}; it is ${JSON.stringify(seen)}`);
  });

const totals = () =>
  observation.batches
    .map(({ capacity }) => capacity)
    .filter(capacity => capacity !== null)
    .at(-1);
const held = (product: string, cards: number) =>
  until(`${cards} cards of ${product} to be held`, async () => {
    const total = totals()?.find(each => each.product === product);
    return Math.abs((total?.heldByServers ?? 0) - cards) < 1e-6;
  }).catch(error => {
    throw new Error(`${error}; there is ${JSON.stringify(totals())}`);
  });

describe('GPU nodes', () => {
  it('count as the physical cards that they have, however these are shared', async () => {
    await until('all nodes in the totals', async () => totals()?.length === 4);
    expect(totals()?.map(each => [each.product, each.capacity])).toEqual([
      ['A100-80GB', 4],
      ['H100', 8],
      ['L4', 1],
      ['L40S', 4],
    ]);
  });

  it.each([
    ['whole cards', 'whole', 'nvidia.com/gpu', 2, 2],
    [
      'MIG slices of their own resource',
      'migMixed',
      'nvidia.com/mig-1g.10gb',
      2,
      2 / 8,
    ],
    [
      'MIG slices under the plain resource',
      'migSingle',
      'nvidia.com/gpu',
      1,
      1 / 2,
    ],
    [
      'time slices under the plain resource',
      'timeSliced',
      'nvidia.com/gpu',
      1,
      1 / 4,
    ],
    [
      'time slices of their own resource',
      'timeSlicedRenamed',
      'nvidia.com/gpu.shared',
      3,
      3 / 10,
    ],
  ] as const)(
    'of %s take pods as the fraction of a card that these hold',
    async (_title, shape, resource, count, cards) => {
      await serve(resource, {
        count,
        replicas: 2,
        nodeSelector: {
          'nvidia.com/gpu.product': gpuNodeShapes[shape].product,
        },
      });
      const { gpus, pods: seen } = await observed(2);
      expect(seen.map(({ node }) => node)).toEqual([
        nodeOf(shape),
        nodeOf(shape),
      ]);
      expect(gpus.perReplica).toBeCloseTo(cards, 9);
      expect(gpus.held).toBeCloseTo(2 * cards, 9);
      expect(gpus.requests).toEqual([{ resource, count }]);
      expect(gpus.shared).toBe(shape !== 'whole');
      await held(String(gpus.product), 2 * cards);
    },
  );

  it.each([
    ['nvidia.com/mig-1g.10gb', 'migMixed', 5, 2],
    ['nvidia.com/gpu.shared', 'timeSlicedRenamed', 4, 2],
  ] as const)(
    'take no more of %s than there are, and the rest waits',
    async (resource, shape, count, fitting) => {
      await serve(resource, { count, replicas: 3 });
      const { gpus, pods: seen } = await observed(fitting, 1);
      const placed = seen.filter(({ node }) => node !== null);
      expect(new Set(placed.map(({ node }) => node))).toEqual(
        new Set([nodeOf(shape)]),
      );
      const [each] = placed;
      expect(gpus.held).toBeCloseTo(fitting * Number(each?.gpus), 9);
      const message = `0/5 nodes are available: 5 Insufficient ${resource}. no new claims to deallocate, preemption: 0/5 nodes are available: 1 No preemption victims found for incoming pod, 4 Preemption is not helpful for scheduling.`;
      const stuck = await until('the waiting pod', async () =>
        (await pods()).find(({ spec }) => spec?.nodeName === undefined),
      );
      expect(stuck.status).toMatchObject({
        phase: 'Pending',
        conditions: [
          {
            type: 'PodScheduled',
            status: 'False',
            reason: 'Unschedulable',
            message,
          },
        ],
      });
      const event = await until('the event', async () =>
        ok(
          await cluster.kube.get<CoreV1EventList>(paths.events(namespace)),
        ).items.find(({ reason }) => reason === 'FailedScheduling'),
      );
      expect(event).toMatchObject({ type: 'Warning', message });
    },
  );

  it('are chosen by zone, instance type and market', async () => {
    await serve('nvidia.com/gpu', {
      nodeSelector: {
        'topology.kubernetes.io/zone': 'us-east-1b',
        'node.kubernetes.io/instance-type': 'g6e.48xlarge',
        'karpenter.sh/capacity-type': 'spot',
      },
    });
    const { pods: seen } = await observed(1);
    expect(seen).toMatchObject([{ node: nodeOf('timeSliced'), gpus: 1 / 4 }]);
  });

  it('that offer none of a plain resource take none of its pods', async () => {
    await serve('nvidia.com/gpu', {
      nodeSelector: {
        'nvidia.com/gpu.product': gpuNodeShapes.migMixed.product,
      },
    });
    await observed(0, 1);
    const stuck = await until('the verdict', async () =>
      (await pods())
        .flatMap(({ status }) => status?.conditions ?? [])
        .find(({ reason }) => reason === 'Unschedulable'),
    );
    expect(stuck.message).toContain(
      "0/5 nodes are available: 1 Insufficient nvidia.com/gpu, 4 node(s) didn't match Pod's node affinity/selector.",
    );
  });
});
