import type { Entity } from '@backstage/catalog-model';

/** A Component that describes the server support-chat of the fixtures. */
export const modelServerEntity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'support-chat', namespace: 'default' },
  spec: {
    type: 'model-server',
    lifecycle: 'production',
    owner: 'group:default/support',
  },
};

/** A Resource that describes the model which support-chat serves. */
export const aiModelEntity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: { name: 'qwen3-32b', namespace: 'default' },
  spec: { type: 'ai-model', owner: 'group:default/support' },
};

/** The group that owns both. */
export const groupEntity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'support', namespace: 'default' },
  spec: { type: 'team', children: [] },
};
