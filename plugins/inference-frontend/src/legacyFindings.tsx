import { createComponentExtension } from '@backstage/core-plugin-api';
import { inferencePlugin } from './legacyPlugin';

/** Card of a `model-server` Component: what was found about its servers. */
export const EntityServerFindingsCard = inferencePlugin.provide(
  createComponentExtension({
    name: 'EntityServerFindingsCard',
    component: {
      lazy: () =>
        import('./components/entity').then(m => m.EntityServerFindingsCard),
    },
  }),
);

/** Card of a Group: what its servers waste. */
export const EntityGroupFindingsCard = inferencePlugin.provide(
  createComponentExtension({
    name: 'EntityGroupFindingsCard',
    component: {
      lazy: () =>
        import('./components/entity').then(m => m.EntityGroupFindingsCard),
    },
  }),
);
