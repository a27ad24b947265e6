import type { Json, JsonObject } from '@inference-portal/plugin-inference-node';

function isObject(
  value: unknown,
): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sameJson(value: unknown, wanted: Json): boolean {
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(value) &&
      value.length === wanted.length &&
      wanted.every((item, i) => sameJson(value[i], item))
    );
  }
  if (isObject(wanted)) {
    return (
      isObject(value) &&
      Object.keys(value).length === Object.keys(wanted).length &&
      Object.entries(wanted).every(
        ([key, item]) =>
          Object.hasOwn(value, key) && sameJson(value[key], item),
      )
    );
  }
  return value === wanted;
}

/**
 * True when a JSON merge patch would change nothing in `object`: a null stands for a field that is absent, as it does in the
 * patch. Tells both whether a step was done already and whether the world is still the one that a plan was made for.
 */
export function matchesPatch(object: unknown, patch: JsonObject): boolean {
  const fields = isObject(object) ? object : {};
  return Object.entries(patch).every(([key, wanted]) => {
    const value = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (wanted === null) {
      return value === undefined || value === null;
    }
    return isObject(wanted)
      ? matchesPatch(value, wanted)
      : sameJson(value, wanted);
  });
}
