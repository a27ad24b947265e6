import {
  createFormField,
  FormFieldBlueprint,
} from '@backstage/plugin-scaffolder-react/alpha';

const modelVersion = FormFieldBlueprint.make({
  name: 'model-version',
  params: {
    field: () =>
      import('./components/Deploy/formFields').then(m =>
        createFormField(m.modelVersionFormField),
      ),
  },
});

const deploymentTarget = FormFieldBlueprint.make({
  name: 'deployment-target',
  params: {
    field: () =>
      import('./components/Deploy/formFields').then(m =>
        createFormField(m.deploymentTargetFormField),
      ),
  },
});

const gpuPlan = FormFieldBlueprint.make({
  name: 'gpu-plan',
  params: {
    field: () =>
      import('./components/Deploy/formFields').then(m =>
        createFormField(m.gpuPlanFormField),
      ),
  },
});

/** Form fields for templates that deploy model servers. */
export const formFieldExtensions = [modelVersion, deploymentTarget, gpuPlan];
