import {
  behaviourByImage,
  clusterInTime,
  conditionOf,
  gpuNode,
} from '../../testing/clusterInTime';
import type { KubeObject } from '../../objects';
import type { Deployment, Pod } from '../../workloadTypes';

const namespace = 'default';
const resources = { limits: { 'nvidia.com/gpu': '1' } };

function world() {
  const made = clusterInTime({ podBehaviour: behaviourByImage });
  made.cluster.seed([gpuNode('gpu-0'), gpuNode('gpu-1')]);
  const deployment = (name: string) =>
    made.cluster.get({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      namespace,
      name,
    }) as Deployment | undefined;
  return { ...made, deployment };
}

/** The kinds from a pod up to the object that nobody owns. */
function ownerKinds(
  cluster: ReturnType<typeof world>['cluster'],
  pod: Pod,
): string[] {
  const kinds: string[] = [];
  let object: KubeObject | undefined = pod;
  while (object) {
    kinds.push(object.kind);
    const owner:
      | { apiVersion: string; kind: string; name: string }
      | undefined = object.metadata.ownerReferences?.[0];
    object = owner && cluster.get({ ...owner, namespace });
  }
  return kinds;
}

function inferenceService(image: string, minReplicas = 2) {
  return {
    apiVersion: 'serving.kserve.io/v1beta1',
    kind: 'InferenceService',
    metadata: { name: 'chat', namespace },
    spec: {
      predictor: {
        minReplicas,
        model: {
          modelFormat: { name: 'huggingface' },
          storageUri: 'hf://meta/llama',
          image,
          resources,
        },
      },
    },
  };
}

describe('the operator of InferenceServices', () => {
  it('runs the model in a Deployment and reports when it is loaded', () => {
    const { cluster, deployment, pods, advance } = world();
    cluster.upsert(inferenceService('vllm:1'));
    advance(60);
    expect(deployment('chat-predictor')?.spec.replicas).toBe(2);
    const service = cluster.get({
      ...inferenceService(''),
      namespace,
      name: 'chat',
    });
    expect(conditionOf(service, 'Ready')?.status).toBe('True');
    expect(service?.status).toMatchObject({
      modelStatus: {
        states: { activeModelState: 'Loaded' },
        copies: { totalCopies: 2 },
      },
    });
    expect(pods().map(pod => ownerKinds(cluster, pod))).toEqual(
      Array(2).fill(['Pod', 'ReplicaSet', 'Deployment', 'InferenceService']),
    );
  });

  it('rolls a new image out', () => {
    const { cluster, pods, advance } = world();
    cluster.upsert(inferenceService('vllm:1'));
    advance(60);
    cluster.upsert(inferenceService('vllm:2', 1));
    advance(120);
    expect(pods().map(pod => pod.spec.containers[0]?.image)).toEqual([
      'vllm:2',
    ]);
  });

  it('puts back what somebody changes in its Deployment', () => {
    const { cluster, deployment, advance } = world();
    cluster.upsert(inferenceService('vllm:1'));
    advance(60);
    const made = deployment('chat-predictor');
    if (!made) throw new Error('there is no Deployment');
    const [container] = made.spec.template.spec.containers;
    const containers = [{ ...container, image: 'vllm:by-hand' }];
    const template = { ...made.spec.template, spec: { containers } };
    cluster.upsert({ ...made, spec: { ...made.spec, template } });
    advance(120);
    expect(
      deployment('chat-predictor')?.spec.template.spec.containers[0]?.image,
    ).toBe('vllm:1');
  });

  it('takes over a Deployment that is there when the resource is first seen', () => {
    const first = world();
    first.cluster.upsert(inferenceService('vllm:1'));
    first.advance(60);
    const made = first.deployment('chat-predictor');
    const service = first.cluster.get({
      ...inferenceService(''),
      namespace,
      name: 'chat',
    });
    const second = world();
    const extra = { ...made?.spec, minReadySeconds: 5 };
    second.cluster.seed([
      ...(service ? [service] : []),
      ...(made ? [{ ...made, spec: extra }] : []),
    ]);
    second.advance(60);
    expect(second.deployment('chat-predictor')?.spec.minReadySeconds).toBe(5);
    expect(second.deployment('chat-predictor')?.metadata.generation).toBe(
      made?.metadata.generation,
    );
  });
});

