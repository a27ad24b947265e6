import type { InstantMs } from '../../../types';
import {
  CREATED,
  deployment,
  gpuNode,
  inventoryOf,
  type Manifest,
  NOW,
  pod,
  remove,
  replicaSet,
  resourceOf,
  upsert,
  vllmTemplate,
} from '../inventory/__testUtils__/cluster';
import { defaultLedgerRules, type LedgerRules } from './LedgerRules';

const MINUTE = 60_000;
const BOUND = '2026-11-20T11:58:07Z';
const BOUND_AT = Date.parse(BOUND);

function scheduled(at = BOUND): object {
  return {
    conditions: [
      { type: 'PodScheduled', status: 'True', lastTransitionTime: at },
    ],
  };
}

/** An inventory with a clock that tests turn. */
function ledgerOf(rules: Partial<LedgerRules> = {}) {
  let now = NOW as number;
  const inventory = inventoryOf(
    {},
    {
      now: () => now as InstantMs,
      ledger: { ...defaultLedgerRules, ...rules },
    },
  );
  return {
    inventory,
    pass(ms: number) {
      now += ms;
    },
    see: (...objects: Manifest[]) => upsert(inventory, ...objects),
    lose: (...objects: Manifest[]) => remove(inventory, ...objects),
    drain(all = false) {
      inventory.drain(now as InstantMs);
      return inventory.drainLedger(all);
    },
  };
}

function node(name = 'gpu-1', fields: object = {}): Manifest {
  const made = gpuNode(name);
  return {
    ...made,
    metadata: { ...made.metadata, creationTimestamp: CREATED as never },
    ...fields,
  };
}

