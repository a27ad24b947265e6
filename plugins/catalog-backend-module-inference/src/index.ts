/**
 * Shows observed model servers and models in the catalog.
 *
 * @packageDocumentation
 */
export { catalogModuleInference as default } from './module';
