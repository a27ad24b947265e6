import { ApiError, notFound } from '../ApiError';
import type { ResourceDefinition } from '../kinds/ResourceDefinition';
import {
  isRecord,
  timestampOf,
  type KubeObject,
  type ObjectMeta,
} from '../objects';
import type { ObjectStore } from '../store/ObjectStore';
import type { StoredVersion } from '../store/StoredVersion';

/** The body of a DELETE. */
export interface DeleteOptions {
  readonly propagationPolicy?: 'Background' | 'Foreground' | 'Orphan';
  readonly gracePeriodSeconds?: number;
  readonly preconditions?: {
    readonly uid?: string;
    readonly resourceVersion?: string;
  };
  readonly dryRun?: boolean;
}

/** What became of the object: gone, or marked and waiting for finalizers or a kubelet. */
export interface Deletion {
  readonly status: 'removed' | 'terminating';
  readonly version: StoredVersion;
}

/** The finalizer of a foreground deletion; the garbage collector takes it away when no dependent is left. */
export const FOREGROUND = 'foregroundDeletion';

/** Deletes objects as the API server does: gracefully, with finalizers and propagation to dependents. */
export class ObjectDeleter {
  constructor(
    private readonly parts: {
      readonly store: ObjectStore;
      readonly now: () => number;
      /** Without controllers nobody finishes a graceful deletion, so objects go at once. */
      readonly controllers: boolean;
    },
  ) {}

  delete(
    definition: ResourceDefinition,
    namespace: string,
    name: string,
    options: DeleteOptions = {},
  ): Deletion {
    const { store } = this.parts;
    const live = store.find(definition, namespace, name);
    if (!live) throw notFound(definition, name);
    checkPreconditions(live, options);
    if (options.dryRun) return { status: 'removed', version: live };
    if (options.propagationPolicy === 'Orphan') this.orphanDependents(live);

    const { metadata } = live.object;
    const foreground =
      options.propagationPolicy === 'Foreground' && this.parts.controllers;
    const finalizers = [...(metadata.finalizers ?? [])];
    if (foreground && !finalizers.includes(FOREGROUND))
      finalizers.push(FOREGROUND);
    const graceSeconds = this.graceSeconds(live, options);
    if (finalizers.length === 0 && graceSeconds === 0) {
      const removed = store.remove(definition, namespace, name);
      return { status: 'removed', version: removed ?? live };
    }
    const alreadyMarked =
      metadata.deletionTimestamp !== undefined &&
      finalizers.length === (metadata.finalizers ?? []).length &&
      graceSeconds >= (metadata.deletionGracePeriodSeconds ?? 0);
    if (alreadyMarked) return { status: 'terminating', version: live };
    const marked = store.put(
      definition,
      markDeleted(live.object, {
        deletionTimestamp: timestampOf(this.parts.now() + graceSeconds * 1000),
        deletionGracePeriodSeconds: graceSeconds,
        ...(finalizers.length > 0 ? { finalizers } : {}),
      }),
    );
    return { status: 'terminating', version: marked };
  }

  /** How long the object may linger after the request; 0 for all but running pods and namespaces. */
  private graceSeconds(live: StoredVersion, options: DeleteOptions): number {
    if (!this.parts.controllers || live.definition.group !== '') return 0;
    if (live.definition.kind === 'Namespace') return 1;
    if (live.definition.kind !== 'Pod') return 0;
    const spec = isRecord(live.object.spec) ? live.object.spec : {};
    const status = isRecord(live.object.status) ? live.object.status : {};
    const finished = status.phase === 'Succeeded' || status.phase === 'Failed';
    if (!spec.nodeName || finished) return 0;
    const usual = Number(spec.terminationGracePeriodSeconds ?? 30);
    return Math.max(0, options.gracePeriodSeconds ?? usual);
  }

  private orphanDependents(owner: StoredVersion): void {
    const { uid } = owner.object.metadata;
    for (const dependent of this.parts.store.listDependents(uid)) {
      const { ownerReferences, ...metadata } = dependent.object.metadata;
      const others = (ownerReferences ?? []).filter(each => each.uid !== uid);
      this.parts.store.put(dependent.definition, {
        ...dependent.object,
        metadata:
          others.length > 0
            ? { ...metadata, ownerReferences: others }
            : metadata,
      });
    }
  }
}

function markDeleted(
  object: KubeObject,
  mark: Partial<ObjectMeta>,
): KubeObject {
  const terminating = object.kind === 'Namespace' && object.apiVersion === 'v1';
  return {
    ...object,
    metadata: { ...object.metadata, ...mark },
    ...(terminating ? { status: { phase: 'Terminating' } } : {}),
  };
}

function checkPreconditions(
  live: StoredVersion,
  { preconditions }: DeleteOptions,
): void {
  const { uid, resourceVersion } = live.object.metadata;
  if (preconditions?.uid !== undefined && preconditions.uid !== uid) {
    throw deletionConflict(
      live,
      `the UID in the precondition (${preconditions.uid}) does not match the UID in record (${uid}). The object might have been deleted and then recreated`,
    );
  }
  if (
    preconditions?.resourceVersion !== undefined &&
    preconditions.resourceVersion !== resourceVersion
  ) {
    throw deletionConflict(
      live,
      `the ResourceVersion in the precondition (${preconditions.resourceVersion}) does not match the ResourceVersion in record (${resourceVersion}). The object might have been modified`,
    );
  }
}

/** A deletion names the kind where other writes name the resource. */
function deletionConflict(
  { definition, name }: StoredVersion,
  because: string,
): ApiError {
  const { kind, group } = definition;
  return new ApiError(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${
      group === '' ? kind : `${kind}.${group}`
    } "${name}": ${because}`,
    { name, ...(group === '' ? {} : { group }), kind },
  );
}
