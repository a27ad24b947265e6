import { applyConflict, type Cause } from '../ApiError';
import {
  isJsonObject,
  type Json,
  type JsonObject,
  type KubeObject,
  type ManagedFieldsEntry,
} from '../objects';
import { childrenOf, fieldsOfObject, sameJson } from './FieldSet';
import {
  commonLeaves,
  describePath,
  difference,
  leavesOf,
  touches,
  withoutPath,
} from './fieldSetAlgebra';
import { fieldAt, withoutField } from './fieldPaths';
import { entryOf, isEntryOf, plainObject, type Writer } from './managedFields';

/** What an apply leads to, before defaults and validation. */
export interface Applied {
  readonly object: JsonObject;
  readonly managedFields: readonly ManagedFieldsEntry[];
}

/**
 * Server-side apply. Fields of the configuration are set and owned by the writer; fields that the writer applied
 * before and left out now are removed unless somebody else owns them. A field that somebody else owns with another
 * value is a conflict (409 naming manager and field), or taken over with `force`.
 */
export function serverSideApply(
  live: KubeObject | undefined,
  configuration: JsonObject,
  writer: Writer,
  force: boolean,
): Applied {
  const applied = fieldsOfObject(configuration);
  if (!live) {
    return {
      object: configuration,
      managedFields: [entryOf(writer, applied)],
    };
  }
  const present = plainObject(live);
  const entries = live.metadata.managedFields ?? [];
  const others = entries.filter(entry => !isEntryOf(writer, entry));
  const own = entries.find(entry => isEntryOf(writer, entry));

  const conflicts: Cause[] = [];
  const remaining = others.map(entry => {
    const contested = commonLeaves(applied, entry.fieldsV1).filter(
      path => !sameJson(fieldAt(present, path), fieldAt(configuration, path)),
    );
    conflicts.push(...contested.map(path => causeOf(entry, path)));
    return {
      ...entry,
      fieldsV1: contested.reduce(withoutPath, entry.fieldsV1),
    };
  });
  if (conflicts.length > 0 && !force) throw applyConflict(conflicts);

  let object = mergeMaps(present, configuration);
  const abandoned = own ? difference(own.fieldsV1, applied) : {};
  for (const path of leavesOf(abandoned)) {
    // A map is abandoned only when nothing in it is applied any more.
    if (
      !touches(applied, path) &&
      !remaining.some(entry => touches(entry.fieldsV1, path))
    ) {
      object = withoutField(object, path);
    }
  }
  const kept = remaining.filter(
    entry => Object.keys(entry.fieldsV1).length > 0,
  );
  const unchanged =
    own && kept.length === others.length && sameJson(own.fieldsV1, applied);
  return {
    object,
    managedFields: [...kept, unchanged ? own : entryOf(writer, applied)],
  };
}

function causeOf(entry: ManagedFieldsEntry, path: readonly string[]): Cause {
  const through = entry.subresource
    ? ` with subresource "${entry.subresource}"`
    : '';
  const version =
    entry.operation === 'Update' ? ` using ${entry.apiVersion}` : '';
  return {
    reason: 'FieldManagerConflict',
    message: `conflict with "${entry.manager}"${through}${version}`,
    field: describePath(path),
  };
}

function mergeMaps(live: JsonObject, applied: JsonObject): JsonObject {
  const result: JsonObject = { ...live };
  for (const [key, value] of Object.entries(applied)) {
    result[key] = mergeValue(key, live[key], value);
  }
  return result;
}

function mergeValue(
  field: string,
  live: Json | undefined,
  applied: Json,
): Json {
  if (live === undefined) return applied;
  const children = childrenOf(field, applied);
  if (!children) return applied;
  if (isJsonObject(applied)) {
    return isJsonObject(live) ? mergeMaps(live, applied) : applied;
  }
  const present = childrenOf(field, live);
  if (!present) return applied;
  const bySegment = new Map(
    children.map(([segment, , child]) => [segment, child]),
  );
  const merged = present.map(([segment, , child]) => {
    const next = bySegment.get(segment);
    bySegment.delete(segment);
    return next === undefined ? child : mergeItem(child, next);
  });
  return [...merged, ...bySegment.values()];
}

function mergeItem(live: Json, applied: Json): Json {
  return isJsonObject(live) && isJsonObject(applied)
    ? mergeMaps(live, applied)
    : applied;
}
