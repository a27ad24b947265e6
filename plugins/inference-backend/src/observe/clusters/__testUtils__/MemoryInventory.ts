import type {
  KubernetesObject,
  WatchedResource,
} from '@inference-portal/plugin-inference-node';
import type { InstantMs, ServerObservation } from '../../../types';
import type {
  ClusterInventory,
  InventoryChanges,
  LedgerChanges,
  ResourceEvent,
} from '../types';
import { makeObservation } from './makeObservation';

/** Keeps names and uids, makes one server of each Deployment, and notes what it was told. */
export class MemoryInventory implements ClusterInventory {
  readonly resources: readonly WatchedResource[];
  /** Events and ends of lists in order, such as `upsert deployments chat u-1`. */
  readonly log: string[] = [];
  /** Called with each object before it is taken in; may throw. */
  beforeObject: (object: KubernetesObject) => void = () => undefined;
  readonly #objects = new Map<string, Map<string, KubernetesObject>>();
  readonly #changed = new Map<string, ServerObservation>();
  readonly #removed = new Set<string>();

  constructor(resources: readonly WatchedResource[]) {
    this.resources = resources;
  }

  /** The objects of a resource by name. */
  of(plural: string): Map<string, KubernetesObject> {
    let objects = this.#objects.get(plural);
    if (!objects) {
      objects = new Map();
      this.#objects.set(plural, objects);
    }
    return objects;
  }

  names(plural: string): string[] {
    return [...this.of(plural).keys()].sort();
  }

  beginReplace(resource: WatchedResource) {
    const added = new Map<string, KubernetesObject>();
    return {
      add: (object: KubernetesObject) => {
        this.beforeObject(object);
        added.set(object.metadata?.name ?? '', object);
      },
      commit: () => {
        const former = this.of(resource.plural);
        for (const [name, object] of former) {
          if (!added.has(name)) {
            this.#end(resource, object);
          }
        }
        this.#objects.set(resource.plural, added);
        for (const object of added.values()) {
          this.#touch(resource, object);
        }
        this.log.push(`replace ${resource.plural} ${added.size}`);
      },
    };
  }

  apply(resource: WatchedResource, event: ResourceEvent): void {
    const { name = '', uid } = event.object.metadata ?? {};
    this.log.push(`${event.type} ${resource.plural} ${name} ${uid}`);
    this.beforeObject(event.object);
    if (event.type === 'upsert') {
      this.of(resource.plural).set(name, event.object);
      this.#touch(resource, event.object);
    } else if (this.of(resource.plural).get(name)?.metadata?.uid === uid) {
      this.of(resource.plural).delete(name);
      this.#end(resource, event.object);
    }
  }

  drop(resource: WatchedResource): void {
    this.log.push(`drop ${resource.plural}`);
    for (const object of this.of(resource.plural).values()) {
      this.#end(resource, object);
    }
    this.#objects.delete(resource.plural);
  }

  drain(_now: InstantMs): InventoryChanges {
    const changes = {
      servers: [...this.#changed.values()],
      removed: [...this.#removed],
      capacity: null,
      malformed: [],
    };
    this.#changed.clear();
    this.#removed.clear();
    return changes;
  }

  drainLedger(): LedgerChanges {
    return { nodes: [], allocations: [], namespaces: [] };
  }

  touchAll(): void {
    const resource = this.resources.find(
      ({ plural }) => plural === 'deployments',
    );
    for (const object of this.of('deployments').values()) {
      if (resource) {
        this.#touch(resource, object);
      }
    }
  }

  #touch({ plural }: WatchedResource, { metadata }: KubernetesObject): void {
    if (plural === 'deployments') {
      const observation = makeObservation({
        name: metadata?.name ?? '',
        uid: metadata?.uid ?? '',
        resourceVersion: metadata?.resourceVersion ?? '',
      });
      this.#removed.delete(observation.server.id);
      this.#changed.set(observation.server.id, observation);
    }
  }

  #end({ plural }: WatchedResource, { metadata }: KubernetesObject): void {
    if (plural === 'deployments') {
      const { server } = makeObservation({ name: metadata?.name ?? '' });
      this.#changed.delete(server.id);
      this.#removed.add(server.id);
    }
  }
}
