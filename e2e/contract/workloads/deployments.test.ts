import type {
  V1Deployment,
  V1PodList,
  V1ReplicaSet,
  V1ReplicaSetList,
} from '@kubernetes/client-node';
import type { ContractCluster } from '../cluster/ContractCluster';
import {
  gpuNode,
  paths,
  vllmContainer,
  vllmDeployment,
} from '../cluster/fixtures';
import { ok } from '../cluster/KubeHttp';
import { normalised } from '../cluster/normalised';
import { openCluster } from '../cluster/openCluster';
import { until } from '../cluster/until';

let cluster: ContractCluster;
let namespace: string;
beforeAll(async () => {
  cluster = await openCluster();
  for (const name of ['gpu-a', 'gpu-b']) {
    ok(await cluster.kube.create(paths.nodes(), gpuNode(name)));
  }
});
beforeEach(async () => {
  namespace = await cluster.createNamespace();
});
afterEach(async () => {
  // The GPUs are needed by the next test.
  ok(await cluster.kube.remove(paths.deployments(namespace)));
});
afterAll(() => cluster?.close());

const revisionOf = ({ metadata }: V1Deployment | V1ReplicaSet) =>
  metadata?.annotations?.['deployment.kubernetes.io/revision'];
const path = () => paths.deployments(namespace, 'llama');
const read = async () => ok(await cluster.kube.get<V1Deployment>(path()));
const replicaSets = async () =>
  ok(
    await cluster.kube.get<V1ReplicaSetList>(paths.replicaSets(namespace)),
  ).items.sort((a, b) => Number(revisionOf(a)) - Number(revisionOf(b)));
const pods = async () =>
  ok(await cluster.kube.get<V1PodList>(paths.pods(namespace))).items;
const create = async (replicas: number, container = vllmContainer()) =>
  ok(
    await cluster.kube.create<V1Deployment>(
      paths.deployments(namespace),
      vllmDeployment({ name: 'llama', namespace, replicas, container }),
    ),
  );
const patch = async (body: object) =>
  ok(await cluster.kube.patch<V1Deployment>('strategic', path(), body));
const setImage = (image: string) =>
  patch({
    spec: { template: { spec: { containers: [{ name: 'vllm', image }] } } },
  });

/** As `kubectl rollout status` decides it. */
const rolledOut = (revision: string) =>
  until(`revision ${revision} to be rolled out`, async () => {
    const deployment = await read();
    const { metadata, spec, status } = deployment;
    return (
      revisionOf(deployment) === revision &&
      status?.observedGeneration === metadata?.generation &&
      status?.updatedReplicas === spec?.replicas &&
      status?.replicas === spec?.replicas &&
      status?.availableReplicas === spec?.replicas &&
      deployment
    );
  });

