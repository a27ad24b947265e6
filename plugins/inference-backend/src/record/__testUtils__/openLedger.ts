import {
  mockServices,
  type TestDatabases,
} from '@backstage/backend-test-utils';
import type {
  AllocationInterval,
  NodeInterval,
  PriceRow,
} from '../../decide/cost/ledger';
import type { CostDimensions, CostTerm } from '../../decide/cost/terms';
import type { InstantMs } from '../../types';
import { KnexLedgerStore } from '../ledger/KnexLedgerStore';
import type { LedgerBatch } from '../ledger/LedgerStore';
import { openStores, type OpenStores } from './openStores';

/** Milliseconds of an hour. */
export const HOUR = 3_600_000;

/** Hours after a midnight in UTC, on the day before the clock changes in Berlin. */
export function hour(hours: number): InstantMs {
  return (Date.UTC(2026, 9, 24) + hours * HOUR) as InstantMs;
}

/** A node with eight H100, since `hour(0)`. */
export function node(facts: Partial<NodeInterval> = {}): NodeInterval {
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
    from: hour(0),
    to: null,
    ...facts,
  };
}

/** Two GPUs of that node, held by a server since `hour(1)`. */
export function allocation(
  facts: Partial<AllocationInterval> = {},
): AllocationInterval {
  return {
    podUid: 'pod-1',
    container: 'vllm',
    nodeUid: 'node-1',
    cluster: 'eu-west',
    namespace: 'support',
    podName: 'support-chat-7c9f',
    resource: 'nvidia.com/gpu',
    units: 2,
    weight: { numerator: 2, denominator: 1 },
    serverId: 'ms-chat',
    labels: {},
    quality: 'observed',
    from: hour(1),
    to: null,
    ...facts,
  };
}

/** 55.04 USD for the hour of a whole node, for ever. */
export function price(facts: Partial<PriceRow> = {}): PriceRow {
  return {
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
    micros: 55_040_000,
    asOf: null,
    note: null,
    from: hour(-10_000),
    to: null,
    ...facts,
  };
}

/** A batch of cluster `eu-west`. */
export function ledgerBatch(
  observedAt: InstantMs,
  facts: Partial<LedgerBatch> = {},
): LedgerBatch {
  return {
    cluster: 'eu-west',
    observedAt,
    complete: false,
    nodes: [],
    allocations: [],
    ...facts,
  };
}

/** Of a server's pod with an owner. */
export const dimensions = (
  facts: Partial<CostDimensions> = {},
): CostDimensions => ({
  bucket: 'owned',
  idleKind: null,
  owner: 'group:default/support',
  model: 'default/qwen3',
  version: '1',
  serverId: 'ms-chat',
  cluster: 'eu-west',
  nodeUid: 'node-1',
  namespace: 'support',
  podUid: 'pod-1',
  gpuProduct: 'H100',
  capacityType: 'on-demand',
  priceSource: 'config',
  estimated: false,
  ...facts,
});

/** GPU-milliseconds at 6.88 USD an hour. */
export const term = (
  quantity: bigint,
  facts: Partial<CostTerm> = {},
): CostTerm => ({
  quantity,
  weightDenominator: 1,
  price: { currency: 'USD', micros: 6_880_000, gpus: 1 },
  ...facts,
});

/** An empty ledger over a fresh database. */
export interface OpenLedger extends OpenStores {
  readonly ledger: KnexLedgerStore;
  /** Records batches one after the other. */
  tell(...batches: readonly LedgerBatch[]): Promise<void>;
}

export async function openLedger(
  databases: TestDatabases,
  databaseId: Parameters<TestDatabases['init']>[0],
  timezones: readonly string[] = ['UTC'],
): Promise<OpenLedger> {
  const stores = await openStores(databases, databaseId);
  const ledger = await KnexLedgerStore.create({
    database: mockServices.database({ knex: stores.db }),
    timezones,
  });
  return {
    ...stores,
    ledger,
    async tell(...batches) {
      for (const batch of batches) {
        await ledger.applyBatch(batch, await stores.leaseOf(batch.cluster));
      }
    },
  };
}
