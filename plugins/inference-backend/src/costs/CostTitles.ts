import type { CostGrouping } from '@inference-portal/plugin-inference-common';
import type { GroupTree } from '../decide/groupTree';
import type { NameStore } from '../record';
import { isSpecialKey } from './costKey';

/** Finds what lines are called for people. */
export class CostTitles {
  readonly #names: NameStore;
  readonly #groups: () => GroupTree;

  constructor(options: { names: NameStore; groups: () => GroupTree }) {
    this.#names = options.names;
    this.#groups = options.groups;
  }

  /** Titles by key; keys that speak for themselves have none. */
  async find(
    groupBy: CostGrouping,
    keys: Iterable<string>,
  ): Promise<ReadonlyMap<string, string>> {
    const known = [...new Set(keys)].filter(key => !isSpecialKey(key));
    switch (groupBy) {
      case 'server':
        return this.#names.serverNames(known);
      case 'node':
        return this.#names.nodeNames(known);
      case 'pod':
        return this.#names.podNames(known);
      case 'owner':
        return this.#ownerTitles(known);
      default:
        return new Map();
    }
  }

  #ownerTitles(refs: readonly string[]): Map<string, string> {
    const groups = this.#groups();
    return new Map(
      refs.flatMap(ref => {
        const title = groups.titleOf(ref);
        return title === null ? [] : [[ref, title]];
      }),
    );
  }
}
