import type { AllocationInterval, Ledger, NodeInterval } from '../cost/ledger';
import type { InstantMs } from '../../types';
import { measureStakes } from './measureStakes';

const BEGIN = Date.UTC(2026, 10, 1) as InstantMs;
const NOW = Date.UTC(2026, 10, 20) as InstantMs;

function node(uid: string): NodeInterval {
  return {
    uid,
    cluster: 'eu-west',
    name: `gpu-${uid}`,
    gpuProduct: 'H100',
    physicalGpus: 8,
    instanceType: 'p5.48xlarge',
    region: 'eu-west-1',
    capacityType: 'on-demand',
    schedulable: true,
    statedPrice: null,
    quality: 'observed',
    from: BEGIN,
    to: null,
  };
}

function held(
  serverId: string | null,
  nodeUid: string,
  weight: AllocationInterval['weight'],
  facts: Partial<AllocationInterval> = {},
): AllocationInterval {
  return {
    podUid: `pod-${serverId}-${nodeUid}`,
    container: 'vllm',
    nodeUid,
    cluster: 'eu-west',
    namespace: 'support',
    podName: 'support-chat-7c9f',
    resource: 'nvidia.com/gpu',
    units: 1,
    weight,
    serverId,
    labels: {},
    quality: 'observed',
    from: BEGIN,
    to: null,
    ...facts,
  };
}

/** 80 USD for the hour of a node, which has eight GPUs. */
const PRICE: Ledger['prices'][number] = {
  id: 'p5',
  source: 'config',
  match: {
    cluster: null,
    instanceType: 'p5.48xlarge',
    gpuProduct: null,
    region: null,
    capacityType: null,
  },
  currency: 'USD',
  unit: 'node-hour',
  micros: 80_000_000,
  asOf: null,
  note: null,
  from: BEGIN,
  to: null,
};

const whole = (gpus: number) => ({ numerator: gpus, denominator: 1 });

const measure = (
  allocations: readonly AllocationInterval[],
  prices: Ledger['prices'] = [PRICE],
) =>
  measureStakes(
    {
      nodes: [node('a'), node('b')],
      allocations,
      ownership: [],
      unobserved: [],
      prices,
      commitments: [],
    },
    NOW,
  );

describe('measureStakes', () => {
  it('is what a server holds, for 730 hours at the price of now', () => {
    expect(measure([held('chat', 'a', whole(2))]).get('chat')).toEqual({
      currency: 'USD',
      microsPerMonth: 2 * 10_000_000 * 730,
      gpus: 2,
      gpuProduct: 'H100',
      unpricedGpus: 0,
      nodes: [
        { node: 'gpu-a', gpus: 2, nodeGpus: 8, othersGpus: 0, empties: true },
      ],
    });
  });

  it('tells which nodes would be empty, and what others hold of the rest', () => {
    const stakes = measure([
      held('chat', 'a', whole(8)),
      held('chat', 'b', { numerator: 1, denominator: 7 }),
      held('rerank', 'b', whole(1)),
      held(null, 'b', whole(2)),
    ]);
    expect(stakes.get('chat')?.nodes).toEqual([
      { node: 'gpu-a', gpus: 8, nodeGpus: 8, othersGpus: 0, empties: true },
      {
        node: 'gpu-b',
        gpus: 0.143,
        nodeGpus: 8,
        othersGpus: 3,
        empties: false,
      },
    ]);
  });

  it('has no money without a price, and tells for how many GPUs', () => {
    expect(
      measure([held('chat', 'a', whole(4))], []).get('chat'),
    ).toMatchObject({
      currency: null,
      microsPerMonth: null,
      gpus: 4,
      unpricedGpus: 4,
    });
  });

  it('leaves out servers that hold nothing any more', () => {
    const ended = held('chat', 'a', whole(4), {
      to: (NOW - 1_000) as InstantMs,
    });
    expect(measure([ended])).toEqual(new Map());
  });
});
