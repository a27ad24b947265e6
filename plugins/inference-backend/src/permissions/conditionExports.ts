import { createConditionExports } from '@backstage/plugin-permission-node';
import { modelServerResourceRef } from './modelServerResourceRef';
import { inClusterRule, inNamespaceRule, isOwnerRule } from './rules';

const { conditions, createConditionalDecision } = createConditionExports({
  resourceRef: modelServerResourceRef,
  rules: {
    isOwner: isOwnerRule,
    inCluster: inClusterRule,
    inNamespace: inNamespaceRule,
  },
});

/**
 * Conditions on model servers for permission policies.
 *
 * @example
 * inferenceServerConditions.isOwner({ owners: user.info.ownershipEntityRefs })
 *
 * @public
 */
export const inferenceServerConditions = conditions;

/**
 * Makes a policy decision out of {@link inferenceServerConditions}.
 *
 * @example
 * createInferenceServerConditionalDecision(
 *   request.permission,
 *   inferenceServerConditions.isOwner({ owners: user.info.ownershipEntityRefs }),
 * )
 *
 * @public
 */
export const createInferenceServerConditionalDecision =
  createConditionalDecision;
