import { createScaffolderFieldExtension } from '@backstage/plugin-scaffolder-react';
import {
  deploymentTargetFormField,
  gpuPlanFormField,
  modelVersionFormField,
} from './components/Deploy/formFields';
import { inferencePlugin } from './legacyPlugin';

/** Form field of templates: a registered model and a version; belongs into `ScaffolderFieldExtensions`. */
export const InferenceModelVersionFieldExtension = inferencePlugin.provide(
  createScaffolderFieldExtension({
    ...modelVersionFormField,
    schema: modelVersionFormField.schema.schema,
  }),
);

/** Form field of templates: cluster and namespace. */
export const InferenceDeploymentTargetFieldExtension = inferencePlugin.provide(
  createScaffolderFieldExtension({
    ...deploymentTargetFormField,
    schema: deploymentTargetFormField.schema.schema,
  }),
);

/** Form field of templates: GPUs with the planner beside them. */
export const InferenceGpuPlanFieldExtension = inferencePlugin.provide(
  createScaffolderFieldExtension({
    ...gpuPlanFormField,
    schema: gpuPlanFormField.schema.schema,
  }),
);
