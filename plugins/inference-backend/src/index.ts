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
  createInferenceCostConditionalDecision,
  inferenceCostConditions,
} from './permissions/costs/costConditions';
export {
  createInferenceModelConditionalDecision,
  inferenceModelConditions,
} from './permissions/registry/modelConditions';
