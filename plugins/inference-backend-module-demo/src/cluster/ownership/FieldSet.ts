import { isJsonObject, type Json, type JsonObject } from '../objects';
import {
  findListKeys,
  isAtomicMap,
  isSetList,
  itemKey,
} from '../patches/listKeys';

/**
 * A set of fields in the form of FieldsV1: `{"f:spec": {"f:replicas": {}}}`. A node without children is a field
 * that is owned as a whole; a `.` child says that the node itself is owned too.
 */
export type FieldSet = JsonObject;

/** Metadata that the server keeps and nobody owns. */
const UNOWNED = new Set([
  'f:name',
  'f:namespace',
  'f:uid',
  'f:resourceVersion',
  'f:generation',
  'f:creationTimestamp',
  'f:deletionTimestamp',
  'f:deletionGracePeriodSeconds',
  'f:managedFields',
  'f:selfLink',
]);

/** All fields of an object, apart from what identifies it. */
export function fieldsOfObject(object: JsonObject): FieldSet {
  const { apiVersion: _apiVersion, kind: _kind, ...rest } = object;
  const all = fieldsOfMap(rest);
  const metadata = all['f:metadata'];
  if (isJsonObject(metadata)) {
    const owned = Object.fromEntries(
      Object.entries(metadata).filter(([key]) => !UNOWNED.has(key)),
    );
    if (Object.keys(owned).length > 0) all['f:metadata'] = owned;
    else delete all['f:metadata'];
  }
  return all;
}

/** Fields whose value in `after` is new or differs from `before`. */
export function changedFields(before: JsonObject, after: JsonObject): FieldSet {
  return changedInMap(before, after);
}

/** Calls `visit` for each segment of a value: the children of a map or of a keyed list. */
export function childrenOf(
  field: string,
  value: Json,
): [segment: string, name: string, child: Json][] | undefined {
  if (isJsonObject(value)) {
    if (isAtomicMap(field)) return undefined;
    return Object.entries(value).map(([key, child]) => [
      `f:${key}`,
      key,
      child,
    ]);
  }
  if (!Array.isArray(value) || value.length === 0) return undefined;
  if (isSetList(field)) {
    return value.map(item => [`v:${JSON.stringify(item)}`, '', item]);
  }
  const keys = findListKeys(field, value);
  if (!keys) return undefined;
  return value.flatMap((item): [string, string, Json][] =>
    isJsonObject(item)
      ? [[`k:${JSON.stringify(itemKey(item, keys))}`, '', item]]
      : [],
  );
}

function fieldsOfMap(map: JsonObject): FieldSet {
  const fields: FieldSet = {};
  for (const [key, value] of Object.entries(map)) {
    fields[`f:${key}`] = fieldsOfValue(key, value);
  }
  return fields;
}

/** With `added`, maps and lists inside are new themselves, and owned as such. */
function fieldsOfValue(
  field: string,
  value: Json,
  added: boolean = false,
): FieldSet {
  const children = childrenOf(field, value);
  if (!children) return {};
  const fields: FieldSet = {};
  for (const [segment, name, child] of children) {
    if (segment.startsWith('k:')) {
      fields[segment] = { '.': {}, ...fieldsOfValue(name, child, added) };
    } else {
      fields[segment] = added
        ? addedFields(name, child)
        : fieldsOfValue(name, child);
    }
  }
  return fields;
}

function addedFields(field: string, value: Json): FieldSet {
  const inner = fieldsOfValue(field, value, true);
  return Object.keys(inner).length > 0 ? { '.': {}, ...inner } : inner;
}

function changedInMap(before: JsonObject, after: JsonObject): FieldSet {
  const fields: FieldSet = {};
  for (const [key, value] of Object.entries(after)) {
    const changed = changedInValue(key, before[key], value);
    if (changed) fields[`f:${key}`] = changed;
  }
  return fields;
}

function changedInValue(
  field: string,
  before: Json | undefined,
  after: Json,
): FieldSet | undefined {
  if (before === after) return undefined;
  if (before === undefined) return addedFields(field, after);
  const children = childrenOf(field, after);
  const former = childrenOf(field, before);
  if (!children || !former) {
    return sameJson(before, after)
      ? undefined
      : fieldsOfValue(field, after, true);
  }
  const formerBySegment = new Map(
    former.map(([segment, , child]) => [segment, child]),
  );
  const fields: FieldSet = {};
  for (const [segment, name, child] of children) {
    const old = formerBySegment.get(segment);
    const changed = changedInValue(name, old, child);
    if (changed) {
      fields[segment] =
        old === undefined && segment.startsWith('k:')
          ? { '.': {}, ...changed }
          : changed;
    }
  }
  return Object.keys(fields).length > 0 ? fields : undefined;
}

/** Equality of JSON values, whatever the order of keys. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item, index) => sameJson(item, b[index]))
    );
  }
  const left = Object.entries(a).filter(([, value]) => value !== undefined);
  const right = new Map(
    Object.entries(b).filter(([, value]) => value !== undefined),
  );
  return (
    left.length === right.size &&
    left.every(
      ([key, value]) => right.has(key) && sameJson(value, right.get(key)),
    )
  );
}
