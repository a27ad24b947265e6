import type {
  V1ControllerRevisionList,
  V1PodList,
  V1StatefulSet,
} from '@kubernetes/client-node';
import type { ContractCluster } from '../cluster/ContractCluster';
import { gpuNode, paths, vllmStatefulSet } from '../cluster/fixtures';
import { ok } from '../cluster/KubeHttp';
import { openCluster } from '../cluster/openCluster';
import { until } from '../cluster/until';

let cluster: ContractCluster;
let namespace: string;
beforeAll(async () => {
  cluster = await openCluster();
  ok(await cluster.kube.create(paths.nodes(), gpuNode('gpu-a')));
});
beforeEach(async () => {
  namespace = await cluster.createNamespace();
});
afterEach(async () => {
  // The GPUs are needed by the next test.
  ok(await cluster.kube.remove(paths.statefulSets(namespace)));
});
afterAll(() => cluster?.close());

const path = () => paths.statefulSets(namespace, 'llama');
const create = async (replicas: number) =>
  ok(
    await cluster.kube.create<V1StatefulSet>(
      paths.statefulSets(namespace),
      vllmStatefulSet({ name: 'llama', namespace, replicas }),
    ),
  );
const setImage = async (image: string) =>
  ok(
    await cluster.kube.patch<V1StatefulSet>('strategic', path(), {
      spec: { template: { spec: { containers: [{ name: 'vllm', image }] } } },
    }),
  );
const pods = async () =>
  ok(await cluster.kube.get<V1PodList>(paths.pods(namespace))).items;
const revisions = async () =>
  ok(
    await cluster.kube.get<V1ControllerRevisionList>(
      paths.controllerRevisions(namespace),
    ),
  ).items.sort((a, b) => a.revision - b.revision);

const rolledOut = (generation: number) =>
  until(`generation ${generation} to be rolled out`, async () => {
    const set = ok(await cluster.kube.get<V1StatefulSet>(path()));
    const { spec, status } = set;
    return (
      status?.observedGeneration === generation &&
      status.currentRevision === status.updateRevision &&
      (status.readyReplicas ?? 0) === spec?.replicas &&
      status.replicas === spec?.replicas &&
      set
    );
  });

describe('a StatefulSet', () => {
  it('makes pods with numbers, one after the other', async () => {
    await create(3);
    const { status } = await rolledOut(1);
    const all = await pods();
    expect(all.map(({ metadata }) => metadata?.name)).toEqual([
      'llama-0',
      'llama-1',
      'llama-2',
    ]);
    expect(all[1]?.metadata?.labels).toMatchObject({
      app: 'llama',
      'apps.kubernetes.io/pod-index': '1',
      'controller-revision-hash': status?.updateRevision,
      'statefulset.kubernetes.io/pod-name': 'llama-1',
    });
    expect(all[1]?.spec).toMatchObject({
      hostname: 'llama-1',
      subdomain: 'llama',
    });
    expect(status).toMatchObject({
      replicas: 3,
      readyReplicas: 3,
      currentReplicas: 3,
      updatedReplicas: 3,
      availableReplicas: 3,
      collisionCount: 0,
    });
  });

  it('keeps each template as a ControllerRevision', async () => {
    await create(1);
    await rolledOut(1);
    await setImage('vllm/vllm-openai:v0.31.0');
    const { status } = await rolledOut(2);
    const all = await revisions();
    expect(all.map(({ revision }) => revision)).toEqual([1, 2]);
    expect(all[1]?.metadata?.name).toBe(status?.updateRevision);
    expect(all[0]).toMatchObject({
      metadata: {
        labels: { app: 'llama' },
        ownerReferences: [
          { kind: 'StatefulSet', name: 'llama', controller: true },
        ],
      },
      data: {
        spec: {
          template: {
            $patch: 'replace',
            spec: {
              containers: [{ name: 'vllm', image: 'vllm/vllm-openai:v0.30.0' }],
            },
          },
        },
      },
    });
  });

  it('gives an old template that comes back the next number', async () => {
    await create(1);
    await rolledOut(1);
    const [first] = await revisions();
    await setImage('vllm/vllm-openai:v0.31.0');
    await rolledOut(2);
    await setImage('vllm/vllm-openai:v0.30.0');
    await rolledOut(3);
    const all = await revisions();
    expect(all.map(({ revision }) => revision)).toEqual([2, 3]);
    expect(all[1]?.metadata?.name).toBe(first?.metadata?.name);
  });

  it('updates only pods from its partition on', async () => {
    await create(2);
    await rolledOut(1);
    ok(
      await cluster.kube.patch('merge', path(), {
        spec: { updateStrategy: { rollingUpdate: { partition: 1 } } },
      }),
    );
    await setImage('vllm/vllm-openai:v0.31.0');
    await until('the second pod to be updated', async () => {
      const [, second] = await pods();
      return (
        second?.spec?.containers[0]?.image === 'vllm/vllm-openai:v0.31.0' &&
        second.status?.phase === 'Running'
      );
    });
    const [first] = await pods();
    expect(first?.spec?.containers[0]?.image).toBe('vllm/vllm-openai:v0.30.0');
  });

  it('makes a deleted pod again under its name', async () => {
    await create(1);
    await rolledOut(1);
    const [before] = await pods();
    ok(await cluster.kube.remove(paths.pods(namespace, 'llama-0')));
    await until('the pod to come again', async () => {
      const [after] = await pods();
      return (
        after !== undefined &&
        after.metadata?.uid !== before?.metadata?.uid &&
        after.status?.phase === 'Running'
      );
    });
  });

  it('scales down from the highest number', async () => {
    await create(3);
    await rolledOut(1);
    ok(
      await cluster.kube.patch('merge', `${path()}/scale`, {
        spec: { replicas: 1 },
      }),
    );
    await until('two pods to be gone', async () => (await pods()).length === 1);
    expect((await pods())[0]?.metadata?.name).toBe('llama-0');
  });
});
