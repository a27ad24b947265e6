import fc from 'fast-check';
import { deviceWeight, readGpuNode } from './gpuNode';
import { migDevicesPerCard, migWeight, readGpuProduct } from './gpuProduct';
import { readDeviceRequests } from './gpuRequests';
import { readGpuClaim } from './resourceClaim';

describe('product names', () => {
  it.each([
    ['NVIDIA-H100-80GB-HBM3', 'H100', 80, false],
    ['NVIDIA-H100-PCIe', 'H100', 80, false],
    ['NVIDIA-H200', 'H200', 141, false],
    ['NVIDIA-A100-SXM4-80GB', 'A100-80GB', 80, false],
    ['NVIDIA-A100-SXM4-40GB', 'A100-40GB', 40, false],
    ['NVIDIA-A100-SXM4-40GB-MIG-1g.5gb', 'A100-40GB', 40, false],
    ['Tesla-T4-SHARED', 'T4', null, true],
    ['NVIDIA-L4', 'L4', null, false],
    ['NVIDIA-L40S', 'L40S', null, false],
    ['NVIDIA-A10G-SHARED', 'A10G', null, true],
    ['NVIDIA-B200', 'B200', 180, false],
    ['NVIDIA-GH200-480GB', 'GH200', 96, false],
    ['nvidia-h100-mega-80gb', 'H100', 80, false],
    ['nvidia-tesla-t4', 'T4', null, false],
    ['a10g', 'A10G', null, false],
    ['AMD_Instinct_MI300X_OAM', 'MI300X', null, false],
    ['NVIDIA-RTX-A6000', 'RTX-A6000', null, false],
  ])('%s is %s', (label, product, cardMemoryGb, shared) => {
    expect(readGpuProduct(label, null)).toMatchObject({
      product,
      cardMemoryGb,
      shared,
    });
  });

  it('tell the two A100 apart by the memory label', () => {
    expect(readGpuProduct('A100', 40_960).product).toBe('A100-40GB');
    expect(readGpuProduct('A100', 81_920).product).toBe('A100-80GB');
  });
});

