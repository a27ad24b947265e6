import fc from 'fast-check';
import type { ServerObservation } from '../../../types';
import {
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
import {
  only,
  custom,
  chat,
  chatSet,
  service,
  namespace,
  chatPods,
} from './__testUtils__/fleet';

describe('an observation', () => {
  it('joins a Deployment with its ReplicaSets, pods, node, Service and namespace', () => {
    const { servers, capacity, malformed } = observe(
      namespace('support', {
        'inference-portal/owner': 'group:default/support',
      }),
      gpuNode('gpu-1'),
      service('chat', { app: 'chat' }),
      chat,
      chatSet,
      ...chatPods,
    );
    const { server, current, remembered, ownership } = only(servers);
    expect(server).toMatchObject({
      kind: 'Deployment',
      name: 'chat',
      model: {
        id: 'Qwen/Qwen3-32B',
        source: 'hf://Qwen/Qwen3-32B',
        pinned: false,
      },
      runtime: { name: 'vllm', version: '0.30.0' },
      gpus: {
        perReplica: 1,
        held: 2,
        product: 'H100',
        requests: [{ resource: 'nvidia.com/gpu', count: 1 }],
      },
      replicas: { desired: 2, ready: 2 },
      state: 'serving',
      endpoints: [
        { url: 'http://chat.support.svc:80', source: 'Service chat' },
      ],
      manager: { name: 'none', instance: null },
    });
    expect(server.pods).toHaveLength(2);
    expect(current.images).toEqual([
      {
        reference: 'vllm/vllm-openai:v0.30.0',
        digest: `sha256:${'a'.repeat(64)}`,
      },
    ]);
    expect(remembered).toEqual([]);
    expect(ownership.namespace).toEqual({
      value: 'group:default/support',
      source: 'annotation inference-portal/owner on the namespace',
    });
    expect(capacity).toEqual([
      { product: 'H100', capacity: 8, heldByServers: 2, heldByOthers: 0 },
    ]);
    expect(malformed).toEqual([]);
  });

  it('is the same in whatever order its objects arrive, and whatever is drained between', () => {
    const rollout = custom('argoproj.io/v1alpha1', 'Rollout', 'ranker', {
      spec: {
        replicas: 1,
        workloadRef: {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          name: 'ranker',
        },
      },
    });
    const rankerTemplate = deployment('ranker', {
      replicas: 0,
      template: vllmTemplate({ labels: { app: 'ranker' } }),
    });
    const rankerSet = replicaSet(rollout, 'r1', {
      template: vllmTemplate({ labels: { app: 'ranker' } }),
    });
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
            },
          },
        },
      },
    );
    const isvcDeployment = deployment('guard-predictor', { owner: isvc });
    const isvcSet = replicaSet(isvcDeployment, 'g1');
    const objects = [
      namespace('support', {
        'inference-portal/owner': 'group:default/support',
      }),
      gpuNode('gpu-1'),
      service('chat', { app: 'chat' }),
      chat,
      chatSet,
      ...chatPods,
      rollout,
      rankerTemplate,
      rankerSet,
      pod('ranker-1', { owner: rankerSet, node: null, ready: false }),
      isvc,
      isvcDeployment,
      isvcSet,
      pod('guard-1', { owner: isvcSet }),
      pod('lone'),
      custom('batch/v1', 'Job', 'train'),
      pod('train-1', { owner: custom('batch/v1', 'Job', 'train') }),
      pod('model-1', { owner: custom('kubeai.org/v1', 'Model', 'gemma') }),
      pod('model-2', { owner: custom('kubeai.org/v1', 'Model', 'gemma') }),
    ].filter(object => object.kind !== 'Job');
    const collect = (
      order: readonly Manifest[],
      drains: readonly boolean[],
    ) => {
      const inventory = inventoryOf();
      const seen = new Map<string, ServerObservation>();
      let capacity: unknown = null;
      const drain = () => {
        const changes = inventory.drain(NOW);
        changes.servers.forEach(server => seen.set(server.server.id, server));
        changes.removed.forEach(id => seen.delete(id));
        capacity = changes.capacity ?? capacity;
      };
      order.forEach((object, index) => {
        upsert(inventory, object);
        if (drains[index % Math.max(drains.length, 1)]) {
          drain();
        }
      });
      drain();
      return {
        servers: [...seen.values()].sort((a, b) =>
          a.server.id < b.server.id ? -1 : 1,
        ),
        capacity,
      };
    };
    const expected = collect(objects, []);
    expect(
      expected.servers.map(({ key }) => `${key.kind}/${key.name}`).sort(),
    ).toEqual([
      'Deployment/chat',
      'InferenceService/guard',
      'Model/gemma',
      'Pod/lone',
      'Rollout/ranker',
    ]);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(objects, { minLength: objects.length }),
        fc.array(fc.boolean(), { maxLength: 7 }),
        (order, drains) => {
          expect(collect(order, drains)).toEqual(expected);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('goes back to what it was when what came is deleted again', () => {
    const inventory = inventoryOf();
    const base = [gpuNode('gpu-1'), chat, chatSet, ...chatPods];
    upsert(inventory, ...base);
    const [before] = inventory.drain(NOW).servers;
    const more = [
      pod('chat-abc-3', { owner: chatSet }),
      service('chat', { app: 'chat' }),
      namespace('support', { 'inference-portal/owner': 'x' }),
      pod('lone'),
    ];
    upsert(inventory, ...more);
    expect(inventory.drain(NOW).servers).toHaveLength(2);
    remove(inventory, ...more);
    const after = inventory.drain(NOW);
    expect(after.servers).toEqual([before]);
    expect(after.removed).toHaveLength(1);
    expect(after.capacity).toEqual([
      { product: 'H100', capacity: 8, heldByServers: 2, heldByOthers: 0 },
    ]);
  });

  it('is handed over only when it changed, and again after everything was touched', () => {
    const inventory = inventoryOf();
    upsert(inventory, gpuNode('gpu-1'), chat, chatSet, ...chatPods);
    expect(inventory.drain(NOW).servers).toHaveLength(1);
    upsert(inventory, ...chatPods, gpuNode('gpu-1'));
    expect(inventory.drain(NOW)).toEqual({
      servers: [],
      removed: [],
      capacity: null,
      malformed: [],
    });
    inventory.touchAll();
    const again = inventory.drain(NOW);
    expect(again.servers).toHaveLength(1);
    expect(again.capacity).not.toBeNull();
  });

  it('of one server is derived alone when one of its pods changes', () => {
    const inventory = inventoryOf();
    const others = Array.from({ length: 20 }, (_, index) =>
      deployment(`other-${index}`),
    );
    upsert(inventory, gpuNode('gpu-1'), chat, chatSet, ...chatPods, ...others);
    inventory.drain(NOW);
    upsert(inventory, pod('chat-abc-1', { owner: chatSet, ready: false }));
    expect(only(inventory.drain(NOW).servers).server.name).toBe('chat');
  });
});

