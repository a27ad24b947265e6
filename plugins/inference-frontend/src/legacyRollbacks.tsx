import { createComponentExtension } from '@backstage/core-plugin-api';
import { inferencePlugin } from './legacyPlugin';

/**
 * Rolls back the server of a `model-server` Component, for an item of `UNSTABLE_extraContextMenuItems` of an `EntityLayout`: drawn with the
 * `entity` while the app holds it open, until it calls `onClose`.
 */
export const EntityRollbackDialog = inferencePlugin.provide(
  createComponentExtension({
    name: 'EntityRollbackDialog',
    component: {
      lazy: () =>
        import('./components/entity').then(m => m.EntityRollbackDialog),
    },
  }),
);
