/**
 * Search for models and versions of the inference portal.
 *
 * @packageDocumentation
 */
export { searchModuleInference as default } from './module';
export {
  ModelCollatorFactory,
  type ModelDocument,
} from './ModelCollatorFactory';
