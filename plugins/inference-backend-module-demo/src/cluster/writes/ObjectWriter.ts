import {
  alreadyExists,
  ApiError,
  badRequest,
  conflict,
  notFound,
} from '../ApiError';
import type { KindRegistry } from '../kinds/KindRegistry';
import {
  storageApiVersion,
  type ResourceDefinition,
} from '../kinds/ResourceDefinition';
import {
  isJsonObject,
  timestampOf,
  type JsonObject,
  type KubeObject,
  type ManagedFieldsEntry,
} from '../objects';
import { sameJson } from '../ownership/FieldSet';
import {
  managedFieldsAfterUpdate,
  plainObject,
  type Writer,
} from '../ownership/managedFields';
import { serverSideApply } from '../ownership/serverSideApply';
import type { Random } from '../Random';
import type { ObjectStore } from '../store/ObjectStore';
import { StoredVersion } from '../store/StoredVersion';
import { withDefaults } from './defaults/objectDefaults';
import { withGeneratedFields } from './generatedFields';
import { asKubeObject } from './parseObject';
import { validate } from './validation/objectRules';

/** Who writes, where, and whether for real. */
export interface WriteOptions {
  readonly manager: string;
  readonly dryRun?: boolean;
  readonly subresource?: string;
  /** The apiVersion that the writer used; default the stored one. */
  readonly apiVersion?: string;
}

/** What an apply did. */
export interface ApplyResult {
  readonly version: StoredVersion;
  readonly created: boolean;
}

/** Admission: every write of clients and controllers passes here before it reaches the store. */
export class ObjectWriter {
  constructor(
    private readonly parts: {
      readonly store: ObjectStore;
      readonly registry: KindRegistry;
      readonly random: Random;
      readonly now: () => number;
    },
  ) {}

  /** Creates an object from parsed JSON. 409 when the name is taken, 404 without namespace, 422 when invalid. */
  create(
    definition: ResourceDefinition,
    namespace: string,
    body: JsonObject,
    options: WriteOptions,
  ): StoredVersion {
    const { status: givenStatus, ...withoutStatus } = body;
    const metadata = this.newMetadata(definition, namespace, body);
    // A status is written through its subresource; kinds without one keep what the client says.
    const keepsStatus =
      !definition.subresources.status && givenStatus !== undefined;
    const draft: JsonObject = {
      ...withoutStatus,
      apiVersion: storageApiVersion(definition),
      kind: definition.kind,
      metadata,
      ...(keepsStatus ? { status: givenStatus } : {}),
    };
    const object = withGeneratedFields(
      withDefaults(definition, draft),
      String(metadata.uid),
      this.parts.random,
    );
    validate(definition, object, undefined);
    const name = String(metadata.name);
    if (this.parts.store.find(definition, namespace, name)) {
      throw alreadyExists(definition, name);
    }
    this.requireNamespace(definition, namespace, name);
    const finished = asKubeObject(object);
    const managed = managedFieldsAfterUpdate(
      undefined,
      asKubeObject(draft),
      this.writer(definition, options, 'Update'),
    );
    return this.commit(definition, withManaged(finished, managed), options);
  }

  /**
   * Replaces the part of an object that the options' subresource lets a writer touch. `next` may carry a
   * resourceVersion or uid as a precondition. Without any change nothing is written.
   */
  update(
    live: StoredVersion,
    next: JsonObject,
    options: WriteOptions,
    apply?: readonly ManagedFieldsEntry[],
  ): StoredVersion {
    const { definition } = live;
    const present = live.object;
    checkPreconditions(live, next);
    const before = plainObject(present);
    const object = withDefaults(
      definition,
      merged(live, before, next, options.subresource),
    );
    validate(definition, object, before);
    const spec = (each: JsonObject) => {
      const { metadata: _metadata, status: _status, ...rest } = each;
      return rest;
    };
    const bumps =
      definition.generation && !sameJson(spec(before), spec(object));
    const candidate = asKubeObject(
      bumps
        ? {
            ...object,
            metadata: {
              ...metadataOf(object),
              generation: (present.metadata.generation ?? 0) + 1,
            },
          }
        : object,
    );
    const base = withManaged(
      present,
      givenManagedFields(next) ?? present.metadata.managedFields ?? [],
    );
    const managed =
      apply ??
      managedFieldsAfterUpdate(
        base,
        candidate,
        this.writer(definition, options, 'Update'),
      );
    const unchanged =
      sameJson(before, plainObject(candidate)) &&
      sameJson(managed, present.metadata.managedFields ?? []);
    if (unchanged) return live;
    return this.commit(definition, withManaged(candidate, managed), options);
  }

  /** Server-side apply; creates the object when there is none. */
  apply(
    definition: ResourceDefinition,
    namespace: string,
    name: string,
    configuration: JsonObject,
    options: WriteOptions & { readonly force: boolean },
  ): ApplyResult {
    const live = this.parts.store.find(definition, namespace, name);
    const writer = this.writer(definition, options, 'Apply');
    if (!live) {
      if (options.subresource) throw notFound(definition, name);
      const { managedFields } = serverSideApply(
        undefined,
        configuration,
        writer,
        options.force,
      );
      const created = this.create(definition, namespace, configuration, {
        ...options,
        dryRun: true,
      });
      return {
        version: this.commit(
          definition,
          withManaged(created.object, managedFields),
          options,
        ),
        created: true,
      };
    }
    const { object, managedFields } = serverSideApply(
      live.object,
      configuration,
      writer,
      options.force,
    );
    return {
      version: this.update(live, object, options, managedFields),
      created: false,
    };
  }

