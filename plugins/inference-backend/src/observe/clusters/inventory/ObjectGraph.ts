import { impliedLinks, nameKey } from './impliedOwners';
import { climb, type OwnerLookup, type Root, rootOf } from './rootOf';
import type { ControllerReference, StoredObject } from './storedObject';

interface Entry {
  object: StoredObject;
  links: readonly string[];
  root: Root;
}

/**
 * Objects and who controls whom. Objects may arrive in any order: each is filed under the workload at the top of its
 * owners, and moves when an owner arrives or leaves.
 */
export class ObjectGraph {
  readonly #entries = new Map<string, Entry>();
  readonly #uidByName = new Map<string, string>();
  /** uids of objects by what they hang on: `uid:…` of an owner, or `name:…` of one that a label or a reference implies. */
  readonly #dependents = new Map<string, Set<string>>();
  readonly #members = new Map<string, Set<string>>();
  readonly #roots = new Map<string, Root>();
  readonly #rootsByNamespace = new Map<string, Set<string>>();
  /** uid of the workload that runs the template of the named one. */
  readonly #runners = new Map<string, string>();
  readonly #lookup: OwnerLookup;
  readonly #onChange: (rootId: string) => void;

  constructor(options: {
    /** True for objects that an adapter reads as workloads of their own. */
    isAdapted: (object: StoredObject) => boolean;
    /** True for controllers that will arrive, since their kind is watched. */
    isExpected: (reference: ControllerReference) => boolean;
    /** Called with the id of every root whose objects changed. */
    onChange: (rootId: string) => void;
  }) {
    this.#lookup = {
      isAdapted: options.isAdapted,
      isExpected: options.isExpected,
      find: uid => this.find(uid),
      findNamed: key => this.find(this.#uidByName.get(key) ?? ''),
      findRunner: object => this.find(this.#runners.get(nameKey(object)) ?? ''),
    };
    this.#onChange = options.onChange;
  }

  find(uid: string): StoredObject | undefined {
    return this.#entries.get(uid)?.object;
  }

  findByName(
    object: Pick<StoredObject, 'group' | 'kind' | 'namespace' | 'name'>,
  ): StoredObject | undefined {
    return this.find(this.#uidByName.get(nameKey(object)) ?? '');
  }

  findRoot(id: string): Root | undefined {
    return this.#roots.get(id);
  }

  rootOf(uid: string): Root | undefined {
    return this.#entries.get(uid)?.root;
  }

  rootIds(): Iterable<string> {
    return this.#roots.keys();
  }

  /** Ids of the roots that have objects in the namespace. */
  rootIdsIn(namespace: string): Iterable<string> {
    return this.#rootsByNamespace.get(namespace) ?? [];
  }

  membersOf(rootId: string): readonly StoredObject[] {
    return [...(this.#members.get(rootId) ?? [])].flatMap(
      uid => this.find(uid) ?? [],
    );
  }

  /** Objects from `uid` up to the topmost known owner, itself first. */
  chainOf(uid: string): readonly StoredObject[] {
    const object = this.find(uid);
    return object ? climb(object, this.#lookup).chain : [];
  }

  put(object: StoredObject): void {
    const key = nameKey(object);
    const sameName = this.#uidByName.get(key);
    if (sameName !== undefined && sameName !== object.uid) {
      // Deleted and made again under its name; the deletion was not seen.
      this.remove(sameName);
    }
    const before = this.#entries.get(object.uid);
    const links = impliedLinks(object);
    if (before && sameLinks(before, object, links)) {
      before.object = object;
      this.#onChange(before.root.id);
      return;
    }
    if (before) {
      this.#unlink(before);
    }
    this.#uidByName.set(key, object.uid);
    if (object.runs) {
      this.#runners.set(
        nameKey({ ...object, ...object.runs, group: 'apps' }),
        object.uid,
      );
    }
    const entry: Entry = { object, links, root: { kind: 'awaiting', id: '' } };
    this.#entries.set(object.uid, entry);
    for (const link of links) {
      addTo(this.#dependents, link, object.uid);
    }
    this.#file(entry);
    this.#refileDependents(object);
  }

  remove(uid: string): void {
    const entry = this.#entries.get(uid);
    if (!entry) {
      return;
    }
    this.#unlink(entry);
    this.#entries.delete(uid);
    const key = nameKey(entry.object);
    if (this.#uidByName.get(key) === uid) {
      this.#uidByName.delete(key);
    }
    this.#refileDependents(entry.object);
  }

  /** Files everything anew that a controller of the kind controls, after its resource came or went. */
  refileControlledBy(group: string, kind: string): void {
    for (const entry of [...this.#entries.values()]) {
      const { beyond } = climb(entry.object, this.#lookup);
      if (beyond?.group === group && beyond.kind === kind) {
        this.#file(entry);
      }
    }
  }

  #unlink(entry: Entry): void {
    const { object, root } = entry;
    for (const link of entry.links) {
      removeFrom(this.#dependents, link, object.uid);
    }
    if (object.runs) {
      const key = nameKey({ ...object, ...object.runs, group: 'apps' });
      if (this.#runners.get(key) === object.uid) {
        this.#runners.delete(key);
      }
      this.#refileAll(this.#uidByName.get(key));
    }
    this.#leave(root, object);
  }

  #leave(root: Root, object: StoredObject): void {
    this.#onChange(root.id);
    if (removeFrom(this.#members, root.id, object.uid)) {
      this.#roots.delete(root.id);
      removeFrom(this.#rootsByNamespace, object.namespace, root.id);
    }
  }

  #refileDependents(object: StoredObject): void {
    const key = nameKey(object);
    const seen = new Set<string>([object.uid]);
    const queue = [
      ...(this.#dependents.get(`uid:${object.uid}`) ?? []),
      ...(this.#dependents.get(`name:${key}`) ?? []),
    ];
    if (object.runs) {
      const target = this.#uidByName.get(
        nameKey({ ...object, ...object.runs, group: 'apps' }),
      );
      queue.push(...(target === undefined ? [] : [target]));
    }
    for (let uid = queue.pop(); uid !== undefined; uid = queue.pop()) {
      const entry = seen.has(uid) ? undefined : this.#entries.get(uid);
      seen.add(uid);
      if (entry) {
        this.#file(entry);
        queue.push(...(this.#dependents.get(`uid:${uid}`) ?? []));
      }
    }
  }

  #refileAll(uid: string | undefined): void {
    const entry = uid === undefined ? undefined : this.#entries.get(uid);
    if (entry) {
      this.#file(entry);
      this.#refileDependents(entry.object);
    }
  }

  #file(entry: Entry): void {
    const { uid, namespace } = entry.object;
    const root = rootOf(entry.object, this.#lookup);
    if (entry.root.id !== root.id && entry.root.id !== '') {
      this.#leave(entry.root, entry.object);
    }
    entry.root = root;
    addTo(this.#members, root.id, uid);
    addTo(this.#rootsByNamespace, namespace, root.id);
    this.#roots.set(root.id, root);
    this.#onChange(root.id);
  }
}

function sameLinks(
  before: Entry,
  object: StoredObject,
  links: readonly string[],
): boolean {
  const old = before.object;
  return (
    nameKey(old) === nameKey(object) &&
    old.controller?.uid === object.controller?.uid &&
    old.runs?.name === object.runs?.name &&
    old.runs?.kind === object.runs?.kind &&
    links.length === before.links.length &&
    links.every((link, index) => link === before.links[index])
  );
}

function addTo(
  index: Map<string, Set<string>>,
  key: string,
  uid: string,
): void {
  const set = index.get(key);
  if (set) {
    set.add(uid);
  } else {
    index.set(key, new Set([uid]));
  }
}

/** True when nothing is left under the key. */
function removeFrom(
  index: Map<string, Set<string>>,
  key: string,
  uid: string,
): boolean {
  const set = index.get(key);
  set?.delete(uid);
  if (set && set.size === 0) {
    index.delete(key);
  }
  return set === undefined || set.size === 0;
}
