import type { CostDimensions, CostTerm } from '../../decide/cost/terms';
import { nullablePlainText, plainText } from '../database/codec';
import { hashJson } from '../database/hash';
import { GRAIN_DIMENSIONS, type Grain } from './canSumDays';
import type { SeriesRow } from './tables';

/** Number of each grain in the database. */
export const GRAIN_NUMBERS: { readonly [G in Grain]: number } = {
  server: 0,
  node: 1,
  owner: 2,
};

/** Column of each dimension. */
export const DIMENSION_COLUMNS = {
  bucket: 'bucket',
  idleKind: 'idle_kind',
  owner: 'owner',
  model: 'model',
  version: 'version',
  serverId: 'server_id',
  cluster: 'cluster',
  nodeUid: 'node_uid',
  namespace: 'namespace',
  gpuProduct: 'gpu_product',
  capacityType: 'capacity_type',
  priceSource: 'price_source',
  estimated: 'estimated',
} as const satisfies {
  readonly [D in Exclude<keyof CostDimensions, 'podUid'>]: keyof SeriesRow;
};

/** A row of `ledger_series` before it has an id. */
export type NewSeries = Omit<SeriesRow, 'id'>;

/**
 * Owner series keep money and GPU time apart, as whole numbers and a rest over one denominator; this one is a multiple of the usual
 * denominators of weights times the usual numbers of GPUs of a node.
 */
export const USUAL_DENOMINATOR = 403_200;

/** The columns always stand in the same order, so that their values alone tell series apart. */
function withHash(row: Omit<NewSeries, 'hash'>, part: number): NewSeries {
  return { ...row, hash: hashJson([...Object.values(row), part]) };
}

/** What a grain keeps of a term's dimensions; `part` tells rows apart that are too big to be one. */
export function createSeries(
  grain: Exclude<Grain, 'owner'>,
  dimensions: CostDimensions,
  { weightDenominator, price }: CostTerm,
  part: number,
): NewSeries {
  const kept = new Set<keyof CostDimensions>(GRAIN_DIMENSIONS[grain]);
  const text = (name: Exclude<keyof CostDimensions, 'estimated'>) =>
    kept.has(name) ? nullablePlainText(dimensions[name]) : null;
  const row: Omit<NewSeries, 'hash'> = {
    grain: GRAIN_NUMBERS[grain],
    timezone: null,
    bucket: dimensions.bucket,
    idle_kind: text('idleKind'),
    owner: text('owner'),
    model: text('model'),
    version: text('version'),
    server_id: text('serverId'),
    cluster: plainText(dimensions.cluster),
    node_uid: text('nodeUid'),
    namespace: text('namespace'),
    gpu_product: text('gpuProduct'),
    capacity_type: text('capacityType'),
    price_source: text('priceSource'),
    estimated: dimensions.estimated ? 1 : 0,
    weight_denominator: weightDenominator,
    currency: price?.currency ?? null,
    price_micros: price?.micros ?? null,
    price_gpus: price?.gpus ?? null,
  };
  return withHash(row, part);
}

/** The sum that a server series adds to. */
export function createOwnerSeries(
  timezone: string,
  server: Pick<
    NewSeries,
    'bucket' | 'idle_kind' | 'owner' | 'price_source' | 'estimated' | 'currency'
  >,
  denominator: number,
): NewSeries {
  const row: Omit<NewSeries, 'hash'> = {
    grain: GRAIN_NUMBERS.owner,
    timezone,
    bucket: server.bucket,
    idle_kind: server.idle_kind,
    owner: server.owner,
    model: null,
    version: null,
    server_id: null,
    cluster: null,
    node_uid: null,
    namespace: null,
    gpu_product: null,
    capacity_type: null,
    price_source: server.price_source,
    estimated: server.estimated,
    weight_denominator: denominator,
    currency: server.currency,
    price_micros: null,
    price_gpus: null,
  };
  return withHash(row, 0);
}
