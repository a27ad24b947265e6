import { badRequest } from '../ApiError';
import { isJsonObject, type Json, type JsonObject } from '../objects';
import { findMergeKey, isSetList } from './listKeys';

const DIRECTIVE = '$patch';
const RETAIN_KEYS = '$retainKeys';
const DELETE_PRIMITIVES = '$deleteFromPrimitiveList/';
const SET_ORDER = '$setElementOrder/';

/**
 * Kubernetes' strategic merge patch: maps merge, lists of the built-in kinds merge by their key, other lists
 * are replaced. Knows the directives `$patch: replace|merge|delete`, `$deleteFromPrimitiveList`,
 * `$setElementOrder` and `$retainKeys`.
 */
export function applyStrategicMergePatch(
  target: JsonObject,
  patch: Json,
): JsonObject {
  if (!isJsonObject(patch)) {
    throw badRequest('error decoding patch: a strategic merge patch is a map');
  }
  return mergeMaps(target, patch);
}

function mergeMaps(target: JsonObject, patch: JsonObject): JsonObject {
  if (patch[DIRECTIVE] === 'replace') return withoutDirectives(patch);
  if (patch[DIRECTIVE] === 'delete') return {};
  checkDirective(patch);
  const result: JsonObject = retained(target, patch[RETAIN_KEYS]);
  for (const [key, value] of Object.entries(patch)) {
    if (key === DIRECTIVE || key === RETAIN_KEYS) continue;
    if (key.startsWith(DELETE_PRIMITIVES)) {
      const field = key.slice(DELETE_PRIMITIVES.length);
      result[field] = without(result[field], value);
    } else if (!key.startsWith(SET_ORDER)) {
      if (value === null) delete result[key];
      else result[key] = mergeValue(key, result[key], value);
    }
  }
  for (const [key, order] of Object.entries(patch)) {
    if (!key.startsWith(SET_ORDER) || !Array.isArray(order)) continue;
    const field = key.slice(SET_ORDER.length);
    const list = result[field];
    if (Array.isArray(list)) result[field] = ordered(field, list, order);
  }
  return result;
}

function mergeValue(
  field: string,
  target: Json | undefined,
  patch: Json,
): Json {
  if (isJsonObject(patch)) {
    return mergeMaps(isJsonObject(target) ? target : {}, patch);
  }
  if (!Array.isArray(patch)) return patch;
  const present = Array.isArray(target) ? target : [];
  if (isSetList(field)) return [...new Set([...present, ...patch])];
  const mergeKey = findMergeKey(field, patch, present);
  if (mergeKey === undefined)
    return patch.filter(item => !isBareDirective(item));
  return mergeLists(field, mergeKey, present, patch);
}

function mergeLists(
  field: string,
  mergeKey: string,
  target: readonly Json[],
  patch: readonly Json[],
): Json[] {
  if (patch.some(item => isBareDirective(item))) {
    return patch.filter(item => !isBareDirective(item)).map(stripped);
  }
  let result = [...target];
  for (const item of patch) {
    if (!isJsonObject(item)) {
      throw badRequest(
        `unable to merge the list "${field}": an item is not a map`,
      );
    }
    const key = item[mergeKey];
    if (key === undefined) {
      throw badRequest(
        `map: ${JSON.stringify(
          item,
        )} does not contain declared merge key: ${mergeKey}`,
      );
    }
    const matches = (each: Json) =>
      isJsonObject(each) && each[mergeKey] === key;
    if (item[DIRECTIVE] === 'delete') {
      result = result.filter(each => !matches(each));
      continue;
    }
    const index = result.findIndex(matches);
    const present = result[index];
    if (isJsonObject(present)) result[index] = mergeMaps(present, item);
    else result.push(mergeMaps({}, item));
  }
  return result;
}

/** `$setElementOrder`: listed items in that order; others stay behind the item they stood behind. */
function ordered(
  field: string,
  list: readonly Json[],
  order: readonly Json[],
): Json[] {
  const mergeKey = findMergeKey(field, order, list);
  const keyOf = (item: Json) =>
    mergeKey !== undefined && isJsonObject(item) ? item[mergeKey] : item;
  const rank = new Map(order.map((item, index) => [keyOf(item), index]));
  let last = -1;
  return list
    .map((item, index) => {
      last = rank.get(keyOf(item)) ?? last;
      return { item, index, rank: last };
    })
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .map(({ item }) => item);
}

function retained(target: JsonObject, keys: Json | undefined): JsonObject {
  if (!Array.isArray(keys)) return { ...target };
  return Object.fromEntries(
    Object.entries(target).filter(([key]) => keys.includes(key)),
  );
}

function without(target: Json | undefined, values: Json): Json {
  if (!Array.isArray(target) || !Array.isArray(values)) return target ?? [];
  return target.filter(item => !values.includes(item));
}

function isBareDirective(item: Json): boolean {
  return isJsonObject(item) && item[DIRECTIVE] === 'replace';
}

function stripped(item: Json): Json {
  return isJsonObject(item) ? withoutDirectives(item) : item;
}

function withoutDirectives(patch: JsonObject): JsonObject {
  const { [DIRECTIVE]: _directive, [RETAIN_KEYS]: _keys, ...rest } = patch;
  return rest;
}

function checkDirective(patch: JsonObject): void {
  const directive = patch[DIRECTIVE];
  if (directive !== undefined && directive !== 'merge') {
    throw badRequest(`unknown patch type: ${JSON.stringify(directive)}`);
  }
}
