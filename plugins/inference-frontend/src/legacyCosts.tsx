import { createComponentExtension } from '@backstage/core-plugin-api';
import { createCardExtension } from '@backstage/plugin-home-react';
import { inferencePlugin } from './legacyPlugin';

/** Tab of an `ai-model` Resource: what it costs, by version. */
export const EntityModelCostsContent = inferencePlugin.provide(
  createComponentExtension({
    name: 'EntityModelCostsContent',
    component: {
      lazy: () =>
        import('./components/entity').then(
          ({ InferenceQueryProvider, EntityModelCostsContent: Content }) =>
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

/** Tab of a `model-server` Component: what it costs, by pod. */
export const EntityModelServerCostsContent = inferencePlugin.provide(
  createComponentExtension({
    name: 'EntityModelServerCostsContent',
    component: {
      lazy: () =>
        import('./components/entity').then(
          ({
              InferenceQueryProvider,
              EntityModelServerCostsContent: Content,
            }) =>
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

/** Tab of a Group: what it costs with all groups below it, by model. */
export const EntityGroupCostsContent = inferencePlugin.provide(
  createComponentExtension({
    name: 'EntityGroupCostsContent',
    component: {
      lazy: () =>
        import('./components/entity').then(
          ({ InferenceQueryProvider, EntityGroupCostsContent: Content }) =>
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

/** Card of the home page: what the GPUs of the reader's groups cost this month. */
export const HomePageMyGpus = inferencePlugin.provide(
  createCardExtension({
    name: 'HomePageMyGpus',
    title: 'My team’s GPUs this month',
    components: () =>
      import('./components/Home/MyGpusThisMonth').then(
        ({ MyGpusThisMonth }) => ({ Content: MyGpusThisMonth }),
      ),
  }),
);
