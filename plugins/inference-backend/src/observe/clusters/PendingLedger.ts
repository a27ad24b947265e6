import type {
  AllocationInterval,
  NodeInterval,
} from '../../decide/cost/ledger';
import type { InstantMs } from '../../types';
import type { LedgerChanges, LedgerLook, NamespaceOwner } from './types';

/** Intervals that are not recorded yet. Of one interval what was seen last counts; no interval is lost, however short. */
export class PendingLedger {
  readonly #nodes = new Map<string, NodeInterval>();
  readonly #allocations = new Map<string, AllocationInterval>();
  readonly #namespaces = new Map<string, NamespaceOwner>();
  #complete = false;

  get isEmpty(): boolean {
    return (
      !this.#complete &&
      this.#nodes.size === 0 &&
      this.#allocations.size === 0 &&
      this.#namespaces.size === 0
    );
  }

  /** `complete` says that the changes hold everything that lasts. */
  add(changes: LedgerChanges, complete: boolean): void {
    for (const node of changes.nodes) {
      this.#nodes.set(JSON.stringify([node.uid, node.from]), node);
    }
    for (const allocation of changes.allocations) {
      const { podUid, container, resource, from } = allocation;
      this.#allocations.set(
        JSON.stringify([podUid, container, resource, from]),
        allocation,
      );
    }
    for (const owner of changes.namespaces) {
      this.#namespaces.set(owner.namespace, owner);
    }
    this.#complete ||= complete;
  }

  /** A look with all of it; it stays pending until `clear`. */
  toLook(cluster: string, observedAt: InstantMs): LedgerLook {
    return {
      cluster,
      observedAt,
      complete: this.#complete,
      nodes: [...this.#nodes.values()],
      allocations: [...this.#allocations.values()],
      namespaces: [...this.#namespaces.values()],
    };
  }

  clear(): void {
    this.#nodes.clear();
    this.#allocations.clear();
    this.#namespaces.clear();
    this.#complete = false;
  }
}
