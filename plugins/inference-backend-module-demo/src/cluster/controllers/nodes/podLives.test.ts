import {
  behaviourByImage,
  clusterInTime,
  conditionOf,
  gpuNode,
  vllmDeployment,
} from '../../testing/clusterInTime';
import type { CoreEvent, Pod } from '../../workloadTypes';

function world(nodes = [gpuNode('gpu-0')]) {
  const made = clusterInTime({ podBehaviour: behaviourByImage });
  made.cluster.seed(nodes);
  const events = () =>
    made.cluster.list({
      apiVersion: 'v1',
      kind: 'Event',
      namespace: 'default',
    }) as CoreEvent[];
  const deploy = (options: Parameters<typeof vllmDeployment>[1]) =>
    made.cluster.upsert(vllmDeployment('llama', { replicas: 1, ...options }));
  const onlyPod = (): Pod => {
    const [pod] = made.pods();
    if (!pod) throw new Error('there is no pod');
    return pod;
  };
  return { ...made, events, deploy, onlyPod };
}

describe('the life of a pod', () => {
  it('goes from pending over creating and running to ready', () => {
    const { deploy, onlyPod, advance } = world();
    deploy({});
    advance(0);
    expect(onlyPod().status).toMatchObject({
      phase: 'Pending',
      containerStatuses: [
        { state: { waiting: { reason: 'ContainerCreating' } } },
      ],
    });
    advance(6);
    expect(onlyPod().status).toMatchObject({
      phase: 'Running',
      containerStatuses: [{ ready: false, state: { running: {} } }],
    });
    advance(10);
    expect(conditionOf(onlyPod(), 'Ready')).toMatchObject({
      status: 'True',
      lastTransitionTime: '2026-11-22T12:00:15Z',
    });
    expect(onlyPod().status?.containerStatuses?.[0]?.imageID).toMatch(
      /^vllm\/vllm-openai@sha256:[0-9a-f]{64}$/,
    );
  });

  it('comes out the same whether time passes in one leap or second by second', () => {
    const leap = world();
    const steps = world();
    leap.deploy({ tag: 'crash' });
    steps.deploy({ tag: 'crash' });
    leap.advance(300);
    for (let second = 0; second < 300; second++) steps.advance(1);
    expect(leap.onlyPod().status).toEqual(steps.onlyPod().status);
  });

  it('restarts a crashing container at once, and with growing pauses from its second crash on', () => {
    const { deploy, onlyPod, advance } = world();
    deploy({ tag: 'crash' });
    advance(16);
    const status = () => onlyPod().status?.containerStatuses?.[0];
    const lastState = {
      terminated: { exitCode: 1, reason: 'Error', message: 'CUDA error' },
    };
    expect(status()).toMatchObject({
      restartCount: 1,
      ready: false,
      state: { running: { startedAt: '2026-11-22T12:00:15Z' } },
      lastState,
    });
    advance(10);
    expect(status()).toMatchObject({
      restartCount: 1,
      ready: false,
      state: {
        waiting: {
          reason: 'CrashLoopBackOff',
          message: expect.stringMatching(/^back-off 10s restarting failed/),
        },
      },
      lastState,
    });
    advance(10);
    expect(status()).toMatchObject({ restartCount: 2, state: { running: {} } });
    advance(30);
    expect(status()).toMatchObject({ restartCount: 3, state: { running: {} } });
    advance(3_600);
    expect(status()?.restartCount).toBeGreaterThan(8);
    expect(status()?.restartCount).toBeLessThan(20);
  });

  it('keeps when it started in a pod whose image is there at once', () => {
    const made = clusterInTime({
      podBehaviour: () => ({ outcome: 'ready', startupMs: 0, pullMs: 0 }),
    });
    made.cluster.seed([gpuNode('gpu-0')]);
    made.cluster.upsert(vllmDeployment('llama', { replicas: 1 }));
    made.advance(1);
    expect(made.pods()[0]?.status).toMatchObject({
      phase: 'Running',
      startTime: '2026-11-22T12:00:00Z',
      hostIP: expect.any(String),
    });
  });

  it('reports a container that ran out of memory', () => {
    const { deploy, onlyPod, advance } = world();
    deploy({ tag: 'oom' });
    advance(20);
    expect(
      onlyPod().status?.containerStatuses?.[0]?.lastState.terminated,
    ).toMatchObject({
      exitCode: 137,
      reason: 'OOMKilled',
    });
  });

  it('stays pending with the image that cannot be pulled', () => {
    const { deploy, onlyPod, events, advance } = world();
    deploy({ tag: 'missing' });
    advance(10);
    expect(onlyPod().status).toMatchObject({
      phase: 'Pending',
      containerStatuses: [
        { state: { waiting: { reason: 'ImagePullBackOff' } } },
      ],
    });
    expect(events().map(each => each.reason)).toContain('Failed');
  });

  it('ends only after its shutdown and is replaced at once', () => {
    const { cluster, deploy, onlyPod, pods, advance } = world();
    deploy({});
    advance(60);
    const first = onlyPod();
    cluster.remove({
      apiVersion: 'v1',
      kind: 'Pod',
      namespace: 'default',
      name: first.metadata.name,
    });
    advance(0.5);
    expect(pods()).toHaveLength(2);
    expect(
      cluster.get({
        apiVersion: 'v1',
        kind: 'Pod',
        namespace: 'default',
        name: first.metadata.name,
      })?.metadata,
    ).toMatchObject({ deletionGracePeriodSeconds: 30 });
    advance(1);
    expect(pods().map(pod => pod.metadata.uid)).not.toContain(
      first.metadata.uid,
    );
  });
});

