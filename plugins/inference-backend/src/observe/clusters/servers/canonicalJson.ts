import { createHash } from 'node:crypto';
import type { Json, JsonObject } from '@inference-portal/plugin-inference-node';

/**
 * The same value with fields in code-unit order and without null fields, which Kubernetes treats as absent. Equal values
 * give equal text in `JSON.stringify`.
 */
export function canonicalize(value: JsonObject): JsonObject {
  const names = Object.keys(value).sort();
  return Object.fromEntries(
    names
      .filter(name => value[name] !== null && value[name] !== undefined)
      .map(name => [name, canonicalValue(value[name])]),
  );
}

function canonicalValue(value: Json): Json {
  if (Array.isArray(value)) {
    return value.map(canonicalValue);
  }
  return typeof value === 'object' && value !== null
    ? canonicalize(value)
    : value;
}

/** SHA-256, hex, of a canonical value. */
export function hashCanonical(value: JsonObject): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
