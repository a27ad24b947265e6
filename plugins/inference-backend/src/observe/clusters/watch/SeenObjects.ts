import type { KubernetesObject } from '@inference-portal/plugin-inference-node';

/** Who is there: the uid of every object of one resource, by namespace and name. Objects themselves are not kept. */
export class SeenObjects {
  readonly #uids = new Map<string, Map<string, string>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Answers the former uid when the name was taken by another object. */
  remember(object: KubernetesObject): string | null {
    const { namespace = '', name = '', uid = '' } = object.metadata ?? {};
    let names = this.#uids.get(namespace);
    if (!names) {
      names = new Map();
      this.#uids.set(namespace, names);
    }
    const former = names.get(name);
    names.set(name, uid);
    if (former === undefined) {
      this.#size += 1;
      return null;
    }
    return former === uid ? null : former;
  }

  forget(object: KubernetesObject): void {
    const { namespace = '', name = '', uid = '' } = object.metadata ?? {};
    const names = this.#uids.get(namespace);
    // The name may belong to a successor already.
    if (names?.get(name) !== uid) {
      return;
    }
    names.delete(name);
    this.#size -= 1;
    if (names.size === 0) {
      this.#uids.delete(namespace);
    }
  }
}
