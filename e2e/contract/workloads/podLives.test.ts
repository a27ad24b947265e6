import type { V1Pod, V1PodList } from '@kubernetes/client-node';
import type { ContractCluster } from '../cluster/ContractCluster';
import {
  gpuNode,
  paths,
  vllmContainer,
  vllmDeployment,
} from '../cluster/fixtures';
import { ok } from '../cluster/KubeHttp';
import { openCluster } from '../cluster/openCluster';
import { podLifeAnnotations, type PodLife } from '../cluster/podLife';
import { until } from '../cluster/until';
import { Observation } from '../product/Observation';

const image = 'vllm/vllm-openai:v0.30.0';
let cluster: ContractCluster;
let observation: Observation;
let namespace: string;
beforeAll(async () => {
  cluster = await openCluster();
  const node = gpuNode('gpu-a');
  const addresses = [{ type: 'InternalIP', address: '10.0.0.7' }];
  ok(
    await cluster.kube.create(paths.nodes(), {
      ...node,
      status: { ...node.status, addresses },
    }),
  );
  observation = await Observation.begin(cluster.productAccess);
});
beforeEach(async () => {
  namespace = await cluster.createNamespace();
});
afterEach(async () => {
  ok(await cluster.kube.remove(paths.deployments(namespace)));
});
afterAll(async () => {
  await observation?.stop();
  await cluster?.close();
});

/** A Deployment of one pod that lives so; a sidecar has nothing to fail of. */
async function live(life: PodLife): Promise<void> {
  const deployment = vllmDeployment({ name: 'chat', namespace });
  const { template } = deployment.spec ?? {};
  ok(
    await cluster.kube.create(paths.deployments(namespace), {
      ...deployment,
      spec: {
        ...deployment.spec,
        template: {
          metadata: {
            ...template?.metadata,
            annotations: podLifeAnnotations(life),
          },
          spec: {
            terminationGracePeriodSeconds: 30,
            containers: [
              vllmContainer({ image }),
              { name: 'proxy', image: 'envoyproxy/envoy:v1.36.0' },
            ],
          },
        },
      },
    }),
  );
}

async function findPod(): Promise<V1Pod | undefined> {
  return ok(await cluster.kube.get<V1PodList>(paths.pods(namespace))).items[0];
}

/** The pod once its first container is in a state, given as `Running` or as a reason to wait. */
async function podIn(state: string, restarts = 0): Promise<V1Pod> {
  let last: V1Pod | undefined;
  return until(`${state} after ${restarts} restarts`, async () => {
    last = await findPod();
    const [first] = last?.status?.containerStatuses ?? [];
    const present = first?.state?.running
      ? 'Running'
      : first?.state?.waiting?.reason;
    return present === state && first?.restartCount === restarts && last;
  }).catch(error => {
    throw new Error(`${error}; it is ${JSON.stringify(last?.status)}`);
  });
}

/** What the product reads of a pod's status, without what differs from run to run. */
function told(pod: V1Pod): unknown {
  const {
    phase,
    reason,
    podIP,
    hostIP,
    startTime,
    conditions,
    containerStatuses,
  } = pod.status ?? {};
  const text = JSON.stringify({
    phase,
    reason,
    podIP: podIP === undefined ? 'none' : 'given',
    hostIP: hostIP === undefined ? 'none' : 'given',
    startTime: startTime === undefined ? 'none' : 'given',
    conditions: conditions
      ?.map(({ type, status, reason: why, message }) =>
        [type, status, why, message].filter(Boolean).join(', '),
      )
      .sort(),
    containerStatuses,
  });
  return JSON.parse(
    text
      .replaceAll(pod.metadata?.uid ?? '', '<uid>')
      .replaceAll(pod.metadata?.name ?? '', '<pod>')
      .replaceAll(namespace, '<namespace>')
      .replace(/containerd:\/\/[0-9a-f]{64}/g, 'containerd://<id>')
      .replace(/"\d{4}-[^"]+Z"/g, '"<time>"'),
  );
}

