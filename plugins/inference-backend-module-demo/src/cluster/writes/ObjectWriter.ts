import { alreadyExists, ApiError, notFound } from '../ApiError';
import type { KindRegistry } from '../kinds/KindRegistry';
import {
  storageApiVersion,
  type ResourceDefinition,
} from '../kinds/ResourceDefinition';
import {
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
import { newMetadata } from './newMetadata';
import { asKubeObject } from './parseObject';
import {
  checkPreconditions,
  refuseLateFinalizers,
  givenManagedFields,
  merged,
  metadataOf,
  withManaged,
  withoutEmptyVersion,
} from './updateParts';
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
    const metadata = newMetadata(definition, namespace, body, this.parts);
    // A status is written through its subresource; kinds without one, and nodes, begin with what the client says.
    const keepsStatus =
      givenStatus !== undefined &&
      (!definition.subresources.status || definition.kind === 'Node');
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
      finished,
      this.writer(definition, options, 'Update'),
    );
    const begun =
      definition.builtin && definition.subresources.status
        ? { status: {}, ...finished }
        : finished;
    return this.commit(definition, withManaged(begun, managed), options);
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
    refuseLateFinalizers(live, object);
    const spec = (each: JsonObject) => {
      const { metadata: _metadata, status: _status, ...rest } = each;
      return rest;
    };
    // Deployments count changes of their annotations, too, since revisions are copied from them.
    const annotated =
      definition.kind === 'Deployment' &&
      options.subresource === undefined &&
      !sameJson(
        metadataOf(before).annotations ?? {},
        metadataOf(object).annotations ?? {},
      );
    const bumps =
      definition.generation &&
      (annotated || !sameJson(spec(before), spec(object)));
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
      return new StoredVersion(
        definition,
        withoutEmptyVersion(object),
        this.parts.store.revision,
      );
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