describe('a Deployment', () => {
  it('makes a ReplicaSet of its template, and that makes ready pods', async () => {
    await create(2);
    const deployment = await rolledOut('1');
    const [set] = await replicaSets();
    const hash = set?.metadata?.labels?.['pod-template-hash'];
    expect(hash).toMatch(/^[bcdfghjklmnpqrstvwxz2456789]{8,10}$/);
    expect(set).toMatchObject({
      metadata: {
        name: `llama-${hash}`,
        labels: { app: 'llama' },
        annotations: {
          'deployment.kubernetes.io/desired-replicas': '2',
          'deployment.kubernetes.io/max-replicas': '3',
          'deployment.kubernetes.io/revision': '1',
        },
      },
      spec: {
        replicas: 2,
        selector: { matchLabels: { app: 'llama', 'pod-template-hash': hash } },
        template: { metadata: { labels: { 'pod-template-hash': hash } } },
      },
      status: { replicas: 2, readyReplicas: 2, availableReplicas: 2 },
    });
    expect(await pods()).toHaveLength(2);
    for (const pod of await pods()) {
      expect(pod.metadata?.generateName).toBe(`llama-${hash}-`);
      expect(pod.metadata?.ownerReferences).toMatchObject([
        { kind: 'ReplicaSet', name: `llama-${hash}`, controller: true },
      ]);
      expect(pod.spec?.nodeName).toMatch(/^gpu-[ab]$/);
      expect(pod.status).toMatchObject({
        phase: 'Running',
        qosClass: 'BestEffort',
        containerStatuses: [{ name: 'vllm', ready: true, restartCount: 0 }],
      });
    }
    const { conditions, ...numbers } = deployment.status ?? {};
    expect(numbers).toMatchInlineSnapshot(`
      {
        "availableReplicas": 2,
        "observedGeneration": 1,
        "readyReplicas": 2,
        "replicas": 2,
        "terminatingReplicas": 0,
        "updatedReplicas": 2,
      }
    `);
    expect(
      conditions
        ?.map(({ type, status, reason }) => [type, status, reason])
        .sort(),
    ).toEqual([
      ['Available', 'True', 'MinimumReplicasAvailable'],
      ['Progressing', 'True', 'NewReplicaSetAvailable'],
    ]);
  });

  it('rolls a changed template out and keeps the old one as a revision', async () => {
    await create(2);
    await rolledOut('1');
    await setImage('vllm/vllm-openai:v0.31.0');
    await rolledOut('2');
    const sets = await replicaSets();
    expect(
      sets.map(set => [
        revisionOf(set),
        set.spec?.replicas,
        set.spec?.template?.spec?.containers[0]?.image,
      ]),
    ).toEqual([
      ['1', 0, 'vllm/vllm-openai:v0.30.0'],
      ['2', 2, 'vllm/vllm-openai:v0.31.0'],
    ]);
    await until('the old pods to be gone', async () => {
      const images = (await pods()).map(
        ({ spec }) => spec?.containers[0]?.image,
      );
      return (
        images.length === 2 &&
        images.every(image => image === 'vllm/vllm-openai:v0.31.0')
      );
    });
  });

  it('gives an old template that comes back the next revision', async () => {
    await create(1);
    await rolledOut('1');
    await setImage('vllm/vllm-openai:v0.31.0');
    await rolledOut('2');
    await setImage('vllm/vllm-openai:v0.30.0');
    await rolledOut('3');
    const sets = await replicaSets();
    expect(
      sets.map(set => [
        revisionOf(set),
        set.metadata?.annotations?.[
          'deployment.kubernetes.io/revision-history'
        ],
        set.spec?.template?.spec?.containers[0]?.image,
      ]),
    ).toEqual([
      ['2', undefined, 'vllm/vllm-openai:v0.31.0'],
      ['3', '1', 'vllm/vllm-openai:v0.30.0'],
    ]);
  });

  it('keeps revisions up to its limit', async () => {
    await create(1);
    await patch({ spec: { revisionHistoryLimit: 1 } });
    await rolledOut('1');
    for (const [revision, image] of [
      ['2', 'vllm:2'],
      ['3', 'vllm:3'],
    ] as const) {
      await setImage(image);
      await rolledOut(revision);
    }
    await until('the first revision to be cleaned up', async () => {
      const revisions = (await replicaSets()).map(revisionOf);
      return revisions.length === 2 && revisions.join() === '2,3';
    });
  });

  it('scales without a new revision', async () => {
    await create(1);
    await rolledOut('1');
    ok(
      await cluster.kube.patch('merge', `${path()}/scale`, {
        spec: { replicas: 3 },
      }),
    );
    await rolledOut('1');
    expect((await read()).status?.readyReplicas).toBe(3);
    await patch({ spec: { replicas: 0 } });
    await until('all pods to be gone', async () => (await pods()).length === 0);
    const after = await until('the status of nothing', async () => {
      const deployment = await read();
      return deployment.status?.replicas === undefined && deployment;
    });
    expect(after.status?.readyReplicas).toBeUndefined();
    expect(await replicaSets()).toHaveLength(1);
  });

  it('does nothing while paused, and all at once when resumed', async () => {
    await create(1);
    await rolledOut('1');
    await patch({ spec: { paused: true } });
    const paused = await setImage('vllm/vllm-openai:v0.31.0');
    await until(
      'the controller to see the change',
      async () =>
        (await read()).status?.observedGeneration ===
        paused.metadata?.generation,
    );
    expect(await replicaSets()).toHaveLength(1);
    expect(
      (await read()).status?.conditions?.find(
        ({ type }) => type === 'Progressing',
      ),
    ).toMatchObject({ status: 'Unknown', reason: 'DeploymentPaused' });
    await patch({ spec: { paused: false } });
    await rolledOut('2');
  });

  it('with strategy Recreate ends the old pods before the new ones', async () => {
    await create(2);
    await rolledOut('1');
    await cluster.kube.patch('merge', path(), {
      spec: { strategy: { type: 'Recreate', rollingUpdate: null } },
    });
    await setImage('vllm/vllm-openai:v0.31.0');
    await rolledOut('2');
    expect(
      (await pods()).every(({ status }) => status?.phase === 'Running'),
    ).toBe(true);
  });

  it('waits for GPUs that an update holds twice', async () => {
    // Two nodes of eight: 2 x 8 fill them, a third of 8 has no place.
    await create(2, vllmContainer({ gpus: 8 }));
    await rolledOut('1');
    await setImage('vllm/vllm-openai:v0.31.0');
    const stuck = await until('the new pod to be unschedulable', async () =>
      (
        await pods()
      ).find(({ status }) =>
        status?.conditions?.some(({ reason }) => reason === 'Unschedulable'),
      ),
    );
    expect(stuck.status?.phase).toBe('Pending');
    expect(stuck.spec?.nodeName).toBeUndefined();
    await until('the status to tell', async () => {
      const { status } = await read();
      return (
        status?.readyReplicas === 2 &&
        status.updatedReplicas === 1 &&
        status.unavailableReplicas === 1
      );
    });
    await patch({
      spec: {
        strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } },
      },
    });
    await rolledOut('2');
  });

  it('ends its pods gracefully when it is deleted', async () => {
    await create(1);
    await rolledOut('1');
    const [pod] = await pods();
    const stream = await cluster.kube.watch(
      `${paths.pods(namespace)}?resourceVersion=${
        pod?.metadata?.resourceVersion
      }`,
    );
    ok(await cluster.kube.remove(path()));
    await stream.find('the end', ({ type }) => type === 'DELETED');
    stream.close();
    const ending = stream.lines.find(
      ({ object }) => object.metadata?.deletionTimestamp !== undefined,
    );
    expect(ending?.type).toBe('MODIFIED');
    expect(normalised(ending?.object.metadata)).toMatchObject({
      deletionGracePeriodSeconds: 1,
    });
  });
});
