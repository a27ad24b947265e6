import type { Entity } from '@backstage/catalog-model';

/** Entities that describe a model server. */
export const modelServerFilter = {
  kind: 'component',
  'spec.type': 'model-server',
};

/** Entities that describe a model. */
export const aiModelFilter = { kind: 'resource', 'spec.type': 'ai-model' };

/** Groups of people. */
export const groupFilter = { kind: 'group' };

/** For `EntitySwitch` in apps of the old frontend system. */
export function isModelServer(entity: Entity): boolean {
  return (
    entity.kind.toLowerCase() === 'component' &&
    entity.spec?.type === 'model-server'
  );
}

/** For `EntitySwitch` in apps of the old frontend system. */
export function isAiModel(entity: Entity): boolean {
  return (
    entity.kind.toLowerCase() === 'resource' && entity.spec?.type === 'ai-model'
  );
}
