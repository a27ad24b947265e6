import type { Cluster } from '../Cluster';
import { findController, type JsonObject, type KubeObject } from '../objects';
import { plainObject } from '../ownership/managedFields';
import type { ResourceDefinition } from '../kinds/ResourceDefinition';
import type { StoredVersion } from '../store/StoredVersion';
import type { DeleteOptions } from '../writes/ObjectDeleter';
import { toJson } from '../writes/parseObject';
import { isJsonObject } from '../objects';

/** What a controller reads and writes, under its own name. */
export class ClusterView {
  constructor(readonly cluster: Cluster, private readonly manager: string) {}

  now(): number {
    return this.cluster.now();
  }

  /** The object of a uid if it is of a kind. `T` is the shape that admission guarantees for that kind. */
  find<T extends KubeObject>(
    uid: string,
    group: string,
    kind: string,
  ): T | undefined {
    const stored = this.cluster.store.findByUid(uid);
    return stored && isOfKind(stored, group, kind)
      ? (stored.object as T)
      : undefined;
  }

  /** Objects of a kind that `owner` controls, the oldest first. */
  listControlled<T extends KubeObject>(
    owner: KubeObject,
    group: string,
    kind: string,
  ): T[] {
    const { uid } = owner.metadata;
    return this.cluster.store
      .listDependents(uid)
      .filter(
        each =>
          isOfKind(each, group, kind) &&
          findController(each.object.metadata)?.uid === uid,
      )
      .map(each => each.object as T);
  }

  /** Creates an object given as a literal. */
  create(
    apiVersion: string,
    kind: string,
    literal: object,
  ): KubeObject | undefined {
    const definition = this.cluster.registry.findByKind(apiVersion, kind);
    const body = toJson({ apiVersion, kind, ...literal });
    if (!definition || !isJsonObject(body)) return undefined;
    const metadata = isJsonObject(body.metadata) ? body.metadata : {};
    const namespace =
      typeof metadata.namespace === 'string' ? metadata.namespace : '';
    return this.cluster.writer.create(definition, namespace, body, {
      manager: this.manager,
    }).object;
  }

  /** Creates the object or brings an existing one of that name in line with the literal. */
  ensure(
    apiVersion: string,
    kind: string,
    literal: { metadata: { name: string; namespace?: string } },
  ): KubeObject | undefined {
    const definition = this.cluster.registry.findByKind(apiVersion, kind);
    if (!definition) return undefined;
    const { name, namespace = '' } = literal.metadata;
    const live = this.cluster.store.find(definition, namespace, name);
    if (!live) return this.create(apiVersion, kind, literal);
    const present = plainObject(live.object);
    const wanted = toJson(literal);
    if (!isJsonObject(wanted)) return live.object;
    const metadata = isJsonObject(present.metadata) ? present.metadata : {};
    const wantedMetadata = isJsonObject(wanted.metadata) ? wanted.metadata : {};
    const next = {
      ...present,
      ...wanted,
      metadata: { ...metadata, ...wantedMetadata },
    };
    return this.cluster.writer.update(live, next, { manager: this.manager })
      .object;
  }

  /** Changes an object that was read before; a no-op when it is gone. */
  update(
    object: KubeObject,
    change: { spec?: object; metadata?: object },
  ): KubeObject | undefined {
    const live = this.cluster.store.findByUid(object.metadata.uid);
    if (!live) return undefined;
    const present = plainObject(live.object);
    const next: JsonObject = { ...present };
    for (const field of ['spec', 'metadata'] as const) {
      const part = toJson(change[field]);
      const base = present[field];
      if (isJsonObject(part))
        next[field] = { ...(isJsonObject(base) ? base : {}), ...part };
    }
    return this.cluster.writer.update(live, next, { manager: this.manager })
      .object;
  }

  /** Replaces the status of an object; nothing is written when it is the same. */
  updateStatus(object: KubeObject, status: object): KubeObject | undefined {
    const live = this.cluster.store.findByUid(object.metadata.uid);
    const json = toJson(status);
    if (!live || !isJsonObject(json)) return undefined;
    const next = { ...plainObject(live.object), status: json };
    return this.cluster.writer.update(live, next, {
      manager: this.manager,
      subresource: 'status',
    }).object;
  }

  /** Replaces the annotations of a Deployment through its status, which makes no new generation. */
  annotate(
    object: KubeObject,
    annotations: Readonly<Record<string, string>>,
  ): KubeObject | undefined {
    const live = this.cluster.store.findByUid(object.metadata.uid);
    if (!live) return undefined;
    const present = plainObject(live.object);
    const metadata = isJsonObject(present.metadata) ? present.metadata : {};
    const next = { ...present, metadata: { ...metadata, annotations } };
    return this.cluster.writer.update(live, next, {
      manager: this.manager,
      subresource: 'status',
    }).object;
  }

  delete(object: KubeObject, options?: DeleteOptions): void {
    const stored = this.cluster.store.findByUid(object.metadata.uid);
    if (stored) {
      this.cluster.deleter.delete(
        stored.definition,
        stored.namespace,
        stored.name,
        options,
      );
    }
  }

  definition(apiVersion: string, kind: string): ResourceDefinition | undefined {
    return this.cluster.registry.findByKind(apiVersion, kind);
  }
}

/** Whether a stored object is of a kind, in whatever version. */
export function isOfKind(
  stored: StoredVersion,
  group: string,
  kind: string,
): boolean {
  return stored.definition.kind === kind && stored.definition.group === group;
}
