export { AuthorizedDataSources } from './AuthorizedDataSources';
export { AuthorizedInventory, type OnBehalfOf } from './AuthorizedInventory';
export {
  createInferenceServerConditionalDecision,
  inferenceServerConditions,
} from './conditionExports';
export { AuthorizedChanges } from './changes/AuthorizedChanges';
export type { ChangeStart } from './changes/changeStart';
export { ChangeAccess } from './changes/ChangeAccess';
export {
  readChangeRules,
  readRollbackRules,
  type ChangeRules,
  type RollbackRules,
} from './changes/readChangeRules';
export {
  createForcing,
  requireForcer,
  RollbackSafety,
} from './changes/RollbackSafety';
export { AuthorizedCosts } from './costs/AuthorizedCosts';
export type { RequestedBudget } from './costs/AuthorizedBudgets';
export {
  createInferenceCostConditionalDecision,
  inferenceCostConditions,
} from './costs/costConditions';
export { AuthorizedDeployments } from './deployments/AuthorizedDeployments';
export { NamespaceAccess } from './deployments/NamespaceAccess';
export {
  AuthorizedFindings,
  type FindingAnswer,
} from './findings/AuthorizedFindings';
export { AuthorizedGpuPlans } from './planner/AuthorizedGpuPlans';
export {
  AuthorizedServerPlans,
  type ReadCaches,
} from './planner/AuthorizedServerPlans';
export type { HubFacts } from './planner/ModelFacts';
export { AuthorizedRegistry } from './registry/AuthorizedRegistry';
export type { RunnableImports } from './registry/AuthorizedImports';
export type { Caller } from './registry/Caller';
export {
  createInferenceModelConditionalDecision,
  inferenceModelConditions,
} from './registry/modelConditions';
export { modelResourceRef } from './registry/modelResourceRef';
export { modelRules } from './registry/modelRules';
export { readRegistryRules } from './registry/readRegistryRules';
export { findProtection, type RegistryRules } from './registry/RegistryRules';
export { AuthorizedReleases } from './AuthorizedReleases';
export { AuthorizedReadiness } from './AuthorizedReadiness';
export { AuthorizedUsage } from './AuthorizedUsage';
export { modelServerResourceRef } from './modelServerResourceRef';
export { registerPermissions } from './registerPermissions';
export {
  inClusterRule,
  inNamespaceRule,
  isOwnerRule,
  modelServerRules,
} from './rules';
