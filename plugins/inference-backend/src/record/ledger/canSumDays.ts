import type { CostDimensions } from '../../decide/cost/terms';
import type { CostSumQuery, RolledUpDimension } from './LedgerStore';

/** What roll-ups keep of a day, from coarse to fine; sums come from the first that knows all that is asked for. */
export type Grain = 'owner' | 'node' | 'server';

const OWNER = [
  'bucket',
  'idleKind',
  'owner',
  'priceSource',
  'estimated',
] as const satisfies readonly (keyof CostDimensions)[];

const NODE = [
  'bucket',
  'idleKind',
  'cluster',
  'nodeUid',
  'gpuProduct',
  'capacityType',
  'priceSource',
  'estimated',
] as const satisfies readonly (keyof CostDimensions)[];

const SERVER = [
  'bucket',
  'idleKind',
  'owner',
  'model',
  'version',
  'serverId',
  'cluster',
  'namespace',
  'gpuProduct',
  'capacityType',
  'priceSource',
  'estimated',
] as const satisfies readonly (keyof CostDimensions)[];

/** Dimensions that each grain keeps. */
export const GRAIN_DIMENSIONS: {
  readonly [G in Grain]: readonly RolledUpDimension[];
} = { owner: OWNER, node: NODE, server: SERVER };

type Asked = Pick<CostSumQuery, 'filter' | 'keepPrices'> & {
  readonly groupBy: readonly (keyof CostDimensions)[];
};

function askedDimensions({
  groupBy,
  filter,
}: Asked): ReadonlySet<keyof CostDimensions> {
  const asked = new Set(groupBy);
  if (filter?.owners) asked.add('owner');
  if (filter?.models) asked.add('model');
  if (filter?.versions) asked.add('version');
  if (filter?.servers) asked.add('serverId');
  if (filter?.clusters) asked.add('cluster');
  if (filter?.gpuProducts) asked.add('gpuProduct');
  return asked;
}

/** The coarsest roll-up that can answer; undefined when only the intervals can. */
export function findGrain(query: Asked): Grain | undefined {
  const asked = [...askedDimensions(query)];
  const grains: readonly Grain[] = query.keepPrices
    ? ['node', 'server']
    : ['owner', 'node', 'server'];
  return grains.find(grain =>
    asked.every(dimension =>
      GRAIN_DIMENSIONS[grain].some(kept => kept === dimension),
    ),
  );
}

/** True when roll-ups can answer; otherwise the intervals have to: for pods, and for nodes together with what runs on them. */
export function canSumDays(query: Asked): boolean {
  return findGrain(query) !== undefined;
}
