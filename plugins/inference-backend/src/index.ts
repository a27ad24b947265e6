/**
 * Backend of the inference portal.
 *
 * @packageDocumentation
 */
export { inferencePlugin as default } from './plugin';
export {
  createInferenceServerConditionalDecision,
  inferenceServerConditions,
} from './permissions/conditionExports';
export {
  createInferenceModelConditionalDecision,
  inferenceModelConditions,
} from './permissions/registry/modelConditions';
