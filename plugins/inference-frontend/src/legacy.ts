/**
 * The same pages, tabs, cards and search results for apps of the old frontend system.
 *
 * @packageDocumentation
 */
export {
  EntityModelContent,
  EntityModelServerCard,
  EntityModelServerContent,
  EntityModelServersCard,
  EntityModelServersContent,
  InferencePage,
  ModelSearchResultListItem,
  inferencePlugin,
} from './legacyPlugin';
export {
  EntityGroupCostsContent,
  EntityModelCostsContent,
  EntityModelServerCostsContent,
  HomePageMyGpus,
} from './legacyCosts';
export {
  EntityGroupFindingsCard,
  EntityServerFindingsCard,
} from './legacyFindings';
export { EntityModelFitContent } from './legacyDeploy';
export {
  InferenceDeploymentTargetFieldExtension,
  InferenceGpuPlanFieldExtension,
  InferenceModelVersionFieldExtension,
} from './legacyFormFields';
export {
  EntityGroupReadinessCard,
  EntityReadinessCard,
} from './legacyReadiness';
export { EntityRollbackDialog } from './legacyRollbacks';
export { isAiModel, isModelServer } from './entityFilters';
export { inferenceApiRef } from './api/inferenceApiRef';
export { inferenceTranslationRef } from './translation/ref';
