import fc from 'fast-check';
import type { InstantMs } from '../../types';
import { gpuHoursOf, moneyOf, tallyOf } from './__testUtils__/exactCosts';
import type {
  AllocationInterval,
  Ledger,
  NodeInterval,
  PriceRow,
} from './ledger';
import type { CostPart } from './nodeParts';
import { parseWeight } from './weights';

const at = (text: string) => Date.parse(text) as InstantMs;
const DAY = {
  from: at('2026-03-01T00:00:00Z'),
  to: at('2026-03-02T00:00:00Z'),
};
const EMPTY: Ledger = {
  nodes: [],
  allocations: [],
  ownership: [],
  unobserved: [],
  prices: [],
  commitments: [],
};

function node(overrides: Partial<NodeInterval> = {}): NodeInterval {
  return {
    uid: 'node-1',
    cluster: 'eu-west',
    name: 'gpu-1',
    gpuProduct: 'H100',
    physicalGpus: 8,
    instanceType: 'p5.48xlarge',
    region: 'eu-west-1',
    capacityType: 'on-demand',
    schedulable: true,
    statedPrice: null,
    quality: 'observed',
    from: at('2026-01-01T00:00:00Z'),
    to: null,
    ...overrides,
  };
}

function hold(
  podUid: string,
  weight: string,
  overrides: Partial<AllocationInterval> = {},
): AllocationInterval {
  return {
    podUid,
    container: 'server',
    nodeUid: 'node-1',
    cluster: 'eu-west',
    namespace: 'chat',
    podName: podUid,
    resource: 'nvidia.com/gpu',
    units: 1,
    weight: parseWeight(weight) ?? { numerator: 0, denominator: 1 },
    serverId: null,
    labels: {},
    quality: 'observed',
    from: at('2026-02-01T00:00:00Z'),
    to: null,
    ...overrides,
  };
}

function price(micros: number, overrides: Partial<PriceRow> = {}): PriceRow {
  return {
    id: `price-${micros}`,
    source: 'config',
    match: {
      cluster: null,
      instanceType: 'p5.48xlarge',
      gpuProduct: null,
      region: null,
      capacityType: 'on-demand',
    },
    currency: 'USD',
    unit: 'node-hour',
    micros,
    from: at('2025-01-01T00:00:00Z'),
    to: null,
    asOf: null,
    note: null,
    ...overrides,
  };
}

const byKind = ({ dimensions }: CostPart) =>
  dimensions.podUid ?? dimensions.idleKind ?? dimensions.bucket;

const costOf = (ledger: Partial<Ledger>, window = DAY) =>
  tallyOf({ ...EMPTY, ...ledger }, { window }, byKind);

const usd = (amount: number) => `${Math.round(amount * 1e6)}/1`;

