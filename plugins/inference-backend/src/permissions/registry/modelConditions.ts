import { createConditionExports } from '@backstage/plugin-permission-node';
import { modelResourceRef } from './modelResourceRef';
import { inModelNamespaceRule, isModelOwnerRule } from './modelRules';

const { conditions, createConditionalDecision } = createConditionExports({
  resourceRef: modelResourceRef,
  rules: { isOwner: isModelOwnerRule, inNamespace: inModelNamespaceRule },
});

/**
 * Conditions on models for permission policies.
 *
 * @example
 * inferenceModelConditions.isOwner({ owners: user.info.ownershipEntityRefs })
 *
 * @public
 */
export const inferenceModelConditions = conditions;

/**
 * Makes a policy decision out of {@link inferenceModelConditions}.
 *
 * @example
 * createInferenceModelConditionalDecision(
 *   request.permission,
 *   inferenceModelConditions.inNamespace({ namespaces: ['support'] }),
 * )
 *
 * @public
 */
export const createInferenceModelConditionalDecision =
  createConditionalDecision;