describe('the other operators', () => {
  it('run a NIMService behind a Deployment of its name', () => {
    const { cluster, deployment, advance } = world();
    const nim = {
      apiVersion: 'apps.nvidia.com/v1alpha1',
      kind: 'NIMService',
      metadata: { name: 'nim', namespace },
      spec: {
        replicas: 1,
        image: { repository: 'nvcr.io/nim/meta/llama', tag: '1.8.0' },
        resources,
      },
    };
    cluster.upsert(nim);
    advance(60);
    expect(deployment('nim')?.spec.template.spec.containers[0]?.image).toBe(
      'nvcr.io/nim/meta/llama:1.8.0',
    );
    expect(
      cluster.get({ ...nim, namespace, name: 'nim' })?.status,
    ).toMatchObject({ state: 'Ready' });
  });

  it('run an LLMInferenceService with its own container', () => {
    const { cluster, deployment, advance } = world();
    cluster.upsert({
      apiVersion: 'serving.kserve.io/v1alpha2',
      kind: 'LLMInferenceService',
      metadata: { name: 'llm', namespace },
      spec: {
        replicas: 2,
        model: { uri: 'hf://a/b' },
        template: {
          containers: [{ name: 'main', image: 'vllm:1', resources }],
        },
      },
    });
    advance(60);
    expect(deployment('llm-kserve')?.status?.readyReplicas).toBe(2);
  });

  it('run a RayService over a RayCluster and replace that when the configuration changes', () => {
    const { cluster, pods, advance } = world();
    const ray = (image: string) => ({
      apiVersion: 'ray.io/v1',
      kind: 'RayService',
      metadata: { name: 'ray', namespace },
      spec: {
        serveConfigV2: 'applications: []',
        rayClusterConfig: {
          headGroupSpec: {
            template: { spec: { containers: [{ name: 'head', image }] } },
          },
          workerGroupSpecs: [
            {
              groupName: 'gpu',
              replicas: 2,
              template: {
                spec: { containers: [{ name: 'worker', image, resources }] },
              },
            },
          ],
        },
      },
    });
    cluster.upsert(ray('ray:1'));
    advance(60);
    expect(pods().map(pod => ownerKinds(cluster, pod))).toEqual(
      Array(3).fill(['Pod', 'RayCluster', 'RayService']),
    );
    const clusters = () =>
      cluster
        .list({ apiVersion: 'ray.io/v1', kind: 'RayCluster' })
        .map(each => each.metadata.name);
    const before = clusters();
    cluster.upsert(ray('ray:2'));
    advance(5);
    expect(clusters()).toHaveLength(2);
    advance(60);
    expect(clusters()).toHaveLength(1);
    expect(clusters()).not.toEqual(before);
    expect(pods().map(pod => pod.spec.containers[0]?.image)).toEqual(
      Array(3).fill('ray:2'),
    );
    expect(
      cluster.get({ ...ray(''), namespace, name: 'ray' })?.status,
    ).toMatchObject({ serviceStatus: 'Running', numServeEndpoints: 3 });
  });

  it('run a LeaderWorkerSet as groups whose workers belong to their leader', () => {
    const { cluster, pods, advance } = world();
    const lws = (image: string) => ({
      apiVersion: 'leaderworkerset.x-k8s.io/v1',
      kind: 'LeaderWorkerSet',
      metadata: { name: 'lws', namespace },
      spec: {
        replicas: 2,
        leaderWorkerTemplate: {
          size: 2,
          workerTemplate: {
            spec: { containers: [{ name: 'vllm', image, resources }] },
          },
        },
      },
    });
    cluster.upsert(lws('vllm:1'));
    advance(60);
    expect(pods().map(pod => pod.metadata.name)).toEqual([
      'lws-0',
      'lws-0-1',
      'lws-1',
      'lws-1-1',
    ]);
    const worker = pods().find(pod => pod.metadata.name === 'lws-1-1');
    expect(worker && ownerKinds(cluster, worker)).toEqual([
      'Pod',
      'StatefulSet',
      'Pod',
      'StatefulSet',
      'LeaderWorkerSet',
    ]);
    expect(
      cluster.get({ ...lws(''), namespace, name: 'lws' })?.status,
    ).toMatchObject({ replicas: 2, readyReplicas: 2 });
    cluster.upsert(lws('vllm:2'));
    advance(300);
    expect(pods().map(pod => pod.metadata.name)).toEqual([
      'lws-0',
      'lws-0-1',
      'lws-1',
      'lws-1-1',
    ]);
    expect(new Set(pods().map(pod => pod.spec.containers[0]?.image))).toEqual(
      new Set(['vllm:2']),
    );
  });
});
