/** From a key to the set of values that were put under it. */
export class SetIndex<V> {
  private readonly sets = new Map<string, Set<V>>();

  add(key: string, value: V): void {
    const set = this.sets.get(key);
    if (set) set.add(value);
    else this.sets.set(key, new Set([value]));
  }

  remove(key: string, value: V): void {
    const set = this.sets.get(key);
    if (!set?.delete(value)) return;
    if (set.size === 0) this.sets.delete(key);
  }

  list(key: string): V[] {
    return [...(this.sets.get(key) ?? [])];
  }
}
