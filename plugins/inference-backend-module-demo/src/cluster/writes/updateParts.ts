import { conflict, invalid } from '../ApiError';
import {
  isJsonObject,
  type JsonObject,
  type KubeObject,
  type ManagedFieldsEntry,
} from '../objects';
import type { StoredVersion } from '../store/StoredVersion';

/** The metadata of an object, empty when it has none. */
export function metadataOf(object: JsonObject): JsonObject {
  return isJsonObject(object.metadata) ? object.metadata : {};
}

/** The object with these managedFields in place of its own. */
export function withManaged(
  object: KubeObject,
  managedFields: readonly ManagedFieldsEntry[],
): KubeObject {
  const { managedFields: _former, ...metadata } = object.metadata;
  return {
    ...object,
    metadata:
      managedFields.length > 0 ? { ...metadata, managedFields } : metadata,
  };
}

/** managedFields that a client rewrote, if they have the form of entries. */
export function givenManagedFields(
  object: JsonObject,
): readonly ManagedFieldsEntry[] | undefined {
  const { managedFields } = metadataOf(object);
  if (!Array.isArray(managedFields)) return undefined;
  const complete = managedFields.every(
    each =>
      isJsonObject(each) &&
      typeof each.manager === 'string' &&
      (each.operation === 'Apply' || each.operation === 'Update') &&
      isJsonObject(each.fieldsV1),
  );
  // The check above is that of the type.
  return complete
    ? (managedFields as unknown as readonly ManagedFieldsEntry[])
    : undefined;
}

/** 409 when the next state names a resourceVersion or uid that is not the present one. */
export function checkPreconditions(
  live: StoredVersion,
  next: JsonObject,
): void {
  const { resourceVersion, uid } = metadataOf(next);
  const { metadata } = live.object;
  if (
    typeof resourceVersion === 'string' &&
    resourceVersion !== '' &&
    resourceVersion !== metadata.resourceVersion
  ) {
    throw conflict(live.definition, live.name);
  }
  if (typeof uid === 'string' && uid !== '' && uid !== metadata.uid) {
    throw conflict(
      live.definition,
      live.name,
      `StorageError: invalid object, Code: 4, Key: ${storageKey(
        live,
      )}, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: ${uid}, UID in object meta: ${
        metadata.uid
      }`,
    );
  }
}

/** Where etcd would have the object. */
function storageKey({ definition, namespace, name }: StoredVersion): string {
  return ['/registry', definition.plural, namespace, name]
    .filter(part => part !== '')
    .join('/');
}

/** The next state: client-owned parts from `next`, server-owned ones from the present object. */
export function merged(
  live: StoredVersion,
  present: JsonObject,
  next: JsonObject,
  subresource: string | undefined,
): JsonObject {
  const { definition } = live;
  if (subresource === 'status') {
    const { status: _former, ...rest } = present;
    const written =
      next.status === undefined ? rest : { ...rest, status: next.status };
    // Through this door the controller numbers the revisions of a Deployment, without a new generation.
    const { annotations } = metadataOf(next);
    return definition.kind === 'Deployment' && annotations !== undefined
      ? { ...written, metadata: { ...metadataOf(present), annotations } }
      : written;
  }
  const { status: _status, ...rest } = next;
  const status = definition.subresources.status ? present.status : next.status;
  const given = metadataOf(next);
  const clientOwned = [
    'labels',
    'annotations',
    'ownerReferences',
    'finalizers',
  ];
  const metadata = Object.fromEntries(
    Object.entries(metadataOf(present)).filter(
      ([key]) => !clientOwned.includes(key),
    ),
  );
  for (const key of clientOwned) {
    const value = given[key];
    // Empty lists and maps are left out, as Go leaves them out.
    if (value !== undefined && Object.keys(value ?? {}).length > 0) {
      metadata[key] = value;
    }
  }
  return {
    ...rest,
    apiVersion: live.object.apiVersion,
    kind: definition.kind,
    metadata,
    ...(status === undefined ? {} : { status }),
  };
}

/** 422 when an object that is being deleted gets another finalizer. */
export function refuseLateFinalizers(
  { definition, name, object }: StoredVersion,
  next: JsonObject,
): void {
  const { deletionTimestamp, finalizers = [] } = object.metadata;
  const wanted = metadataOf(next).finalizers;
  if (deletionTimestamp === undefined || !Array.isArray(wanted)) return;
  const late = wanted.map(String).filter(each => !finalizers.includes(each));
  if (late.length === 0) return;
  const list = late.map(each => JSON.stringify(each)).join(', ');
  throw invalid(definition, name, [
    {
      reason: 'FieldValueForbidden',
      message: `Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{${list}}`,
      field: 'metadata.finalizers',
    },
  ]);
}

/** An object that was never stored has no version. */
export function withoutEmptyVersion(object: KubeObject): KubeObject {
  const { resourceVersion, ...metadata } = object.metadata;
  // The type wants a version, which every stored object has.
  return resourceVersion === ''
    ? ({ ...object, metadata } as KubeObject)
    : object;
}