describe('integrate', () => {
  it('tells seven slices of a card, the eighth as fragmented and seven free cards', () => {
    const slices = Array.from({ length: 7 }, (_, index) =>
      hold(`slice-${index}`, '1/8', { resource: 'nvidia.com/mig-1g.10gb' }),
    );
    const cost = costOf({
      nodes: [node()],
      allocations: slices,
      prices: [price(55_040_000)],
    });
    expect(moneyOf(cost)).toEqual({
      free: usd(6.88 * 24 * 7),
      fragmented: usd((6.88 * 24) / 8),
      ...Object.fromEntries(
        slices.map(({ podUid }) => [podUid, usd((6.88 * 24) / 8)]),
      ),
    });
  });

  it('I14: n shares of a card cost exactly the card, for every n', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 64 }), replicas => {
        const cost = costOf({
          nodes: [node({ physicalGpus: 1 })],
          allocations: Array.from({ length: replicas }, (_, index) =>
            hold(`share-${index}`, `1/${replicas}`),
          ),
          prices: [price(1_000_003)],
        });
        expect(gpuHoursOf(cost).free).toBeUndefined();
        const total = cost.total().micros('USD');
        expect(total && total.numerator / total.denominator).toBe(24_000_072n);
      }),
    );
  });

  it('splits at a change of price in the middle of an hour', () => {
    const change = at('2026-03-01T12:30:00Z');
    const cost = costOf({
      nodes: [node()],
      allocations: [hold('llama', '8')],
      prices: [
        price(98_320_000, { to: change }),
        price(55_040_000, { from: change }),
      ],
    });
    expect(moneyOf(cost)).toEqual({
      llama: usd(98.32 * 12.5 + 55.04 * 11.5),
    });
  });

  it('prefers the instance type, then the product, and tells GPU-hours of what has no price', () => {
    const product = price(2_100_000, {
      unit: 'gpu-hour',
      match: { ...price(0).match, instanceType: null, gpuProduct: 'H100' },
    });
    const costs = [[price(55_040_000), product], [product], []].map(prices =>
      costOf({ nodes: [node()], allocations: [hold('llama', '1')], prices }),
    );
    expect(costs.map(cost => moneyOf(cost).llama)).toEqual([
      usd(6.88 * 24),
      usd(2.1 * 24),
      undefined,
    ]);
    expect(costs.map(cost => gpuHoursOf(cost).llama)).toEqual([
      '24/1',
      '24/1',
      '24/1',
    ]);
    expect(costs[2]?.total().currencies()).toEqual([]);
  });

  it('takes the price that stands on the node before all others', () => {
    const cost = costOf({
      nodes: [
        node({ statedPrice: { currency: 'EUR', perNodeHour: 8_000_000 } }),
      ],
      prices: [price(55_040_000)],
    });
    expect(cost.total().currencies()).toEqual(['EUR']);
    expect(moneyOf(cost, 'EUR')).toEqual({ free: usd(8 * 24) });
  });

  it('counts a hold only while its node exists', () => {
    const cost = costOf({
      nodes: [
        node({ to: at('2026-03-01T06:00:00Z') }),
        node({ from: at('2026-03-01T18:00:00Z') }),
      ],
      allocations: [hold('llama', '8')],
      prices: [price(1_000_000)],
    });
    expect(moneyOf(cost)).toEqual({ llama: usd(12) });
  });

  it('shows what is held beyond the node, and keeps its price', () => {
    const cost = costOf({
      nodes: [node({ physicalGpus: 2 })],
      allocations: [hold('a', '2'), hold('b', '1')],
      prices: [price(2_000_000)],
    });
    expect(moneyOf(cost)).toEqual({
      a: usd(48),
      b: usd(24),
      overcommit: usd(-24),
    });
  });

  it('a node that shows no GPUs costs its price as idle, and no GPU-hours', () => {
    const cost = costOf({
      nodes: [node({ physicalGpus: 0 })],
      allocations: [hold('a', '1')],
      prices: [price(5_000_000)],
    });
    expect(moneyOf(cost)).toEqual({ free: usd(120) });
    expect(gpuHoursOf(cost)).toEqual({ a: '24/1', overcommit: '-24/1' });
  });

  it('tells time that nobody watched as that, and idle time of a cordoned node', () => {
    const cost = costOf({
      nodes: [node({ schedulable: false })],
      allocations: [hold('a', '4')],
      prices: [price(8_000_000)],
      unobserved: [
        {
          cluster: 'eu-west',
          from: at('2026-03-01T00:00:00Z'),
          to: at('2026-03-01T06:00:00Z'),
        },
      ],
    });
    expect(moneyOf(cost)).toEqual({
      unobserved: usd(48),
      a: usd(72),
      cordoned: usd(72),
    });
  });

  it('a commitment pays for as many nodes as it has, the longest-standing first, and its unused part is told', () => {
    const reserved = { capacityType: 'reserved' as const };
    const commitment = {
      id: 'three-years',
      currency: 'USD',
      match: { ...price(0).match, ...reserved },
      nodes: 2,
      microsPerNodeHour: 10_000_000,
      from: at('2026-01-01T00:00:00Z'),
      to: null,
    };
    const onDemand = price(30_000_000, {
      match: { ...price(0).match, ...reserved },
    });
    const nodes = ['node-3', 'node-2', 'node-1'].map((uid, index) =>
      node({ uid, ...reserved, from: at(`2026-01-0${index + 2}T00:00:00Z`) }),
    );
    const byNode = ({ dimensions }: CostPart) =>
      dimensions.nodeUid ?? dimensions.bucket;
    const cost = (present: NodeInterval[]) =>
      moneyOf(
        tallyOf(
          {
            ...EMPTY,
            nodes: present,
            prices: [onDemand],
            commitments: [commitment],
          },
          { window: DAY },
          byNode,
        ),
      );
    expect(cost(nodes)).toEqual({
      'node-3': usd(240),
      'node-2': usd(240),
      'node-1': usd(720),
    });
    expect(cost(nodes.slice(0, 1))).toEqual({
      'node-3': usd(240),
      'unused-commitment': usd(240),
    });
  });

  it('counts a hold once that was told as lasting and then with its end', () => {
    const cost = costOf({
      nodes: [node({ physicalGpus: 1 })],
      allocations: [
        hold('a', '1', { to: at('2026-03-01T06:00:00Z') }),
        hold('a', '1'),
      ],
      prices: [price(1_000_000)],
    });
    expect(moneyOf(cost)).toEqual({ a: usd(6), free: usd(18) });
  });

  it('a price finer than a micro-unit is exact', () => {
    const cost = costOf({
      nodes: [node()],
      prices: [price(274_470_525, { unit: 'gpu-hour', per: 100 })],
    });
    expect(moneyOf(cost)).toEqual({ free: `${274_470_525 * 24 * 0.08}/1` });
  });
});