describe('a list', () => {
  it('takes away what it does not hold when it is committed', () => {
    const inventory = inventoryOf();
    upsert(inventory, chat, deployment('other'));
    inventory.drain(NOW);
    const replacement = inventory.beginReplace(resourceOf(inventory, chat));
    replacement.add(chat);
    expect(inventory.drain(NOW).removed).toEqual([]);
    replacement.commit();
    expect(inventory.drain(NOW).removed).toHaveLength(1);
  });

  it('with a successor under the same name changes the server, not its id', () => {
    const inventory = inventoryOf();
    upsert(inventory, chat, chatSet, ...chatPods);
    const before = only(inventory.drain(NOW).servers);
    const again = deployment('chat', {
      metadata: { uid: 'second', creationTimestamp: '2026-11-19T08:00:00Z' },
    });
    upsert(inventory, again);
    const changes = inventory.drain(NOW);
    expect(only(changes.servers).server).toMatchObject({
      id: before.server.id,
      uid: 'second',
      pods: [],
    });
    expect(changes.removed).toEqual([]);
    remove(inventory, chat);
    expect(inventory.drain(NOW).removed).toEqual([]);
  });

  it('of a resource that is dropped ends its servers', () => {
    const inventory = inventoryOf();
    upsert(inventory, chat);
    inventory.drain(NOW);
    inventory.drop(resourceOf(inventory, chat));
    expect(inventory.drain(NOW).removed).toHaveLength(1);
    upsert(inventory, chat);
    expect(inventory.drain(NOW).servers).toHaveLength(1);
  });
});

describe('marks', () => {
  it('of the namespace come and go with it', () => {
    const inventory = inventoryOf();
    upsert(inventory, chat);
    inventory.drain(NOW);
    upsert(
      inventory,
      namespace('support', {}, { 'inference-portal/ignore': 'true' }),
    );
    expect(inventory.drain(NOW).removed).toHaveLength(1);
    remove(inventory, namespace('support'));
    expect(inventory.drain(NOW).servers).toHaveLength(1);
  });

  it('win over what the arguments say', () => {
    const marked = deployment('chat', {
      metadata: {
        annotations: {
          'inference-portal/model': 'resource:default/chat',
          'inference-portal/version': '7',
          'inference-portal/owner': 'team-a',
          'inference-portal/runtime': 'sglang',
          'inference-portal/exit-plan': 'runbooks/exit.md',
        },
        labels: { 'backstage.io/kubernetes-id': 'chat' },
      },
    });
    const { server, ownership } = only(observe(marked).servers);
    expect(server.model).toMatchObject({
      id: 'resource:default/chat',
      version: '7',
      source: 'hf://Qwen/Qwen3-32B',
    });
    expect(server.runtime).toEqual({ name: 'sglang', version: null });
    expect(ownership).toMatchObject({
      workload: {
        value: 'team-a',
        source: 'annotation inference-portal/owner on the Deployment',
      },
      kubernetesId: 'chat',
      exitPlan: {
        value: 'runbooks/exit.md',
        source: 'annotation inference-portal/exit-plan on the Deployment',
      },
    });
  });
});
