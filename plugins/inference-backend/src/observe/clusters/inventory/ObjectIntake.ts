import type {
  KubernetesObject,
  WatchedResource,
} from '@inference-portal/plugin-inference-node';
import { at, textOf } from '../adapters/fields';
import type { ObjectGraph } from './ObjectGraph';
import type { ServerIndex } from './ServerIndex';
import type { SharedFacts, Touched } from './SharedFacts';
import { type StorageOptions, storeObject } from './storedObject';
import {
  NAMESPACES,
  NODES,
  RESOURCE_CLAIM_TEMPLATES,
  RESOURCE_CLAIMS,
  resourceKey,
  SERVICES,
} from './watchedResources';

/** Sentences about malformed objects between two drains. */
const MAX_MALFORMED = 50;

const SHARED_KEYS = new Set(
  [NODES, NAMESPACES, SERVICES, RESOURCE_CLAIMS, RESOURCE_CLAIM_TEMPLATES].map(
    resourceKey,
  ),
);

/** Namespace and name as one key; unicode-safe. */
function identityOf(object: KubernetesObject): string {
  return JSON.stringify([
    textOf(at(object, 'metadata', 'namespace')) ?? '',
    textOf(at(object, 'metadata', 'name')) ?? '',
  ]);
}

/** Takes objects in, files them, and knows which of a resource are there. Never throws. */
export class ObjectIntake {
  /** uid by identity by resource; '' for shared facts. */
  readonly #uids = new Map<string, Map<string, string>>();
  readonly #graph: ObjectGraph;
  readonly #facts: SharedFacts;
  readonly #servers: ServerIndex;
  readonly #storage: StorageOptions;
  readonly #onTouch: (touched: Touched) => void;
  #malformed = new Set<string>();

  constructor(options: {
    graph: ObjectGraph;
    facts: SharedFacts;
    servers: ServerIndex;
    storage: StorageOptions;
    /** Called with what a change of a shared fact touches. */
    onTouch: (touched: Touched) => void;
  }) {
    this.#graph = options.graph;
    this.#facts = options.facts;
    this.#servers = options.servers;
    this.#storage = options.storage;
    this.#onTouch = options.onTouch;
  }

  /** Identity of the object; null when it cannot be used. */
  put(resource: WatchedResource, object: KubernetesObject): string | null {
    try {
      return SHARED_KEYS.has(resourceKey(resource))
        ? this.#putShared(resource, object)
        : this.#putGraph(resource, object);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#report(
        `${resource.kind} ${identityOf(object)} is left out: ${reason}`,
      );
      return null;
    }
  }

  /** Takes the deletion of an object; one of an object that has a successor by now changes nothing. */
  remove(resource: WatchedResource, object: KubernetesObject): void {
    const identity = identityOf(object);
    const uid = textOf(at(object, 'metadata', 'uid'));
    const stored = this.#uidsOf(resource).get(identity);
    if (stored === '' || uid === null || stored === uid) {
      this.forget(resource, identity);
    }
  }

  /** Forgets an object by its identity. */
  forget(resource: WatchedResource, identity: string): void {
    const uids = this.#uidsOf(resource);
    const uid = uids.get(identity);
    if (uid === undefined) {
      return;
    }
    uids.delete(identity);
    if (SHARED_KEYS.has(resourceKey(resource))) {
      const [namespace, name] = JSON.parse(identity) as [string, string];
      this.#touch(resource, { metadata: { namespace, name } }, true);
      return;
    }
    this.#servers.placePod(uid, null);
    this.#graph.remove(uid);
  }

  /** Identities of the objects of a resource. */
  identities(resource: WatchedResource): readonly string[] {
    return [...this.#uidsOf(resource).keys()];
  }

  /** Sentences about objects that were left out since the last call. */
  takeMalformed(): readonly string[] {
    const sentences = [...this.#malformed].sort();
    this.#malformed = new Set();
    return sentences;
  }

  #uidsOf(resource: WatchedResource): Map<string, string> {
    const key = resourceKey(resource);
    const uids = this.#uids.get(key) ?? new Map<string, string>();
    this.#uids.set(key, uids);
    return uids;
  }

  #putGraph(resource: WatchedResource, object: KubernetesObject) {
    const stored = storeObject(resource, object, this.#storage);
    if ('problem' in stored) {
      this.#report(stored.problem);
      return null;
    }
    const identity = identityOf(object);
    const uids = this.#uidsOf(resource);
    const before = uids.get(identity);
    if (before !== undefined && before !== stored.uid) {
      // Deleted and made again under its name; the deletion was not seen.
      this.#servers.placePod(before, null);
      this.#graph.remove(before);
    }
    uids.set(identity, stored.uid);
    this.#servers.placePod(stored.uid, stored.pod?.node ?? null);
    this.#graph.put(stored);
    return identity;
  }

  #putShared(resource: WatchedResource, object: KubernetesObject) {
    if (textOf(at(object, 'metadata', 'name')) === null) {
      this.#report(
        `${resource.kind} is left out: metadata.name is missing or no text`,
      );
      return null;
    }
    const identity = identityOf(object);
    this.#uidsOf(resource).set(identity, '');
    this.#touch(resource, object, false);
    return identity;
  }

  #touch(
    resource: WatchedResource,
    object: KubernetesObject,
    gone: boolean,
  ): void {
    this.#onTouch(this.#change(resource, object, gone));
  }

  #change(
    resource: WatchedResource,
    object: KubernetesObject,
    gone: boolean,
  ): Touched {
    switch (resourceKey(resource)) {
      case resourceKey(NODES):
        return this.#facts.putNode(object, gone);
      case resourceKey(NAMESPACES):
        return this.#facts.putNamespace(object, gone);
      case resourceKey(SERVICES):
        return this.#facts.putService(object, gone);
      case resourceKey(RESOURCE_CLAIMS):
        return this.#facts.putClaim(object, gone);
      default:
        return this.#facts.putClaimTemplate(object, gone);
    }
  }

  #report(sentence: string): void {
    if (this.#malformed.size < MAX_MALFORMED) {
      this.#malformed.add(sentence);
    }
  }
}
