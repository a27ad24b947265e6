import { createComponentExtension } from '@backstage/core-plugin-api';
import { inferencePlugin } from './legacyPlugin';

/** Tab of an `ai-model` Resource: on which GPUs it would fit, with the ways to deploy it. */
export const EntityModelFitContent = inferencePlugin.provide(
  createComponentExtension({
    name: 'EntityModelFitContent',
    component: {
      lazy: () =>
        import('./components/entity').then(
          ({ InferenceQueryProvider, EntityModelFitContent: Content }) =>
            () =>
              (
                <InferenceQueryProvider>
                  <Content />
                </InferenceQueryProvider>
              ),
        ),
    },
  }),
);
