import {
  deployment,
  gpuNode,
  inventoryOf,
  NOW,
  observe,
  pod,
  remove,
  replicaSet,
  upsert,
  vllmTemplate,
} from './__testUtils__/cluster';
import { only, custom, chat, chatSet } from './__testUtils__/fleet';

describe('shared GPUs', () => {
  it('are weighed by the node that the pods run on', () => {
    const shared = gpuNode('t4-1', {
      product: 'Tesla-T4-SHARED',
      count: 1,
      capacity: { 'nvidia.com/gpu': '4' },
      labels: { 'nvidia.com/gpu.replicas': '4' },
    });
    const { servers, capacity } = observe(
      shared,
      chat,
      chatSet,
      ...['1', '2'].map(name => pod(name, { owner: chatSet, node: 't4-1' })),
    );
    expect(only(servers).server.gpus).toEqual({
      perReplica: 0.25,
      held: 0.5,
      product: 'T4',
      products: ['T4'],
      requests: [{ resource: 'nvidia.com/gpu', count: 1 }],
      shared: true,
    });
    expect(capacity).toEqual([
      { product: 'T4', capacity: 1, heldByServers: 0.5, heldByOthers: 0 },
    ]);
  });

  it('of MIG are weighed by memory, also before any pod is bound', () => {
    const template = vllmTemplate({ resource: 'nvidia.com/mig-1g.10gb' });
    const mig = gpuNode('mig-1', {
      count: 8,
      capacity: { 'nvidia.com/mig-1g.10gb': '56' },
    });
    expect(
      only(observe(mig, deployment('chat', { template })).servers).server.gpus,
    ).toMatchObject({ perReplica: 0.125, held: 0, shared: true });
    expect(
      only(observe(deployment('chat', { template })).servers).server.gpus
        .perReplica,
    ).toBeNull();
  });

  it('are weighed anew when the node arrives later', () => {
    const inventory = inventoryOf();
    const template = vllmTemplate({ resource: 'nvidia.com/mig-1g.10gb' });
    upsert(inventory, deployment('chat', { template }));
    expect(
      only(inventory.drain(NOW).servers).server.gpus.perReplica,
    ).toBeNull();
    upsert(
      inventory,
      gpuNode('mig-1', { capacity: { 'nvidia.com/mig-1g.10gb': '56' } }),
    );
    expect(only(inventory.drain(NOW).servers).server.gpus.perReplica).toBe(
      0.125,
    );
  });

  it('ten of a tenth are one card, however they come and go', () => {
    const shared = gpuNode('t4-1', {
      product: 'Tesla-T4-SHARED',
      count: 1,
      capacity: { 'nvidia.com/gpu': '10' },
      labels: { 'nvidia.com/gpu.replicas': '10' },
    });
    const pods = Array.from({ length: 10 }, (_, index) =>
      pod(`lone-${index}`, { node: 't4-1' }),
    );
    const inventory = inventoryOf();
    upsert(inventory, shared, ...pods);
    expect(inventory.drain(NOW).capacity).toEqual([
      { product: 'T4', capacity: 1, heldByServers: 1, heldByOthers: 0 },
    ]);
    remove(inventory, ...pods);
    expect(inventory.drain(NOW).capacity).toEqual([
      { product: 'T4', capacity: 1, heldByServers: 0, heldByOthers: 0 },
    ]);
  });

  it('are not held by pods that wait or have ended', () => {
    const { capacity } = observe(
      gpuNode('gpu-1'),
      pod('waiting', { node: null, ready: false }),
      pod('done', { status: { phase: 'Succeeded' } }),
    );
    expect(capacity).toEqual([
      { product: 'H100', capacity: 8, heldByServers: 0, heldByOthers: 0 },
    ]);
  });
});

describe('resource claims', () => {
  const claimTemplate = custom(
    'resource.k8s.io/v1',
    'ResourceClaimTemplate',
    'two-gpus',
    {
      spec: {
        spec: {
          devices: {
            requests: [
              {
                name: 'gpu',
                exactly: { deviceClassName: 'gpu.nvidia.com', count: 2 },
              },
            ],
          },
        },
      },
    },
  );
  const template = {
    metadata: { labels: { app: 'chat' } },
    spec: {
      resourceClaims: [{ name: 'gpus', resourceClaimTemplateName: 'two-gpus' }],
      containers: [
        {
          name: 'engine',
          image: 'example.com/engine:1',
          resources: { claims: [{ name: 'gpus' }] },
        },
      ],
    },
  };
  const owner = deployment('chat', { template });
  const set = replicaSet(owner, 'c1');
  const claimed = pod('chat-c1-1', {
    owner: set,
    status: {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: 'True' }],
      resourceClaimStatuses: [
        { name: 'gpus', resourceClaimName: 'chat-c1-1-gpus' },
      ],
    },
  });
  const claim = custom(
    'resource.k8s.io/v1',
    'ResourceClaim',
    'chat-c1-1-gpus',
    {
      spec: {
        devices: {
          requests: [
            {
              name: 'gpu',
              exactly: { deviceClassName: 'gpu.nvidia.com', count: 2 },
            },
          ],
        },
      },
      status: {
        allocation: {
          devices: {
            results: [
              { request: 'gpu', device: 'gpu-0' },
              { request: 'gpu', device: 'gpu-1' },
            ],
          },
        },
        reservedFor: [
          { resource: 'pods', name: 'chat-c1-1', uid: claimed.metadata?.uid },
        ],
      },
    },
    claimed,
  );

  it('make a server and count as GPUs', () => {
    const { servers, capacity } = observe(
      claim,
      claimTemplate,
      gpuNode('gpu-1', { capacity: {} }),
      claimed,
      set,
      owner,
    );
    expect(only(servers).server.gpus).toMatchObject({
      perReplica: 2,
      held: 2,
      product: 'H100',
      requests: [{ resource: 'gpu.nvidia.com', count: 2 }],
    });
    expect(capacity).toEqual([
      { product: 'H100', capacity: 8, heldByServers: 2, heldByOthers: 0 },
    ]);
  });

  it('are seen when they arrive last', () => {
    const inventory = inventoryOf();
    upsert(inventory, gpuNode('gpu-1', { capacity: {} }), claimed, set, owner);
    expect(inventory.drain(NOW).servers).toEqual([]);
    upsert(inventory, claim);
    expect(only(inventory.drain(NOW).servers).server.gpus.held).toBe(2);
    upsert(inventory, claimTemplate);
    expect(only(inventory.drain(NOW).servers).server.gpus.perReplica).toBe(2);
  });
});