describe('allocations', () => {
  it('last from the binding of the pod, not from the start of its container', () => {
    const { see, drain } = ledgerOf();
    see(node(), pod('chat-0', { ready: false, status: scheduled() }));
    expect(drain().allocations).toEqual([
      expect.objectContaining({
        podUid: 'pod-support-chat-0',
        container: 'engine',
        nodeUid: 'node-gpu-1',
        resource: 'nvidia.com/gpu',
        units: 1,
        weight: { numerator: 1, denominator: 1 },
        from: BOUND_AT,
        to: null,
        quality: 'observed',
      }),
    ]);
    expect(drain().allocations).toEqual([]);
    expect(drain(true).allocations).toHaveLength(1);
  });

  it('end when the last GPU container ended for good, whatever sidecars do', () => {
    const { see, drain } = ledgerOf();
    const job = (state: object) =>
      pod('tune-0', {
        spec: { restartPolicy: 'Never' },
        status: {
          ...scheduled(),
          containerStatuses: [
            { name: 'engine', state },
            { name: 'logs', state: { running: {} } },
          ],
        },
      });
    see(node(), job({ running: {} }));
    expect(drain().allocations).toMatchObject([{ to: null }]);
    see(
      job({ terminated: { exitCode: 0, finishedAt: '2026-11-20T11:59:30Z' } }),
    );
    expect(drain().allocations).toMatchObject([
      { from: BOUND_AT, to: Date.parse('2026-11-20T11:59:30Z') },
    ]);
    expect(drain(true).allocations).toEqual([]);
  });

  it('go on while a container crashes and is started again', () => {
    const { see, drain } = ledgerOf();
    see(
      node(),
      pod('chat-0', {
        status: {
          ...scheduled(),
          containerStatuses: [
            {
              name: 'engine',
              state: {
                terminated: {
                  exitCode: 1,
                  finishedAt: '2026-11-20T11:59:30Z',
                },
              },
            },
          ],
        },
      }),
    );
    expect(drain().allocations).toMatchObject([{ to: null }]);
  });

  it('end at the instant in which the deletion is seen', () => {
    const { see, lose, drain, pass } = ledgerOf();
    const chat = pod('chat-0', { status: scheduled() });
    see(node(), chat);
    drain();
    pass(7 * MINUTE);
    lose(chat);
    // However long the record is away.
    pass(30 * MINUTE);
    expect(drain().allocations).toMatchObject([
      { from: BOUND_AT, to: NOW + 7 * MINUTE },
    ]);
  });

  it('are told of a pod that came and went between two drains, with its server', () => {
    const { see, lose, drain, pass } = ledgerOf();
    const chat = deployment('chat');
    const set = replicaSet(chat, 'abc');
    const short = pod('chat-abc-1', { owner: set, status: scheduled() });
    see(node(), chat, set);
    drain();
    see(short);
    pass(40_000);
    lose(short);
    const { allocations } = drain();
    expect(allocations).toMatchObject([{ from: BOUND_AT, to: NOW + 40_000 }]);
    expect(allocations[0]?.serverId).toMatch(/^ms/);
  });

  it('end when a new list lacks the pod', () => {
    const { inventory, see, drain, pass } = ledgerOf();
    const chat = pod('chat-0', { status: scheduled() });
    see(node(), chat);
    drain();
    pass(MINUTE);
    inventory.beginReplace(resourceOf(inventory, chat)).commit();
    expect(drain().allocations).toMatchObject([{ to: NOW + MINUTE }]);
  });

  it('are nobody’s for a pod that waits for its node', () => {
    const { see, drain } = ledgerOf();
    see(node(), pod('chat-0', { node: null, ready: false }));
    expect(drain(true).allocations).toEqual([]);
  });

  it('belong to no server for other workloads, whose namespace is told', () => {
    const { see, drain } = ledgerOf();
    see(
      node(),
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: {
          name: 'training',
          uid: 'n',
          annotations: { 'inference-portal/owner': 'group:default/research' },
        },
      },
      pod('tune-0', {
        namespace: 'training',
        template: vllmTemplate({ image: 'axolotl:1', args: ['train'] }),
        spec: { restartPolicy: 'Never' },
        status: scheduled(),
      }),
    );
    const { allocations, namespaces } = drain();
    expect(allocations).toMatchObject([
      { serverId: null, namespace: 'training' },
    ]);
    expect(namespaces).toMatchObject([
      { namespace: 'training', owner: { value: 'group:default/research' } },
    ]);
  });

  it.each([
    ['memory', { numerator: 1, denominator: 2 }],
    ['compute', { numerator: 3, denominator: 7 }],
  ] as const)('weigh MIG devices by %s', (migMeasure, weight) => {
    const { see, drain } = ledgerOf({ migMeasure });
    const made = gpuNode('gpu-1', {
      capacity: { 'nvidia.com/mig-3g.40gb': '16' },
    });
    see(
      made,
      pod('chat-0', {
        template: vllmTemplate({ resource: 'nvidia.com/mig-3g.40gb' }),
        status: scheduled(),
      }),
    );
    expect(drain().allocations).toMatchObject([{ weight }]);
  });

  it('are exact thirds of a card that three share', () => {
    const { see, drain } = ledgerOf();
    see(
      gpuNode('gpu-1', {
        capacity: { 'nvidia.com/gpu.shared': '24' },
        labels: {
          'nvidia.com/gpu.replicas': '3',
          'nvidia.com/gpu.sharing-strategy': 'time-slicing',
        },
      }),
      pod('chat-0', {
        template: vllmTemplate({ resource: 'nvidia.com/gpu.shared' }),
        status: scheduled(),
      }),
    );
    expect(drain().allocations).toMatchObject([
      { weight: { numerator: 1, denominator: 3 }, quality: 'observed' },
    ]);
  });

  it('are estimated where nothing tells the size of a device, until something does', () => {
    const { see, drain, pass } = ledgerOf();
    const shared = (labels: { [name: string]: string }) =>
      gpuNode('gpu-1', {
        product: 'Tesla-T4-SHARED',
        capacity: { 'nvidia.com/gpu': '8' },
        labels: { 'nvidia.com/gpu.count': '', ...labels },
      });
    see(shared({}), pod('chat-0', { status: scheduled() }));
    expect(drain().allocations).toMatchObject([{ quality: 'estimated' }]);
    pass(MINUTE);
    see(shared({ 'nvidia.com/gpu.replicas': '4' }));
    // It was so from the beginning, only not known.
    expect(drain().allocations).toMatchObject([
      {
        quality: 'observed',
        from: BOUND_AT,
        weight: { numerator: 1, denominator: 4 },
      },
    ]);
  });

  it('split when the sharers of a claim come and go', () => {
    const { see, drain, pass } = ledgerOf();
    const claim = (...uids: string[]): Manifest =>
      ({
        apiVersion: 'resource.k8s.io/v1',
        kind: 'ResourceClaim',
        metadata: { name: 'cards', namespace: 'support', uid: 'claim-1' },
        spec: {
          devices: {
            requests: [
              { name: 'gpu', exactly: { deviceClassName: 'gpu.nvidia.com' } },
            ],
          },
        },
        status: {
          allocation: {
            devices: {
              results: [
                { request: 'gpu', driver: 'gpu.nvidia.com', device: 'gpu-0' },
              ],
            },
          },
          reservedFor: uids.map(uid => ({ resource: 'pods', name: uid, uid })),
        },
      } as unknown as Manifest);
    const sharer = (name: string) => {
      const made = pod(name, { status: scheduled() });
      return {
        ...made,
        spec: {
          nodeName: 'gpu-1',
          resourceClaims: [{ name: 'c', resourceClaimName: 'cards' }],
          containers: [
            {
              name: 'engine',
              image: 'vllm/vllm-openai:v0.30.0',
              resources: { claims: [{ name: 'c' }] },
            },
          ],
        },
      };
    };
    see(node(), claim('pod-support-a'), sharer('a'));
    expect(drain().allocations).toMatchObject([
      { resource: 'gpu.nvidia.com', weight: { numerator: 1, denominator: 1 } },
    ]);
    pass(5 * MINUTE);
    see(claim('pod-support-a', 'pod-support-b'));
    expect(drain().allocations).toMatchObject([
      { from: BOUND_AT, to: NOW + 5 * MINUTE },
      {
        from: NOW + 5 * MINUTE,
        to: null,
        weight: { numerator: 1, denominator: 2 },
      },
    ]);
  });

  it('follow a module that counts another scheduler’s parts', () => {
    const { see, drain } = ledgerOf({
      resolvers: [
        {
          name: 'quarters',
          resolve: ({ resources }) => ({
            resource: 'example.com/quarter',
            units: Number(resources['example.com/quarter']),
            weight: {
              numerator: Number(resources['example.com/quarter']),
              denominator: 4,
            },
          }),
        },
      ],
    });
    see(
      node(),
      pod('chat-0', {
        template: vllmTemplate({ resource: 'example.com/quarter', gpus: 3 }),
        status: scheduled(),
      }),
    );
    expect(drain().allocations).toMatchObject([
      { units: 3, weight: { numerator: 3, denominator: 4 } },
    ]);
  });
});