describe('the scheduler', () => {
  it('fills nodes up to their GPUs and explains why the rest waits', () => {
    const { deploy, pods, events, advance } = world([
      gpuNode('gpu-0'),
      gpuNode('gpu-1'),
    ]);
    deploy({ replicas: 5, gpus: 4 });
    advance(60);
    const bound = pods().filter(pod => pod.spec.nodeName);
    expect(bound).toHaveLength(4);
    const waiting = pods().find(pod => !pod.spec.nodeName);
    const message = '0/2 nodes are available: 2 Insufficient nvidia.com/gpu.';
    expect(conditionOf(waiting, 'PodScheduled')).toMatchObject({
      status: 'False',
      reason: 'Unschedulable',
    });
    expect(conditionOf(waiting, 'PodScheduled')?.message).toContain(message);
    const failure = events().find(each => each.reason === 'FailedScheduling');
    expect(failure).toMatchObject({
      type: 'Warning',
      involvedObject: { name: waiting?.metadata.name },
    });
    expect(failure?.message).toContain(message);
  });

  it('binds a waiting pod when a node is added', () => {
    const { cluster, deploy, pods, advance } = world([]);
    deploy({});
    advance(10);
    expect(conditionOf(pods()[0], 'PodScheduled')?.message).toBe(
      'no nodes available to schedule pods',
    );
    cluster.upsert(gpuNode('gpu-9'));
    cluster.setStatus(
      { apiVersion: 'v1', kind: 'Node', name: 'gpu-9' },
      gpuNode('gpu-9').status,
    );
    advance(1);
    expect(pods()[0]?.spec.nodeName).toBe('gpu-9');
  });

  it('binds a waiting pod when another one frees its GPUs', () => {
    const { cluster, deploy, pods, advance } = world();
    deploy({ replicas: 2, gpus: 8 });
    advance(30);
    cluster.upsert(vllmDeployment('llama', { replicas: 1, gpus: 8 }));
    cluster.upsert(vllmDeployment('mistral', { replicas: 1, gpus: 8 }));
    advance(30);
    cluster.upsert(vllmDeployment('llama', { replicas: 0, gpus: 8 }));
    advance(30);
    expect(
      pods()
        .filter(pod => pod.spec.nodeName)
        .map(pod => pod.metadata.labels?.app),
    ).toEqual(['mistral']);
  });

  it('respects node selectors, taints and cordons', () => {
    const taint = {
      key: 'nvidia.com/gpu',
      value: 'present',
      effect: 'NoSchedule',
    };
    const { cluster, pods, advance } = world([
      gpuNode('tainted', { spec: { taints: [taint] } }),
      gpuNode('cordoned', { spec: { unschedulable: true } }),
      gpuNode('right', { labels: { pool: 'h100' }, spec: { taints: [taint] } }),
    ]);
    const podSpec = vllmDeployment('x').spec.template.spec;
    const pod = (name: string, extra: object) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace: 'default' },
      spec: { ...podSpec, ...extra },
    });
    const tolerations = [
      { key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' },
    ];
    cluster.upsert(pod('a-intolerant', {}));
    cluster.upsert(
      pod('b-fitting', { tolerations, nodeSelector: { pool: 'h100' } }),
    );
    cluster.upsert(
      pod('c-nowhere', { tolerations, nodeSelector: { pool: 'b200' } }),
    );
    advance(10);
    const [intolerant, fitting, nowhere] = pods();
    expect(conditionOf(intolerant, 'PodScheduled')?.message).toContain(
      '1 node(s) were unschedulable, 2 node(s) had untolerated taint(s)',
    );
    expect(fitting?.spec.nodeName).toBe('right');
    expect(conditionOf(nowhere, 'PodScheduled')?.message).toContain(
      "2 node(s) didn't match Pod's node affinity/selector",
    );
  });
});
