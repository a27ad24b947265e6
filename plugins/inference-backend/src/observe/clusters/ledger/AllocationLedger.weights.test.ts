import {
  gpuNode,
  type Manifest,
  NOW,
  pod,
  vllmTemplate,
} from '../inventory/__testUtils__/cluster';
import {
  BOUND_AT,
  ledgerOf,
  MINUTE,
  node,
  scheduled,
} from './__testUtils__/turnedLedger';

describe('allocations, by weight,', () => {
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
