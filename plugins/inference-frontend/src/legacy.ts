/**
 * The same pages, tabs and cards for apps of the old frontend system.
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
  inferencePlugin,
} from './legacyPlugin';
export { isAiModel, isModelServer } from './entityFilters';
export { inferenceApiRef } from './api/inferenceApiRef';
export { inferenceTranslationRef } from './translation/ref';
