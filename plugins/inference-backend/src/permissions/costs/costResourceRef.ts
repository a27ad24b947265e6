import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_COST } from '@inference-portal/plugin-inference-common';

/** Whose costs, and where: what permission rules on costs judge. */
export interface CostScope {
  /** Entity ref; null for what nobody owns, such as idle GPUs. */
  readonly owner: string | null;
  /** Null for what is about no one cluster, such as a budget. */
  readonly cluster: string | null;
}

/** Condition of a rule on costs. */
export type CostCondition =
  | { readonly kind: 'owner'; readonly anyOf: readonly string[] }
  | { readonly kind: 'cluster'; readonly anyOf: readonly string[] };

/** The resource that permission rules on costs are about; its refs are those of owners. */
export const costResourceRef = createPermissionResourceRef<
  CostScope,
  CostCondition
>().with({
  pluginId: 'inference',
  resourceType: RESOURCE_TYPE_COST,
});
