import type { GroupTree } from '../decide/groupTree';
import type { CostBucket, CostDimensions } from '../decide/cost/terms';
import type { CostFilter } from '../record';
import type { CostQuestion, CostSelection } from './CostRequest';

/** Lets everything through. */
export const EVERYTHING: CostSelection = {
  owners: null,
  models: null,
  versions: null,
  servers: null,
  clusters: null,
  gpuProducts: null,
};

/** The selection as a filter of the ledger; null when it lets everything through. With a roll-up a group stands for those below it. */
export function toCostFilter(
  { selection, rollUp }: Pick<CostQuestion, 'selection' | 'rollUp'>,
  groups: GroupTree,
): CostFilter | null {
  const { owners, models, versions, servers, clusters, gpuProducts } =
    selection;
  const everyOwner = owners?.flatMap((owner): (string | null)[] =>
    owner === null || rollUp === 0 ? [owner] : [...groups.within(owner)],
  );
  const filter: CostFilter = {
    ...(everyOwner && { owners: [...new Set(everyOwner)] }),
    ...(models && { models }),
    ...(versions && { versions }),
    ...(servers && { servers }),
    ...(clusters && { clusters }),
    ...(gpuProducts && { gpuProducts }),
  };
  return Object.keys(filter).length === 0 ? null : filter;
}

/** True for what workloads hold. */
export function isHeldBucket(bucket: CostBucket | undefined): boolean {
  return bucket === 'owned' || bucket === 'unallocated';
}

/** True for costs that the filter lets through. */
export function passesFilter(
  filter: CostFilter | null,
  facts: Partial<CostDimensions>,
): boolean {
  const { owners, models, versions, servers, clusters, gpuProducts } =
    filter ?? {};
  const isOneOf = (
    list: readonly string[] | undefined,
    value: string | null | undefined,
  ) => !list || (typeof value === 'string' && list.includes(value));
  return (
    (!owners ||
      (isHeldBucket(facts.bucket) && owners.includes(facts.owner ?? null))) &&
    isOneOf(models, facts.model) &&
    (!versions ||
      (isHeldBucket(facts.bucket) &&
        versions.includes(facts.version ?? null))) &&
    isOneOf(servers, facts.serverId) &&
    isOneOf(clusters, facts.cluster) &&
    isOneOf(gpuProducts, facts.gpuProduct)
  );
}

/** Dimensions that a filter asks about. */
export function filteredDimensions(
  filter: CostFilter | null,
): (keyof CostDimensions)[] {
  const { owners, models, versions, servers, clusters, gpuProducts } =
    filter ?? {};
  return [
    ...(owners ? (['owner'] as const) : []),
    ...(models ? (['model'] as const) : []),
    ...(versions ? (['version'] as const) : []),
    ...(servers ? (['serverId'] as const) : []),
    ...(clusters ? (['cluster'] as const) : []),
    ...(gpuProducts ? (['gpuProduct'] as const) : []),
  ];
}
