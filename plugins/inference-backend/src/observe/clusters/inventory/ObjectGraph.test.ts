import {
  controlledBy,
  deployment,
  gpuNode,
  inventoryOf,
  type Manifest,
  NOW,
  observe,
  pod,
  remove,
  replicaSet,
  resourceOf,
  upsert,
  vllmTemplate,
} from './__testUtils__/cluster';
import { only, custom, chat, chatSet, chatPods } from './__testUtils__/fleet';

describe('owners', () => {
  it('are climbed through a RayCluster to the RayService', () => {
    const template = vllmTemplate({
      image: 'rayproject/ray-llm:2.51.0',
      args: [],
    });
    const ray = custom('ray.io/v1', 'RayService', 'gateway', {
      spec: {
        serveConfigV2: '',
        rayClusterConfig: { headGroupSpec: { template } },
      },
    });
    const cluster = custom('ray.io/v1', 'RayCluster', 'gateway-x1', {}, ray);
    const { servers } = observe(
      gpuNode('gpu-1'),
      ray,
      cluster,
      pod('gateway-head', { owner: cluster, template }),
    );
    const { server } = only(servers);
    expect(server).toMatchObject({
      kind: 'RayService',
      name: 'gateway',
      runtime: { name: 'ray-serve' },
      gpus: { held: 1 },
    });
    expect(server.pods).toHaveLength(1);
  });

  it('of a RayCluster without a RayService make no server', () => {
    const cluster = custom('ray.io/v1', 'RayCluster', 'dev', {});
    const { servers, capacity } = observe(
      gpuNode('gpu-1'),
      cluster,
      pod('dev-head', { owner: cluster }),
    );
    expect(servers).toEqual([]);
    expect(capacity).toEqual([
      { product: 'H100', capacity: 8, heldByServers: 0, heldByOthers: 1 },
    ]);
  });

  it('are climbed from a worker through the leader pod to the LeaderWorkerSet', () => {
    const template = vllmTemplate({ gpus: 8 });
    const lws = custom(
      'leaderworkerset.x-k8s.io/v1',
      'LeaderWorkerSet',
      'deepseek',
      {
        spec: {
          replicas: 1,
          leaderWorkerTemplate: { size: 2, workerTemplate: template },
        },
        status: { readyReplicas: 1 },
      },
    );
    const leaders = custom(
      'apps/v1',
      'StatefulSet',
      'deepseek',
      { spec: { replicas: 1, template } },
      lws,
    );
    const leader = pod('deepseek-0', { owner: leaders });
    const workers = custom(
      'apps/v1',
      'StatefulSet',
      'deepseek-0',
      { spec: { replicas: 1, template } },
      leader,
    );
    const { servers } = observe(
      gpuNode('gpu-1'),
      gpuNode('gpu-2'),
      pod('deepseek-0-1', { owner: workers, node: 'gpu-2' }),
      workers,
      leader,
      leaders,
      lws,
    );
    const { server } = only(servers);
    expect(server).toMatchObject({
      kind: 'LeaderWorkerSet',
      gpus: { perReplica: 16, held: 16 },
      replicas: { desired: 1, ready: 1 },
      state: 'serving',
    });
    expect(server.pods).toHaveLength(2);
  });

  it('of an InferenceService take image, replicas and engine from the Deployment below, and leave its transformer out', () => {
    const isvc = custom(
      'serving.kserve.io/v1beta1',
      'InferenceService',
      'guard',
      {
        spec: {
          predictor: {
            model: {
              modelFormat: { name: 'huggingface' },
              storageUri: 'hf://meta-llama/Llama-Guard-3-8B',
              resources: { limits: { 'nvidia.com/gpu': '1' } },
            },
          },
        },
        status: { url: 'https://guard.example.com' },
      },
    );
    const predictor = deployment('guard-predictor', {
      owner: isvc,
      replicas: 3,
      ready: 2,
      template: vllmTemplate({
        image: 'kserve/huggingfaceserver:v0.20.0-gpu',
        args: ['--model_name=guard', '--dtype=float16'],
      }),
    });
    const transformer = deployment('guard-transformer', {
      owner: isvc,
      replicas: 5,
      template: {
        metadata: { labels: {} },
        spec: { containers: [{ name: 't', image: 'example.com/t:1' }] },
      },
    });
    const predictorSet = replicaSet(predictor, 'p1');
    const transformerSet = replicaSet(transformer, 't1');
    const { servers } = observe(
      gpuNode('gpu-1'),
      isvc,
      predictor,
      transformer,
      predictorSet,
      transformerSet,
      pod('p', { owner: predictorSet }),
      pod('t', { owner: transformerSet }),
    );
    const { server } = only(servers);
    expect(server).toMatchObject({
      kind: 'InferenceService',
      model: {
        id: 'meta-llama/Llama-Guard-3-8B',
        source: 'hf://meta-llama/Llama-Guard-3-8B',
      },
      runtime: { name: 'vllm', version: null },
      image: { reference: 'kserve/huggingfaceserver:v0.20.0-gpu' },
      replicas: { desired: 3, ready: 2 },
      precision: { value: 'float16', source: 'args --dtype' },
      servedNames: ['guard'],
      endpoints: [
        {
          url: 'https://guard.example.com',
          source: 'status of the InferenceService',
        },
      ],
    });
    expect(server.pods.map(({ name }) => name)).toEqual(['p']);
  });

  it('are found by KServe’s label through Knative objects that nobody watches', () => {
    const isvc = custom(
      'serving.kserve.io/v1beta1',
      'InferenceService',
      'guard',
      {
        spec: {
          predictor: {
            model: {
              modelFormat: { name: 'huggingface' },
              storageUri: 'hf://a/b',
            },
          },
        },
      },
    );
    const revision = custom(
      'serving.knative.dev/v1',
      'Revision',
      'guard-predictor-00001',
    );
    const below = deployment('guard-predictor-00001-deployment', {
      owner: revision,
      metadata: {
        labels: { 'serving.kserve.io/inferenceservice': 'guard' },
        ownerReferences: controlledBy(revision),
      },
    });
    expect(only(observe(isvc, below).servers).server).toMatchObject({
      kind: 'InferenceService',
      manager: { name: 'none' },
    });
    expect(only(observe(below).servers).server).toMatchObject({
      kind: 'Deployment',
      manager: { name: 'operator', instance: 'Revision/guard-predictor-00001' },
    });
  });

  it('of a kind that nobody reads manage the highest workload below', () => {
    const graph = custom(
      'nvidia.com/v1beta1',
      'DynamoGraphDeployment',
      'graph',
    );
    const worker = deployment('graph-worker', { owner: graph });
    expect(only(observe(worker).servers).server).toMatchObject({
      kind: 'Deployment',
      name: 'graph-worker',
      manager: { name: 'operator', instance: 'DynamoGraphDeployment/graph' },
    });
  });

  it('of a kind that nobody reads stand for the pods that they make themselves', () => {
    const model = custom('kubeai.org/v1', 'Model', 'gemma');
    const { servers } = observe(
      gpuNode('gpu-1'),
      pod('model-gemma-a', { owner: model }),
      pod('model-gemma-b', { owner: model, ready: false }),
    );
    expect(only(servers).server).toMatchObject({
      kind: 'Model',
      apiVersion: 'kubeai.org/v1',
      name: 'gemma',
      uid: 'Model-gemma',
      model: { id: 'Qwen/Qwen3-32B' },
      gpus: { perReplica: 1, held: 2 },
      replicas: { desired: null, ready: 1 },
      state: 'degraded',
      manager: { name: 'operator', instance: 'Model/gemma' },
    });
  });

  it('of a job make no server, and its GPUs are held by others', () => {
    const job = custom('batch/v1', 'Job', 'train');
    const { servers, capacity } = observe(
      gpuNode('gpu-1'),
      pod('train-1', { owner: job, spec: { restartPolicy: 'Never' } }),
    );
    expect(servers).toEqual([]);
    expect(capacity).toEqual([
      { product: 'H100', capacity: 8, heldByServers: 0, heldByOthers: 1 },
    ]);
  });

  it('that have not arrived yet make no server meanwhile', () => {
    const inventory = inventoryOf();
    upsert(inventory, ...chatPods);
    expect(inventory.drain(NOW).servers).toEqual([]);
    upsert(inventory, chatSet);
    expect(inventory.drain(NOW).servers).toEqual([]);
    upsert(inventory, chat);
    expect(only(inventory.drain(NOW).servers).server.pods).toHaveLength(2);
  });

  it('are told by names when ReplicaSets may not be read', () => {
    const inventory = inventoryOf();
    inventory.drop(resourceOf(inventory, chatSet));
    const hashed = chatPods.map(
      object =>
        ({
          ...object,
          metadata: {
            ...object.metadata,
            labels: { app: 'chat', 'pod-template-hash': 'abc' },
          },
        } as unknown as Manifest),
    );
    upsert(inventory, ...hashed, chat);
    expect(only(inventory.drain(NOW).servers).server).toMatchObject({
      kind: 'Deployment',
      pods: [{}, {}],
    });
  });

  it('in a circle do not hang', () => {
    const a = custom('apps/v1', 'StatefulSet', 'a', {
      spec: { template: vllmTemplate() },
    });
    const b = custom(
      'apps/v1',
      'StatefulSet',
      'b',
      { spec: { template: vllmTemplate() } },
      a,
    );
    const circular = custom(
      'apps/v1',
      'StatefulSet',
      'a',
      { spec: { template: vllmTemplate() } },
      b,
    );
    expect(() => observe(circular, b)).not.toThrow();
  });
});

