import {
  isJsonObject,
  type Json,
  type JsonObject,
  type KubeObject,
  type ManagedFieldsEntry,
} from '../objects';
import { changedFields, type FieldSet } from './FieldSet';
import { difference, union } from './fieldSetAlgebra';

const OWNED_METADATA = new Set([
  'f:labels',
  'f:annotations',
  'f:finalizers',
  'f:ownerReferences',
  'f:generateName',
]);

/** Who writes, and through which door. */
export interface Writer {
  readonly manager: string;
  readonly operation: 'Apply' | 'Update';
  readonly apiVersion: string;
  readonly subresource?: string;
  /** RFC 3339. */
  readonly time: string;
}

/** managedFields after a create or update: who changes a field takes it over from everybody else. */
export function managedFieldsAfterUpdate(
  before: KubeObject | undefined,
  after: KubeObject,
  writer: Writer,
): readonly ManagedFieldsEntry[] {
  const next = plainObject(after);
  if (!before) {
    return [entryOf(writer, owned(changedFields(skeletonOf(next), next)))];
  }
  const previous = plainObject(before);
  const changed = owned(changedFields(previous, next));
  const gone = difference(owned(changedFields(next, previous)), changed);
  if (isEmpty(changed) && isEmpty(gone)) {
    return before.metadata.managedFields ?? [];
  }
  const others: ManagedFieldsEntry[] = [];
  let own: FieldSet = changed;
  for (const entry of before.metadata.managedFields ?? []) {
    if (isEntryOf(writer, entry)) {
      own = union(difference(entry.fieldsV1, gone), changed);
    } else {
      const rest = difference(difference(entry.fieldsV1, changed), gone);
      if (!isEmpty(rest)) others.push({ ...entry, fieldsV1: rest });
    }
  }
  return isEmpty(own) ? others : [...others, entryOf(writer, own)];
}

/** The parts that an object of a built-in kind has before anything is said: Go structs that are no pointers. */
function skeletonOf({ spec }: JsonObject): JsonObject {
  if (!isJsonObject(spec)) return { metadata: {} };
  const { template, strategy, updateStrategy } = spec;
  return {
    metadata: {},
    spec: {
      ...(isJsonObject(template)
        ? { template: { metadata: {}, spec: { containers: [] } } }
        : {}),
      ...(isJsonObject(strategy) ? { strategy: {} } : {}),
      ...(isJsonObject(updateStrategy) ? { updateStrategy: {} } : {}),
      ...(Array.isArray(spec.containers) ? { containers: [] } : {}),
    },
  };
}

/** A new entry for a writer. */
export function entryOf(writer: Writer, fields: FieldSet): ManagedFieldsEntry {
  return {
    manager: writer.manager,
    operation: writer.operation,
    apiVersion: writer.apiVersion,
    time: writer.time,
    fieldsType: 'FieldsV1',
    fieldsV1: fields,
    ...(writer.subresource ? { subresource: writer.subresource } : {}),
  };
}

/** Whether an entry belongs to a writer: the same manager, operation and subresource. */
export function isEntryOf(writer: Writer, entry: ManagedFieldsEntry): boolean {
  return (
    entry.manager === writer.manager &&
    entry.operation === writer.operation &&
    (entry.subresource ?? '') === (writer.subresource ?? '')
  );
}

/** An object as plain JSON, without what nobody owns. Shares its parts with the object. */
export function plainObject(object: KubeObject): JsonObject {
  const { metadata, ...rest } = object;
  const { managedFields: _managedFields, ...meta } = metadata;
  // Objects in the store were parsed from JSON or made by the controllers from JSON values.
  return { ...rest, metadata: meta } as unknown as JsonObject;
}

/** Leaves identity and server-kept metadata out of a set of changes. */
function owned(fields: FieldSet): FieldSet {
  const {
    'f:apiVersion': _apiVersion,
    'f:kind': _kind,
    'f:metadata': metadata,
    ...rest
  } = fields;
  const kept = Object.entries(metadata ?? {}).filter(([segment]) =>
    OWNED_METADATA.has(segment),
  );
  if (kept.length === 0) return rest;
  const inner: Record<string, Json> = Object.fromEntries(kept);
  return { ...rest, 'f:metadata': inner };
}

function isEmpty(fields: FieldSet): boolean {
  return Object.keys(fields).length === 0;
}