describe('nodes', () => {
  it('last from their creation and tell what their price follows from', () => {
    const { see, drain } = ledgerOf();
    const made = gpuNode('gpu-1', {
      labels: {
        'node.kubernetes.io/instance-type': 'p5.48xlarge',
        'topology.kubernetes.io/region': 'us-east-1',
        'karpenter.sh/capacity-type': 'spot',
      },
    });
    see({
      ...made,
      metadata: {
        ...made.metadata,
        creationTimestamp: CREATED as never,
        annotations: { 'inference-portal/price-per-hour': 'USD 98.32' },
      },
    });
    expect(drain().nodes).toEqual([
      {
        uid: 'node-gpu-1',
        cluster: 'eu-west',
        name: 'gpu-1',
        gpuProduct: 'H100',
        physicalGpus: 8,
        instanceType: 'p5.48xlarge',
        region: 'us-east-1',
        capacityType: 'spot',
        schedulable: true,
        statedPrice: { currency: 'USD', perNodeHour: 98_320_000 },
        from: Date.parse(CREATED),
        to: null,
        quality: 'observed',
      },
    ]);
  });

  it('end and begin anew at the instant of a change', () => {
    const { see, drain, pass } = ledgerOf();
    see(node());
    drain();
    pass(MINUTE);
    see(node('gpu-1', { spec: { unschedulable: true } }));
    pass(MINUTE);
    expect(drain().nodes).toMatchObject([
      { schedulable: true, to: NOW + MINUTE },
      { schedulable: false, from: NOW + MINUTE, to: null },
    ]);
  });

  it('stay with no GPUs when they report none any more', () => {
    const { see, drain, pass } = ledgerOf();
    see(node());
    drain();
    pass(MINUTE);
    const made = gpuNode('gpu-1', { capacity: { 'nvidia.com/gpu': '0' } });
    see({
      ...made,
      metadata: { name: 'gpu-1', uid: 'node-gpu-1', labels: {} },
    });
    expect(drain().nodes).toMatchObject([
      { physicalGpus: 8, to: NOW + MINUTE },
      { physicalGpus: 0, from: NOW + MINUTE, to: null },
    ]);
  });

  it('are two machines when one is made again under its name', () => {
    const { see, drain, pass } = ledgerOf();
    see(node());
    drain();
    pass(MINUTE);
    const again = gpuNode('gpu-1');
    see({
      ...again,
      metadata: {
        ...again.metadata,
        uid: 'node-2',
        creationTimestamp: '2026-11-20T12:00:30Z' as never,
      },
    });
    expect(drain().nodes).toMatchObject([
      { uid: 'node-gpu-1', to: NOW + MINUTE },
      { uid: 'node-2', from: NOW + 30_000, to: null },
    ]);
  });

  it('without a GPU cost nothing here', () => {
    const { see, drain } = ledgerOf();
    see({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: 'cpu-1', uid: 'cpu-1' },
      status: { capacity: { cpu: '8' } } as never,
    });
    expect(drain(true).nodes).toEqual([]);
  });

  it('complain of a price that is none', () => {
    const { inventory, see } = ledgerOf();
    const made = node();
    see({
      ...made,
      metadata: {
        ...made.metadata,
        annotations: { 'inference-portal/price-per-hour': 'EURO 12' },
      },
    });
    expect(inventory.drain(NOW).malformed).toEqual([
      'Node gpu-1 is not priced by its annotation inference-portal/price-per-hour: "EURO 12" must be an ISO 4217 currency and an amount, such as "USD 98.32"',
    ]);
  });
});
