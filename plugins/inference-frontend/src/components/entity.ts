export { InferenceQueryProvider } from '../api/InferenceQueryProvider';
export { EntityModelContent } from './Entity/EntityModelContent';
export { EntityModelServerContent } from './Entity/EntityModelServerContent';
export { EntityModelServersContent } from './Entity/EntityModelServersContent';
export {
  EntityModelServerCard,
  EntityModelServersCard,
} from './Entity/EntityServersCard';
