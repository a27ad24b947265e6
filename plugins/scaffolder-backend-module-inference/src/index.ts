/**
 * Scaffolder actions of the inference portal.
 *
 * @packageDocumentation
 */
export { scaffolderModuleInference as default } from './module';
export { createRegisterVersionAction } from './actions/registerVersion';
export { createRenderAction } from './actions/render';
