import { createConditionExports } from '@backstage/plugin-permission-node';
import { costResourceRef } from './costResourceRef';
import { inCostClusterRule, isCostOwnerRule } from './costRules';

const { conditions, createConditionalDecision } = createConditionExports({
  resourceRef: costResourceRef,
  rules: { isOwner: isCostOwnerRule, inCluster: inCostClusterRule },
});

/**
 * Conditions on costs for permission policies.
 *
 * @example
 * inferenceCostConditions.isOwner({ owners: user.info.ownershipEntityRefs })
 *
 * @public
 */
export const inferenceCostConditions = conditions;

/**
 * Makes a policy decision out of {@link inferenceCostConditions}.
 *
 * @example
 * createInferenceCostConditionalDecision(
 *   request.permission,
 *   inferenceCostConditions.isOwner({ owners: user.info.ownershipEntityRefs }),
 * )
 *
 * @public
 */
export const createInferenceCostConditionalDecision = createConditionalDecision;
