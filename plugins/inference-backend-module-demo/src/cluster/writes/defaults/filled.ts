import { isJsonObject, type Json, type JsonObject } from '../../objects';

/** The map with missing fields filled in; the very same map when none is missing, so that memory stays shared. */
export function filled(map: JsonObject, defaults: JsonObject): JsonObject {
  const missing = Object.keys(defaults).filter(key => map[key] === undefined);
  if (missing.length === 0) return map;
  const result = { ...map };
  for (const key of missing) {
    const value = defaults[key];
    if (value !== undefined) result[key] = value;
  }
  return result;
}

/** The map with one field rewritten, if it has that field; the same map when nothing changes. */
export function rewritten(
  map: JsonObject,
  field: string,
  rewrite: (value: Json) => Json,
): JsonObject {
  const value = map[field];
  if (value === undefined) return map;
  const next = rewrite(value);
  return next === value ? map : { ...map, [field]: next };
}

/** Rewrites each map of a list; the same list when nothing changes. */
export function eachItem(
  rewrite: (item: JsonObject) => JsonObject,
): (list: Json) => Json {
  return list => {
    if (!Array.isArray(list)) return list;
    const next = list.map(item => (isJsonObject(item) ? rewrite(item) : item));
    return next.every((item, index) => item === list[index]) ? list : next;
  };
}

/** Rewrites a map and leaves anything else alone. */
export function ifMap(
  rewrite: (map: JsonObject) => JsonObject,
): (value: Json) => Json {
  return value => (isJsonObject(value) ? rewrite(value) : value);
}
