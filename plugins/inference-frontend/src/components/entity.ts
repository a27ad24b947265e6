export { InferenceQueryProvider } from '../api/InferenceQueryProvider';
export {
  EntityGroupCostsContent,
  EntityModelCostsContent,
  EntityModelServerCostsContent,
} from './Entity/EntityCostsContent';
export {
  EntityGroupFindingsCard,
  EntityServerFindingsCard,
} from './Entity/EntityFindingsCard';
export { EntityModelContent } from './Entity/EntityModelContent';
export { EntityModelFitContent } from './Entity/EntityModelFitContent';
export { EntityGroupReadinessCard } from './Entity/EntityGroupReadinessCard';
export { EntityReadinessCard } from './Entity/EntityReadinessCard';
export { EntityRollbackDialog } from './Entity/EntityRollbackDialog';
export { EntityModelServerContent } from './Entity/EntityModelServerContent';
export { EntityModelServersContent } from './Entity/EntityModelServersContent';
export {
  EntityModelServerCard,
  EntityModelServersCard,
} from './Entity/EntityServersCard';
