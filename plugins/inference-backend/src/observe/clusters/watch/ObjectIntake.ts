import type {
  KubernetesObject,
  WatchedResource,
} from '@inference-portal/plugin-inference-node';
import type { ClusterInventory } from '../types';
import type { ListTarget } from './listResource';
import { SeenObjects } from './SeenObjects';

/**
 * Hands the objects of one resource to the inventory. A failure on one of them is told in a sentence and does not touch the
 * others; an object that was made again under its name arrives as the end of the former and the beginning of the new one.
 */
export class ObjectIntake {
  readonly #resource: WatchedResource;
  readonly #inventory: ClusterInventory;
  readonly #skip: (words: string) => void;
  #seen: SeenObjects | null = null;
  #dropped = false;

  constructor(options: {
    resource: WatchedResource;
    inventory: ClusterInventory;
    /** Takes a sentence about an object that could not be taken in. */
    skip: (words: string) => void;
  }) {
    this.#resource = options.resource;
    this.#inventory = options.inventory;
    this.#skip = options.skip;
  }

  /** Null before the first whole list. */
  get size(): number | null {
    return this.#seen?.size ?? null;
  }

  /** Takes a whole list. Until `commit`, what was there before stays. */
  replace(onObject: () => void): ListTarget & { commit(): void } {
    let seen = new SeenObjects();
    let session = this.#inventory.beginReplace(this.#resource);
    return {
      begin: () => {
        if (seen.size > 0) {
          seen = new SeenObjects();
          session = this.#inventory.beginReplace(this.#resource);
        }
      },
      add: object => {
        onObject();
        seen.remember(object);
        this.#guard(object, () => session.add(object));
      },
      skip: this.#skip,
      commit: () => {
        session.commit();
        this.#seen = seen;
        this.#dropped = false;
      },
    };
  }

  apply(type: 'upsert' | 'delete', object: KubernetesObject): void {
    if (type === 'delete') {
      this.#seen?.forget(object);
      this.#deliver(type, object);
      return;
    }
    const formerUid = this.#seen?.remember(object) ?? null;
    if (formerUid !== null) {
      const { apiVersion, kind, metadata } = object;
      const { namespace, name } = metadata ?? {};
      this.#deliver('delete', {
        apiVersion,
        kind,
        metadata: { namespace, name, uid: formerUid },
      });
    }
    this.#deliver(type, object);
  }

  /**
   * Says that the resource is not to be had: its objects are gone, and what they would own stands for itself. Said once, until the
   * next whole list.
   */
  drop(): void {
    if (!this.#dropped) {
      this.#dropped = true;
      this.#seen = null;
      this.#guard(null, () => this.#inventory.drop(this.#resource));
    }
  }

  #deliver(type: 'upsert' | 'delete', object: KubernetesObject): void {
    this.#guard(object, () =>
      this.#inventory.apply(this.#resource, { type, object }),
    );
  }

  #guard(object: KubernetesObject | null, work: () => void): void {
    try {
      work();
    } catch (error) {
      const { namespace, name } = object?.metadata ?? {};
      const which = [namespace, name].filter(Boolean).join('/');
      const why = error instanceof Error ? error.message : 'unknown error';
      this.#skip(
        `${this.#resource.kind} ${which} could not be taken in: ${why}`,
      );
    }
  }
}
