import type { ModelServer } from '@inference-portal/plugin-inference-common';
import type { Labels } from '../observe/clusters/servers/labelSelector';
import type { InventoryStore } from '../record';
import { readPodLabels } from './findScaling';
import {
  readSpecification,
  type SpecificationFacts,
} from './readSpecification';

/** What the specification of a server's current revision says. */
export interface KnownSpecification {
  readonly facts: SpecificationFacts;
  /** Of the server's pods; null when they are not known. */
  readonly labels: Labels | null;
}

/** Reads specifications in bulk, each once for every revision: a revision never changes. */
export class RecordedSpecifications {
  readonly #inventory: Pick<InventoryStore, 'listSpecifications'>;
  readonly #known = new Map<
    string,
    KnownSpecification & { readonly revision: number }
  >();

  constructor(inventory: Pick<InventoryStore, 'listSpecifications'>) {
    this.#inventory = inventory;
  }

  /** By the servers' ids; those without a recorded revision are left out. */
  async read(
    servers: readonly ModelServer[],
  ): Promise<ReadonlyMap<string, KnownSpecification>> {
    const changed = servers.filter(
      ({ id, currentRevision }) =>
        currentRevision !== null &&
        this.#known.get(id)?.revision !== currentRevision,
    );
    if (changed.length > 0) {
      const specifications = await this.#inventory.listSpecifications(
        changed.map(({ id }) => id),
      );
      for (const server of changed) {
        const { id, kind, currentRevision } = server;
        if (currentRevision !== null && specifications.has(id)) {
          const specification = specifications.get(id);
          this.#known.set(id, {
            revision: currentRevision,
            facts: readSpecification(kind, specification),
            labels: readPodLabels(server, specification),
          });
        }
      }
    }
    return this.#known;
  }

  /** Forgets all others. */
  keepOnly(ids: ReadonlySet<string>): void {
    for (const id of this.#known.keys()) {
      if (!ids.has(id)) {
        this.#known.delete(id);
      }
    }
  }
}
