import { createComponentExtension } from '@backstage/core-plugin-api';
import { inferencePlugin } from './legacyPlugin';

/** Card of a `model-server` Component: how ready for production its servers are. */
export const EntityReadinessCard = inferencePlugin.provide(
  createComponentExtension({
    name: 'EntityReadinessCard',
    component: {
      lazy: () =>
        import('./components/entity').then(m => m.EntityReadinessCard),
    },
  }),
);

/** Card of a Group: how ready for production its servers are. */
export const EntityGroupReadinessCard = inferencePlugin.provide(
  createComponentExtension({
    name: 'EntityGroupReadinessCard',
    component: {
      lazy: () =>
        import('./components/entity').then(m => m.EntityGroupReadinessCard),
    },
  }),
);
