import type { ModelRef } from '@inference-portal/plugin-inference-common';

/** First part of the keys under which everything of the registry is cached; a write makes all of it stale. */
export const REGISTRY = 'registry';

/** Key of something that belongs to one model. */
export function modelKey(
  { namespace, name }: ModelRef,
  ...rest: readonly unknown[]
): readonly unknown[] {
  return [REGISTRY, 'model', namespace, name, ...rest];
}
