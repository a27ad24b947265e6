import type {
  GpuCapacity,
  InstantMs,
  ObservationBatch,
  ServerObservation,
} from '../../types';
import type { InventoryChanges } from './types';

/** Changes that are not recorded yet, merged by server: what was seen last counts. */
export class PendingChanges {
  readonly #servers = new Map<string, ServerObservation>();
  readonly #removed = new Set<string>();
  #capacity: readonly GpuCapacity[] | null = null;
  #complete = false;

  get isEmpty(): boolean {
    return (
      !this.#complete &&
      this.#servers.size === 0 &&
      this.#removed.size === 0 &&
      this.#capacity === null
    );
  }

  /** `complete` says that the changes hold every server. What is complete stays so when later changes are added. */
  add(changes: InventoryChanges, complete: boolean): void {
    for (const id of changes.removed) {
      this.#servers.delete(id);
      this.#removed.add(id);
    }
    for (const observation of changes.servers) {
      const { id } = observation.server;
      this.#removed.delete(id);
      this.#servers.set(id, observation);
    }
    this.#capacity = changes.capacity ?? this.#capacity;
    this.#complete ||= complete;
  }

  /** A batch of all of it; it stays pending until `clear`. */
  toBatch(cluster: string, observedAt: InstantMs): ObservationBatch {
    return {
      cluster,
      observedAt,
      complete: this.#complete,
      servers: [...this.#servers.values()],
      removed: [...this.#removed],
      capacity: this.#capacity,
    };
  }

  clear(): void {
    this.#servers.clear();
    this.#removed.clear();
    this.#capacity = null;
    this.#complete = false;
  }
}