describe('a Rollout that runs the template of a Deployment', () => {
  it('is the server, and the Deployment is none', () => {
    const rollout = custom('argoproj.io/v1alpha1', 'Rollout', 'ranker', {
      spec: {
        replicas: 2,
        workloadRef: {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          name: 'ranker',
        },
      },
    });
    const referenced = deployment('ranker', { replicas: 0 });
    const inventory = inventoryOf();
    upsert(inventory, referenced);
    const alone = inventory.drain(NOW);
    expect(only(alone.servers).key.kind).toBe('Deployment');
    upsert(inventory, rollout);
    const changes = inventory.drain(NOW);
    expect(only(changes.servers)).toMatchObject({
      key: { kind: 'Rollout' },
      server: { model: { id: 'Qwen/Qwen3-32B' }, gpus: { perReplica: 1 } },
    });
    expect(changes.removed).toEqual([only(alone.servers).server.id]);
    upsert(inventory, {
      ...referenced,
      spec: {
        replicas: 0,
        template: vllmTemplate({ args: ['Qwen/Qwen3-8B'] }),
      },
    } as Manifest);
    expect(only(inventory.drain(NOW).servers).server.model.id).toBe(
      'Qwen/Qwen3-8B',
    );
    remove(inventory, rollout);
    expect(only(inventory.drain(NOW).servers).key.kind).toBe('Deployment');
  });
});