describe('MIG weights', () => {
  it.each([
    ['1g.5gb', 40, 0.125],
    ['1g.10gb', 40, 0.25],
    ['2g.10gb', 40, 0.25],
    ['3g.20gb', 40, 0.5],
    ['4g.20gb', 40, 0.5],
    ['7g.40gb', 40, 1],
    ['1g.10gb', 80, 0.125],
    ['1g.20gb', 80, 0.25],
    ['7g.80gb', 80, 1],
    ['1g.18gb', 141, 0.125],
    ['1g.35gb', 141, 0.25],
    ['3g.71gb', 141, 0.5],
    ['4g.71gb', 141, 0.5],
    ['7g.141gb', 141, 1],
    ['1g.6gb', 24, 0.25],
    ['1g.10gb.me', 80, 0.125],
    ['1g.10gb+me', 80, 0.125],
  ])('%s of a %s GB card is %s', (profile, card, weight) => {
    expect(migWeight(profile, card)).toBe(weight);
  });

  it('are not known without the card', () => {
    expect(migWeight('1g.10gb', null)).toBeNull();
  });

  it('of the devices that fit a card never sum to more than the card', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          '1g.10gb',
          '1g.20gb',
          '2g.20gb',
          '3g.40gb',
          '4g.40gb',
          '7g.80gb',
        ),
        profile => {
          const count = migDevicesPerCard(profile, 80) ?? 0;
          expect(count * (migWeight(profile, 80) ?? 1)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});

function node(labels: object, capacity: object) {
  return readGpuNode({ metadata: { name: 'n', labels }, status: { capacity } });
}

describe('nodes', () => {
  it('count whole cards', () => {
    expect(
      node(
        {
          'nvidia.com/gpu.product': 'NVIDIA-H100-80GB-HBM3',
          'nvidia.com/gpu.count': '8',
        },
        { 'nvidia.com/gpu': '8' },
      ),
    ).toMatchObject({
      product: 'H100',
      physical: 8,
      replicas: 1,
      shared: false,
    });
  });

  it('divide a time-sliced card by its replicas', () => {
    const shared = node(
      {
        'nvidia.com/gpu.product': 'Tesla-T4-SHARED',
        'nvidia.com/gpu.count': '4',
        'nvidia.com/gpu.replicas': '10',
      },
      { 'nvidia.com/gpu': '40' },
    );
    expect(shared).toMatchObject({ physical: 4, replicas: 10, shared: true });
    expect(shared && deviceWeight('nvidia.com/gpu', shared)).toBe(0.1);
  });

  it('tell the replicas from the advertised devices when no label does', () => {
    const renamed = node(
      { 'nvidia.com/gpu.product': 'NVIDIA-L4', 'nvidia.com/gpu.count': '2' },
      { 'nvidia.com/gpu.shared': '8' },
    );
    expect(renamed && deviceWeight('nvidia.com/gpu.shared', renamed)).toBe(
      0.25,
    );
  });

  it('do not guess the weight of a shared card without any number', () => {
    const unknown = node(
      { 'nvidia.com/gpu.product': 'NVIDIA-L4-SHARED' },
      { 'nvidia.com/gpu': '8' },
    );
    expect(unknown && deviceWeight('nvidia.com/gpu', unknown)).toBeNull();
  });

  it('weigh mixed MIG devices by memory slices', () => {
    const mixed = node(
      {
        'nvidia.com/gpu.product': 'NVIDIA-H100-80GB-HBM3',
        'nvidia.com/gpu.count': '8',
        'nvidia.com/mig.strategy': 'mixed',
      },
      { 'nvidia.com/gpu': '6', 'nvidia.com/mig-1g.10gb': '14' },
    );
    expect(mixed).toMatchObject({ physical: 8, shared: true });
    expect(mixed && deviceWeight('nvidia.com/mig-1g.10gb', mixed)).toBe(0.125);
    expect(mixed && deviceWeight('nvidia.com/gpu', mixed)).toBe(1);
  });

  it('count cards, not devices, when all devices are MIG', () => {
    const single = node(
      {
        'nvidia.com/gpu.product': 'NVIDIA-H100-80GB-HBM3-MIG-1g.10gb',
        'nvidia.com/gpu.count': '56',
        'nvidia.com/mig.strategy': 'single',
      },
      { 'nvidia.com/gpu': '56' },
    );
    expect(single).toMatchObject({
      product: 'H100',
      physical: 8,
      shared: true,
    });
    expect(single && deviceWeight('nvidia.com/gpu', single)).toBe(0.125);
  });

  it('read cloud and AMD labels', () => {
    expect(
      node(
        { 'cloud.google.com/gke-accelerator': 'nvidia-tesla-a100' },
        { 'nvidia.com/gpu': '2' },
      ),
    ).toMatchObject({ product: 'A100-40GB', physical: 2 });
    expect(
      node(
        { 'karpenter.k8s.aws/instance-gpu-name': 'l40s' },
        { 'nvidia.com/gpu': '4' },
      ),
    ).toMatchObject({ product: 'L40S', physical: 4 });
    expect(node({}, { 'amd.com/gpu': '8' })).toMatchObject({
      product: 'AMD GPU',
      physical: 8,
    });
  });

  it('without GPUs are left out', () => {
    expect(node({}, { cpu: '8' })).toBeNull();
  });

  it('with a negative count in their label are counted by their capacity', () => {
    const read = node(
      { 'nvidia.com/gpu.count': '-1' },
      { 'nvidia.com/gpu': '8' },
    );
    expect(read?.physical).toBe(8);
  });

  it('of any shape are read without throwing', () => {
    fc.assert(fc.property(fc.jsonValue(), value => void readGpuNode(value)));
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom(
            'nvidia.com/gpu.count',
            'nvidia.com/gpu.replicas',
            'nvidia.com/gpu.product',
          ),
          fc.string(),
        ),
        labels => {
          const read = node(labels, { 'nvidia.com/gpu': '8' });
          expect(read?.physical).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});

describe('requests', () => {
  const asks = (count: number) => ({
    resources: { limits: { 'nvidia.com/gpu': String(count) } },
  });

  it('are the sum of containers or the peak of init containers', () => {
    const of = (spec: object) => readDeviceRequests(spec).get('nvidia.com/gpu');
    expect(of({ containers: [asks(1), asks(2)] })).toBe(3);
    expect(of({ initContainers: [asks(4)], containers: [asks(1)] })).toBe(4);
    expect(of({ initContainers: [asks(1)], containers: [asks(2)] })).toBe(2);
    expect(
      of({
        initContainers: [{ ...asks(1), restartPolicy: 'Always' }],
        containers: [asks(2)],
      }),
    ).toBe(3);
    expect(
      of({
        initContainers: [{ ...asks(1), restartPolicy: 'Always' }, asks(3)],
        containers: [asks(2)],
      }),
    ).toBe(4);
  });
});

describe('resource claims', () => {
  const metadata = { name: 'c', namespace: 'n', uid: 'u' };

  it('of a GPU class tell what they hold, in v1 and in v1beta1', () => {
    const v1 = readGpuClaim({
      metadata,
      spec: {
        devices: {
          requests: [
            {
              name: 'gpu',
              exactly: { deviceClassName: 'gpu.nvidia.com', count: 2 },
            },
            { name: 'nic', exactly: { deviceClassName: 'dranet' } },
          ],
        },
      },
      status: {
        allocation: {
          devices: {
            results: [
              { request: 'gpu', device: 'gpu-0' },
              { request: 'gpu', device: 'gpu-1' },
              { request: 'nic', device: 'eth1' },
            ],
          },
        },
        reservedFor: [{ resource: 'pods', name: 'p', uid: 'p1' }],
      },
    });
    expect(v1).toMatchObject({
      allocated: 2,
      reservedFor: ['p1'],
      partial: false,
    });
    expect(v1?.asked.get('gpu.nvidia.com')).toBe(2);
    expect(
      readGpuClaim({
        metadata,
        spec: {
          devices: {
            requests: [{ name: 'g', deviceClassName: 'gpu.nvidia.com' }],
          },
        },
      })?.asked.get('gpu.nvidia.com'),
    ).toBe(1);
  });

  it('for monitoring or for other devices hold no GPU', () => {
    expect(
      readGpuClaim({
        metadata,
        spec: {
          devices: {
            requests: [
              {
                name: 'g',
                exactly: {
                  deviceClassName: 'gpu.nvidia.com',
                  adminAccess: true,
                },
              },
            ],
          },
        },
      }),
    ).toBeNull();
    expect(
      readGpuClaim({
        metadata,
        spec: {
          devices: {
            requests: [{ name: 'n', exactly: { deviceClassName: 'dranet' } }],
          },
        },
      }),
    ).toBeNull();
  });
});