const server = (state: string) =>
  until(`the server to be ${state}`, async () => {
    const seen = observation.find(namespace, 'chat')?.server;
    return seen?.state === state && seen;
  }).catch(error => {
    const seen = observation.find(namespace, 'chat')?.server;
    throw new Error(`${error}; it is ${JSON.stringify(seen)}`);
  });

describe('a pod', () => {
  it('runs before it is ready', async () => {
    await live({ outcome: 'ready', startupMs: 3_000 });
    expect(told(await podIn('Running'))).toMatchSnapshot();
    await until('the unready pod to be seen', async () => {
      const seen = observation.find(namespace, 'chat')?.server;
      const [pod] = seen?.pods ?? [];
      return seen?.state === 'starting' && pod?.phase === 'Running';
    });
    const serving = await server('serving');
    expect(serving.pods).toMatchObject([{ ready: true, restarts: 0 }]);
    expect(serving.image?.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    const ready = await podIn('Running');
    expect(told(ready)).toMatchSnapshot();
    const condition = (type: string) => {
      const { lastTransitionTime } =
        ready.status?.conditions?.find(each => each.type === type) ?? {};
      return Date.parse(String(lastTransitionTime));
    };
    expect(condition('Ready')).toBeGreaterThan(condition('Initialized'));
  });

  it('is restarted at once after its first crash, and with growing pauses from then on', async () => {
    await live({
      outcome: 'crash',
      runMs: 300,
      backoffMs: 3_000,
      exitCode: 3,
      message: 'CUDA error: no kernel image is available',
    });
    const first = await podIn('CrashLoopBackOff', 1);
    expect(told(first)).toMatchSnapshot();
    const looping = await server('crash-looping');
    expect(looping.stateReason).toBe(
      'Container vllm keeps crashing, restarted 1 time; it last ended with exit code 3.',
    );
    expect(looping.pods).toMatchObject([
      { phase: 'Running', ready: false, reason: 'CrashLoopBackOff' },
    ]);
    expect(told(await podIn('CrashLoopBackOff', 2))).toMatchSnapshot();
    await until(
      'two restarts to be seen',
      async () =>
        observation.find(namespace, 'chat')?.server.pods[0]?.restarts === 2,
    );
  });

  it('is out of memory by the word of the kernel', async () => {
    await live({ outcome: 'oom', runMs: 300, backoffMs: 60_000 });
    expect(told(await podIn('CrashLoopBackOff', 1))).toMatchSnapshot();
    expect((await server('out-of-memory')).stateReason).toBe(
      'Container vllm was killed for using more memory than its limit and restarted 1 time.',
    );
  });

  it('waits for an image that cannot be pulled, trying again', async () => {
    await live({ outcome: 'image-pull', backoffMs: 2_000 });
    expect(told(await podIn('ErrImagePull'))).toMatchSnapshot();
    expect(told(await podIn('ImagePullBackOff'))).toMatchSnapshot();
    const failing = await server('image-pull-error');
    expect(failing.stateReason).toMatch(
      new RegExp(`^Image ${image} cannot be pulled`),
    );
    expect(failing.pods).toMatchObject([{ phase: 'Pending', ready: false }]);
    await podIn('ErrImagePull');
  });

  it('goes on being there while it shuts down, within its grace period', async () => {
    await live({ outcome: 'ready', shutdownMs: 3_000 });
    await server('serving');
    const before = await findPod();
    ok(
      await cluster.kube.patch('merge', paths.deployments(namespace, 'chat'), {
        spec: { replicas: 0 },
      }),
    );
    const ending = await until('the pod to be ended', async () => {
      const pod = await findPod();
      return pod?.metadata?.deletionTimestamp !== undefined && pod;
    });
    expect(ending.metadata?.uid).toBe(before?.metadata?.uid);
    expect(ending.metadata?.deletionGracePeriodSeconds).toBe(30);
    await until(
      'the end to be seen',
      async () =>
        observation.find(namespace, 'chat')?.server.pods[0]?.phase ===
        'Terminating',
    );
    expect((await server('scaled-to-zero')).gpus.held).toBe(1);
    await until('the pod to be gone', async () => !(await findPod()));
    await until(
      'its GPUs to be free',
      async () => observation.find(namespace, 'chat')?.server.gpus.held === 0,
    );
  });
});
