import { CREATED, gpuNode, NOW } from '../inventory/__testUtils__/cluster';
import { ledgerOf, MINUTE, node } from './__testUtils__/turnedLedger';

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
