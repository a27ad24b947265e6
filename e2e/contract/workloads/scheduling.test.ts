import type {
  CoreV1EventList,
  V1Pod,
  V1PodSpec,
} from '@kubernetes/client-node';
import type { ContractCluster } from '../cluster/ContractCluster';
import { gpuNode, paths, vllmContainer } from '../cluster/fixtures';
import { ok } from '../cluster/KubeHttp';
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
  ok(
    await cluster.kube.remove(`${paths.pods(namespace)}?gracePeriodSeconds=0`),
  );
});
afterAll(() => cluster?.close());

const createPod = async (
  name: string,
  gpus: number,
  spec: Partial<V1PodSpec> = {},
) =>
  ok(
    await cluster.kube.create<V1Pod>(paths.pods(namespace), {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace },
      spec: { containers: [vllmContainer({ gpus })], ...spec },
    }),
  );
const running = (name: string) =>
  until(`${name} to run`, async () => {
    const pod = ok(await cluster.kube.get<V1Pod>(paths.pods(namespace, name)));
    return pod.status?.phase === 'Running' && pod;
  });
const unschedulable = (name: string) =>
  until(`${name} to be unschedulable`, async () => {
    const pod = ok(await cluster.kube.get<V1Pod>(paths.pods(namespace, name)));
    return pod.status?.conditions?.find(
      ({ type, status }) => type === 'PodScheduled' && status === 'False',
    );
  });

describe('the scheduler', () => {
  it('places pods where their GPUs are and tells so', async () => {
    await createPod('chat', 8);
    await createPod('embed', 8);
    const [chat, embed] = await Promise.all([
      running('chat'),
      running('embed'),
    ]);
    expect([chat.spec?.nodeName, embed.spec?.nodeName].sort()).toEqual([
      'gpu-a',
      'gpu-b',
    ]);
    const event = await until('the event', async () =>
      ok(
        await cluster.kube.get<CoreV1EventList>(paths.events(namespace)),
      ).items.find(
        ({ reason, involvedObject }) =>
          reason === 'Scheduled' && involvedObject.name === 'chat',
      ),
    );
    expect(event.message).toBe(
      `Successfully assigned ${namespace}/chat to ${chat.spec?.nodeName}`,
    );
    expect(event.type).toBe('Normal');
  });

  it('leaves a pod pending for lack of GPUs, and says how many nodes lack them', async () => {
    await createPod('large', 16);
    const condition = await unschedulable('large');
    expect(condition).toMatchObject({ reason: 'Unschedulable' });
    expect(condition.message).toMatchInlineSnapshot(
      `"0/2 nodes are available: 2 Insufficient nvidia.com/gpu. no new claims to deallocate, preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling."`,
    );
    const event = await until('the event', async () =>
      ok(
        await cluster.kube.get<CoreV1EventList>(paths.events(namespace)),
      ).items.find(({ reason }) => reason === 'FailedScheduling'),
    );
    expect(event).toMatchObject({
      type: 'Warning',
      message: condition.message,
      involvedObject: { kind: 'Pod', name: 'large', namespace },
    });
  });

  it('says so of selectors that no node meets', async () => {
    await createPod('h200', 1, {
      nodeSelector: { 'nvidia.com/gpu.product': 'NVIDIA-H200' },
    });
    expect((await unschedulable('h200')).message).toMatchInlineSnapshot(
      `"0/2 nodes are available: 2 node(s) didn't match Pod's node affinity/selector. no new claims to deallocate, preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling."`,
    );
  });

  it('says so of taints that the pod does not tolerate', async () => {
    for (const name of ['gpu-a', 'gpu-b']) {
      ok(
        await cluster.kube.patch('merge', paths.nodes(name), {
          spec: {
            taints: [
              { key: 'dedicated', value: 'training', effect: 'NoSchedule' },
            ],
          },
        }),
      );
    }
    await createPod('chat', 1);
    expect((await unschedulable('chat')).message).toMatchInlineSnapshot(
      `"0/2 nodes are available: 2 node(s) had untolerated taint(s). no new claims to deallocate, preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling."`,
    );
    await createPod('tolerant', 1, {
      tolerations: [{ key: 'dedicated', operator: 'Exists' }],
    });
    await running('tolerant');
    for (const name of ['gpu-a', 'gpu-b']) {
      ok(
        await cluster.kube.patch('merge', paths.nodes(name), {
          spec: { taints: null },
        }),
      );
    }
    await running('chat');
  });

  it('places a pod as soon as GPUs come free', async () => {
    await createPod('first', 8);
    await createPod('second', 8);
    await Promise.all([running('first'), running('second')]);
    await createPod('waiting', 8);
    await unschedulable('waiting');
    ok(
      await cluster.kube.remove(
        `${paths.pods(namespace, 'first')}?gracePeriodSeconds=0`,
      ),
    );
    await running('waiting');
  });
});
