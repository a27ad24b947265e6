import type { KubeObject } from '../objects';
import type { ResourceDefinition } from '../kinds/ResourceDefinition';
import { EventLog, type Change } from './EventLog';
import { ObjectTable } from './ObjectTable';
import { SetIndex } from './SetIndex';
import { StoredVersion } from './StoredVersion';

interface ResourceState {
  readonly table: ObjectTable;
  readonly log: EventLog;
  readonly watchers: Set<(change: Change) => void>;
}

/** Names the rows of one kind across its versions and re-installations. */
function stateKey(definition: ResourceDefinition): string {
  return JSON.stringify([definition.group, definition.plural]);
}

/**
 * All objects of the cluster with their revisions, in memory. Every change has one number, counted over all
 * kinds as in etcd. Knows nothing of admission: what is put is stored.
 */
export class ObjectStore {
  private readonly states = new Map<string, ResourceState>();
  private readonly byUid = new Map<string, StoredVersion>();
  private readonly dependents = new SetIndex<string>();
  private readonly podsOfNode = new SetIndex<string>();
  private readonly listeners: ((change: Change) => void)[] = [];
  private lastRevision: number;

  constructor(
    private readonly eventLogLength: number,
    startRevision: number = 1,
  ) {
    this.lastRevision = startRevision;
  }

  /** The number of the last change. */
  get revision(): number {
    return this.lastRevision;
  }

  find(
    definition: ResourceDefinition,
    namespace: string,
    name: string,
  ): StoredVersion | undefined {
    return this.state(definition).table.find(namespace, name);
  }

  findByUid(uid: string): StoredVersion | undefined {
    return this.byUid.get(uid);
  }

  /** In the order of namespace and name. */
  list(definition: ResourceDefinition, namespace?: string): StoredVersion[] {
    return this.state(definition).table.list(namespace);
  }

  count(definition: ResourceDefinition): number {
    return this.state(definition).table.size;
  }

  /** Objects that name `uid` among their owners. */
  listDependents(uid: string): StoredVersion[] {
    return this.resolve(this.dependents.list(uid));
  }

  /** Pods bound to a node. */
  listPodsOfNode(nodeName: string): StoredVersion[] {
    return this.resolve(this.podsOfNode.list(nodeName));
  }

  put(definition: ResourceDefinition, object: KubeObject): StoredVersion {
    const state = this.state(definition);
    const { metadata } = object;
    const previous = state.table.find(metadata.namespace ?? '', metadata.name);
    const version = this.nextVersion(definition, object);
    if (previous) this.unindex(previous);
    state.table.set(version);
    this.index(version);
    this.announce(state, {
      type: previous ? 'MODIFIED' : 'ADDED',
      revision: version.revision,
      version,
      ...(previous ? { previous } : {}),
    });
    return version;
  }

  remove(
    definition: ResourceDefinition,
    namespace: string,
    name: string,
  ): StoredVersion | undefined {
    const state = this.state(definition);
    const previous = state.table.find(namespace, name);
    if (!previous) return undefined;
    state.table.delete(namespace, name);
    this.unindex(previous);
    const version = this.nextVersion(definition, previous.object);
    this.announce(state, {
      type: 'DELETED',
      revision: version.revision,
      version,
      previous,
    });
    return version;
  }

  /** Changes of one kind after a revision, or `too-old`. */
  changesSince(
    definition: ResourceDefinition,
    revision: number,
  ): Change[] | 'too-old' {
    return this.state(definition).log.since(revision);
  }

  /** Forgets the history of every kind up to the present, so that older watches get 410 Gone. */
  compact(): void {
    this.lastRevision += 1;
    for (const { log } of this.states.values()) {
      log.forgetUpTo(this.lastRevision);
    }
  }

  /** Calls `watcher` for each change of one kind until the returned function is called. */
  watch(
    definition: ResourceDefinition,
    watcher: (change: Change) => void,
  ): () => void {
    const { watchers } = this.state(definition);
    watchers.add(watcher);
    return () => {
      watchers.delete(watcher);
    };
  }

  /** Calls `listener` for each change of every kind, for the life of the store. */
  onChange(listener: (change: Change) => void): void {
    this.listeners.push(listener);
  }

  private nextVersion(
    definition: ResourceDefinition,
    object: KubeObject,
  ): StoredVersion {
    this.lastRevision += 1;
    const { apiVersion, kind, metadata, ...rest } = object;
    return new StoredVersion(
      definition,
      {
        apiVersion,
        kind,
        metadata: { ...metadata, resourceVersion: String(this.lastRevision) },
        ...rest,
      },
      this.lastRevision,
    );
  }

  private announce(state: ResourceState, change: Change): void {
    state.log.append(change);
    for (const watcher of state.watchers) watcher(change);
    for (const listener of this.listeners) listener(change);
  }

  private index(version: StoredVersion): void {
    const { uid, ownerReferences } = version.object.metadata;
    this.byUid.set(uid, version);
    for (const owner of ownerReferences ?? []) {
      this.dependents.add(owner.uid, uid);
    }
    const node = nodeNameOf(version);
    if (node !== undefined) this.podsOfNode.add(node, uid);
  }

  private unindex(version: StoredVersion): void {
    const { uid, ownerReferences } = version.object.metadata;
    this.byUid.delete(uid);
    for (const owner of ownerReferences ?? []) {
      this.dependents.remove(owner.uid, uid);
    }
    const node = nodeNameOf(version);
    if (node !== undefined) this.podsOfNode.remove(node, uid);
  }

  private resolve(uids: readonly string[]): StoredVersion[] {
    const versions: StoredVersion[] = [];
    for (const uid of uids) {
      const version = this.byUid.get(uid);
      if (version) versions.push(version);
    }
    return versions;
  }

  private state(definition: ResourceDefinition): ResourceState {
    const key = stateKey(definition);
    let state = this.states.get(key);
    if (!state) {
      state = {
        table: new ObjectTable(),
        log: new EventLog(this.eventLogLength, 0),
        watchers: new Set(),
      };
      this.states.set(key, state);
    }
    return state;
  }
}

function nodeNameOf(version: StoredVersion): string | undefined {
  if (version.definition.plural !== 'pods' || version.definition.group !== '') {
    return undefined;
  }
  const { spec } = version.object;
  if (typeof spec !== 'object' || spec === null || !('nodeName' in spec)) {
    return undefined;
  }
  return typeof spec.nodeName === 'string' && spec.nodeName !== ''
    ? spec.nodeName
    : undefined;
}
