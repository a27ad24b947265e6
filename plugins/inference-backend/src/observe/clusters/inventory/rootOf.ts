import { impliedLinks, nameKey } from './impliedOwners';
import type { ControllerReference, StoredObject } from './storedObject';

/** What a set of objects hangs on: a workload, a controller of an unknown kind, or something that is not there yet. */
export type Root =
  | {
      readonly kind: 'workload';
      readonly id: string;
      readonly uid: string;
      readonly operator: ControllerReference | null;
    }
  | {
      readonly kind: 'unread';
      readonly id: string;
      readonly owner: ControllerReference & { readonly namespace: string };
      readonly operator: ControllerReference | null;
    }
  | { readonly kind: 'awaiting'; readonly id: string };

/** Where owners are looked up. */
export interface OwnerLookup {
  find(uid: string): StoredObject | undefined;
  /** By `nameKey`. */
  findNamed(key: string): StoredObject | undefined;
  /** The workload that runs the template of an object in its place. */
  findRunner(object: StoredObject): StoredObject | undefined;
  /** True for objects that an adapter reads as workloads of their own. */
  isAdapted(object: StoredObject): boolean;
  /** True for controllers that will arrive, since their kind is watched. */
  isExpected(reference: ControllerReference): boolean;
}

/** The owners of an object. */
export interface Climb {
  /** From the object up. */
  readonly chain: readonly StoredObject[];
  /** Controller of the topmost object that is not stored. */
  readonly beyond: ControllerReference | null;
}

/** No real chain is longer; a longer one is a circle. */
const MAX_DEPTH = 12;

function findOwner(
  object: StoredObject,
  lookup: OwnerLookup,
): StoredObject | undefined {
  const { controller } = object;
  if (controller === null) {
    return lookup.findRunner(object);
  }
  const owner = lookup.find(controller.uid);
  if (owner || lookup.isExpected(controller)) {
    return owner;
  }
  return impliedLinks(object)
    .filter(link => link.startsWith('name:'))
    .map(link => lookup.findNamed(link.slice('name:'.length)))
    .find(implied => implied !== undefined && implied.uid !== object.uid);
}

/** Climbs from an object to its topmost owner. */
export function climb(object: StoredObject, lookup: OwnerLookup): Climb {
  const chain = [object];
  for (let current = object; chain.length < MAX_DEPTH; ) {
    const owner = findOwner(current, lookup);
    if (!owner) {
      return { chain, beyond: current.controller };
    }
    if (chain.includes(owner)) {
      break;
    }
    chain.push(owner);
    current = owner;
  }
  return { chain, beyond: null };
}

/** Finds what an object hangs on: the highest workload above it that an adapter reads, or what stands there instead. */
export function rootOf(object: StoredObject, lookup: OwnerLookup): Root {
  const { chain, beyond } = climb(object, lookup);
  if (beyond !== null && lookup.isExpected(beyond)) {
    return { kind: 'awaiting', id: `awaiting:${beyond.uid}` };
  }
  const workload = chain.findLast(
    candidate => candidate.pod === null && lookup.isAdapted(candidate),
  );
  if (workload) {
    const above = chain.slice(chain.indexOf(workload) + 1);
    return {
      kind: 'workload',
      id: nameKey(workload),
      uid: workload.uid,
      operator: beyond ?? controllerFrom(above.at(-1)),
    };
  }
  const top = chain.at(-1) ?? object;
  if (beyond !== null) {
    const owner = { ...beyond, namespace: top.namespace };
    return { kind: 'unread', id: nameKey(owner), owner, operator: beyond };
  }
  if (top.pod !== null) {
    return {
      kind: 'workload',
      id: nameKey(top),
      uid: top.uid,
      operator: null,
    };
  }
  return { kind: 'unread', id: nameKey(top), owner: top, operator: null };
}

function controllerFrom(
  object: StoredObject | undefined,
): ControllerReference | null {
  return object
    ? {
        group: object.group,
        apiVersion: object.apiVersion,
        kind: object.kind,
        name: object.name,
        uid: object.uid,
      }
    : null;
}
