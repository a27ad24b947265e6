import {
  ApiBlueprint,
  PageBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import type { TemplateParameterSchema } from '@backstage/plugin-scaffolder-react';
import { Stepper } from '@backstage/plugin-scaffolder-react/alpha';
import type { ComponentProps } from 'react';
import type { InferenceApi } from '@inference-portal/plugin-inference-common';
import inferencePlugin, { inferenceApiRef } from '..';
import {
  deploymentTargetFormField,
  gpuPlanFormField,
  modelVersionFormField,
} from '../components/Deploy/formFields';

const MANIFEST: TemplateParameterSchema = {
  title: 'vLLM server',
  steps: [
    {
      title: 'Model and place',
      schema: {
        required: ['model', 'target'],
        properties: {
          model: { type: 'object', 'ui:field': 'InferenceModelVersion' },
          target: { type: 'object', 'ui:field': 'InferenceDeploymentTarget' },
        },
      },
    },
    {
      title: 'GPUs',
      schema: {
        required: ['gpu'],
        properties: {
          gpu: {
            type: 'object',
            description: 'Fits before it is made.',
            'ui:field': 'InferenceGpuPlan',
            'ui:options': { engine: 'vllm' },
          },
        },
      },
    },
  ],
};

/** The form of a template with the plugin's fields, as the scaffolder shows it; `only` leaves just one of its pages. */
export function renderForm(
  api: InferenceApi,
  options: {
    values?: ComponentProps<typeof Stepper>['initialState'];
    only?: number;
    language?: 'en' | 'de';
  } = {},
) {
  const { values, only, language = 'en' } = options;
  const created: unknown[] = [];
  localStorage.setItem('language', language);
  const page = PageBlueprint.make({
    name: 'form',
    params: {
      path: '/',
      title: 'Create',
      loader: async () => (
        <main>
          <Stepper
            manifest={{
              ...MANIFEST,
              steps: MANIFEST.steps.filter(
                (_, at) => only === undefined || at === only,
              ),
            }}
            extensions={[
              modelVersionFormField,
              deploymentTargetFormField,
              gpuPlanFormField,
            ].map(({ name, component, validation }) => ({
              name,
              component,
              validation,
            }))}
            initialState={values}
            onCreate={async made => {
              created.push(made);
            }}
          />
        </main>
      ),
    },
  });
  renderTestApp({
    extensions: [page],
    apis: [mockApis.identity({ userEntityRef: 'user:default/guest' })],
    features: [
      inferencePlugin,
      createFrontendModule({
        pluginId: 'inference',
        extensions: [
          ApiBlueprint.make({
            params: defineParams =>
              defineParams({
                api: inferenceApiRef,
                deps: {},
                factory: () => api,
              }),
          }),
        ],
      }),
    ],
    config: {
      app: {
        extensions: [
          {
            'api:app/app-language': {
              config: {
                availableLanguages: ['en', 'de'],
                defaultLanguage: language,
              },
            },
          },
        ],
      },
    },
  });
  return { created };
}
