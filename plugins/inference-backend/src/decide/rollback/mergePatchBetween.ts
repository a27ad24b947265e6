import type { Json, JsonObject } from '@inference-portal/plugin-inference-node';

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** True for equal JSON, whatever the order of fields. */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item, index) => sameJson(item, b[index]))
    );
  }
  if (isObject(a) && isObject(b)) {
    const names = Object.keys(a);
    return (
      names.length === Object.keys(b).length &&
      names.every(name => Object.hasOwn(b, name) && sameJson(a[name], b[name]))
    );
  }
  return a === b;
}

/**
 * The JSON merge patch (RFC 7386) that makes `to` of `from`: what `to` lacks is taken away by an explicit null, and what neither has is not
 * touched. Neither may hold nulls, which such a patch cannot write.
 *
 * @example
 * mergePatchBetween({ image: 'v2', seed: 1 }, { image: 'v1' }) // { image: 'v1', seed: null }
 */
export function mergePatchBetween(
  from: JsonObject,
  to: JsonObject,
): JsonObject {
  const removed = Object.keys(from).filter(name => !Object.hasOwn(to, name));
  const written = Object.entries(to).flatMap(
    ([name, wanted]): [string, Json][] => {
      const present = Object.hasOwn(from, name) ? from[name] : undefined;
      if (sameJson(present, wanted)) {
        return [];
      }
      return [
        [
          name,
          isObject(wanted)
            ? mergePatchBetween(isObject(present) ? present : {}, wanted)
            : wanted,
        ],
      ];
    },
  );
  return Object.fromEntries([
    ...removed.map((name): [string, Json] => [name, null]),
    ...written,
  ]);
}

/** `{a: {b: value}}` for the path a, b; the value itself for the empty path. */
export function nestedPatch(
  path: readonly string[],
  value: JsonObject,
): JsonObject {
  return path.reduceRight<JsonObject>(
    (inner, name) => ({ [name]: inner }),
    value,
  );
}
