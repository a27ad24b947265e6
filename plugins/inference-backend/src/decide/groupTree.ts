/** What the portal needs to know of a Group of the catalog. */
export interface GroupFacts {
  /** Entity ref. */
  readonly ref: string;
  /** Entity ref of the group above; null for a topmost one. */
  readonly parent: string | null;
  /** For people; null when the ref is all there is. */
  readonly title: string | null;
}

/** The catalog's hierarchy of groups. Owners that it does not know, such as users, stand for themselves. Never changed after it was made. */
export class GroupTree {
  readonly #paths = new Map<string, readonly string[]>();
  readonly #groups: ReadonlyMap<string, GroupFacts>;

  constructor(groups: Iterable<GroupFacts>) {
    this.#groups = new Map(Array.from(groups, one => [one.ref, one]));
    for (const ref of this.#groups.keys()) {
      this.#paths.set(ref, this.#findPath(ref));
    }
  }

  /** For people; null when nobody tells. */
  titleOf(ref: string): string | null {
    return this.#groups.get(ref)?.title ?? null;
  }

  /** The groups from the topmost one down to `ref` itself. */
  pathOf(ref: string): readonly string[] {
    return this.#paths.get(ref) ?? [ref];
  }

  /** The owner that stands for `ref` at a depth: 1 is the topmost group, 2 the one below it; 0, or deeper than `ref`, is `ref` itself. */
  rollUp(ref: string, depth: number): string {
    return depth === 0 ? ref : this.pathOf(ref)[depth - 1] ?? ref;
  }

  /** True when `ref` is `group`, or below it. */
  isWithin(ref: string, group: string): boolean {
    return this.pathOf(ref).includes(group);
  }

  /** `group` and all groups below it, in order of their refs. */
  within(group: string): readonly string[] {
    const below = [...this.#groups.keys()].filter(
      ref => ref !== group && this.isWithin(ref, group),
    );
    return [group, ...below].sort();
  }

  /** Groups that are each other's parents have the one with the smallest ref as the topmost, wherever one starts. */
  #findPath(ref: string): string[] {
    const upwards: string[] = [];
    let next: string | null = ref;
    while (next !== null && this.#groups.has(next)) {
      const start = upwards.indexOf(next);
      if (start !== -1) {
        const [topmost = ref] = upwards.slice(start).sort();
        upwards.length = upwards.indexOf(topmost) + 1;
        break;
      }
      upwards.push(next);
      next = this.#groups.get(next)?.parent ?? null;
    }
    return upwards.reverse();
  }
}
