/**
 * Pages, entity tabs, cards and search results of the inference portal, for apps of the new frontend system.
 *
 * @packageDocumentation
 */
export { inferencePlugin as default } from './plugin';
export { inferenceApiRef } from './api/inferenceApiRef';
export { inferenceTranslationRef } from './translation/ref';