  /** Stores an object as it is, for history: given uid, times, status and managedFields are kept. */
  seed(
    definition: ResourceDefinition,
    body: JsonObject,
    manager?: string,
  ): StoredVersion {
    const given = metadataOf(body);
    const uid =
      typeof given.uid === 'string' ? given.uid : this.parts.random.uid();
    const now = timestampOf(this.parts.now());
    const metadata: JsonObject = {
      ...given,
      uid,
      creationTimestamp: given.creationTimestamp ?? now,
      ...(definition.generation ? { generation: given.generation ?? 1 } : {}),
    };
    const draft: JsonObject = {
      ...body,
      apiVersion: storageApiVersion(definition),
      kind: definition.kind,
      metadata,
    };
    const object = asKubeObject(
      withGeneratedFields(
        withDefaults(definition, draft),
        uid,
        this.parts.random,
      ),
    );
    if (manager === undefined || given.managedFields !== undefined) {
      return this.parts.store.put(definition, object);
    }
    const writer: Writer = {
      manager,
      operation: 'Update',
      apiVersion: object.apiVersion,
      time: object.metadata.creationTimestamp,
    };
    const { status: _status, ...owned } = draft;
    const managed = managedFieldsAfterUpdate(
      undefined,
      asKubeObject(owned),
      writer,
    );
    return this.parts.store.put(definition, withManaged(object, managed));
  }

  private newMetadata(
    definition: ResourceDefinition,
    namespace: string,
    body: JsonObject,
  ): JsonObject {
    const given = metadataOf(body);
    if (given.resourceVersion !== undefined && given.resourceVersion !== '') {
      throw badRequest(
        'resourceVersion should not be set on objects to be created',
      );
    }
    const generateName =
      typeof given.generateName === 'string' ? given.generateName : '';
    const name =
      typeof given.name === 'string' && given.name !== ''
        ? given.name
        : generateName &&
          generateName.slice(0, 58) + this.parts.random.suffix();
    const kept = ['labels', 'annotations', 'ownerReferences', 'finalizers'];
    return {
      name,
      ...(generateName ? { generateName } : {}),
      ...(definition.namespaced ? { namespace } : {}),
      uid: this.parts.random.uid(),
      resourceVersion: '',
      ...(definition.generation ? { generation: 1 } : {}),
      creationTimestamp: timestampOf(this.parts.now()),
      ...Object.fromEntries(
        Object.entries(given).filter(([key]) => kept.includes(key)),
      ),
    };
  }

  private requireNamespace(
    definition: ResourceDefinition,
    namespace: string,
    name: string,
  ): void {
    if (!definition.namespaced) return;
    const namespaces = this.parts.registry.findByPlural('', 'namespaces');
    const found =
      namespaces && this.parts.store.find(namespaces, '', namespace);
    if (namespaces && !found) throw notFound(namespaces, namespace);
    if (found?.object.metadata.deletionTimestamp !== undefined) {
      throw new ApiError(
        403,
        'Forbidden',
        `${definition.plural} "${name}" is forbidden: unable to create new content in namespace ${namespace} because it is being terminated`,
      );
    }
  }

  private commit(
    definition: ResourceDefinition,
    object: KubeObject,
    options: WriteOptions,
  ): StoredVersion {
    const { metadata } = object;
    if (options.dryRun) {
      return new StoredVersion(definition, object, this.parts.store.revision);
    }
    const lastFinalizerGone =
      metadata.deletionTimestamp !== undefined &&
      (metadata.finalizers ?? []).length === 0 &&
      definition.kind !== 'Pod' &&
      definition.kind !== 'Namespace';
    const stored = this.parts.store.put(definition, object);
    if (lastFinalizerGone) {
      this.parts.store.remove(
        definition,
        metadata.namespace ?? '',
        metadata.name,
      );
    }
    return stored;
  }

  private writer(
    definition: ResourceDefinition,
    options: WriteOptions,
    operation: Writer['operation'],
  ): Writer {
    return {
      manager: options.manager,
      operation,
      apiVersion: options.apiVersion ?? storageApiVersion(definition),
      time: timestampOf(this.parts.now()),
      ...(options.subresource ? { subresource: options.subresource } : {}),
    };
  }
}

function metadataOf(object: JsonObject): JsonObject {
  return isJsonObject(object.metadata) ? object.metadata : {};
}

function withManaged(
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
function givenManagedFields(
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

function checkPreconditions(live: StoredVersion, next: JsonObject): void {
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
      `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${metadata.uid}`,
    );
  }
}

/** The next state: client-owned parts from `next`, server-owned ones from the present object. */
function merged(
  live: StoredVersion,
  present: JsonObject,
  next: JsonObject,
  subresource: string | undefined,
): JsonObject {
  const { definition } = live;
  if (subresource === 'status') {
    const { status: _former, ...rest } = present;
    return next.status === undefined ? rest : { ...rest, status: next.status };
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
    if (value !== undefined) metadata[key] = value;
  }
  return {
    ...rest,
    apiVersion: live.object.apiVersion,
    kind: definition.kind,
    metadata,
    ...(status === undefined ? {} : { status }),
  };
}
