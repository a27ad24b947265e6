export { AuthorizedDataSources } from './AuthorizedDataSources';
export { AuthorizedInventory, type OnBehalfOf } from './AuthorizedInventory';
export {
  createInferenceServerConditionalDecision,
  inferenceServerConditions,
} from './conditionExports';
export { modelServerResourceRef } from './modelServerResourceRef';
export { registerPermissions } from './registerPermissions';
export {
  inClusterRule,
  inNamespaceRule,
  isOwnerRule,
  modelServerRules,
} from './rules';
