import { labelsKey } from './labels';
import { executionError } from './PromqlError';
import type { Value } from './values';

/** Refuses a vector in which two elements have the same labels, as series of two names have once the names are gone. */
export function requireDistinct(value: Value): Value {
  if (value.type !== 'vector' && value.type !== 'matrix') return value;
  const keys = new Set<string>();
  for (const { labels } of value.elements) keys.add(labelsKey(labels));
  if (keys.size !== value.elements.length) {
    throw executionError(
      'vector cannot contain metrics with the same labelset',
    );
  }
  return value;
}
