import type { CatalogView } from '../decide/catalogView';
import type { OwnershipRule } from '../decide/ownershipRule';
import { joinServer, type JoinSubject } from '../decide/ownership';
import type { InventoryStore } from '../record';
import type { CatalogJoin, ServerObservation } from '../types';

const PAGE_SIZE = 1000;

/** The catalog as it was last read; version 0 before it ever was. */
export interface JoinableCatalog {
  readonly view: CatalogView;
  readonly version: number;
}

/** Joins servers with the catalog as it was last read and with the configured rules. */
export class ServerJoiner {
  readonly #catalog: JoinableCatalog;
  readonly #rules: readonly OwnershipRule[];
  readonly #inventory: Pick<InventoryStore, 'listOwnership'>;
  #recorded: Promise<ReadonlyMap<string, CatalogJoin>> | null = null;

  constructor(options: {
    catalog: JoinableCatalog;
    rules: readonly OwnershipRule[];
    inventory: Pick<InventoryStore, 'listOwnership'>;
  }) {
    this.#catalog = options.catalog;
    this.#rules = options.rules;
    this.#inventory = options.inventory;
  }

  /** Changes whenever a join may come out differently than before. */
  get version(): number {
    return this.#catalog.version;
  }

  /** Join of one server with the catalog as it was last read. */
  join(subject: JoinSubject): CatalogJoin {
    return joinServer(subject, this.#catalog.view, this.#rules);
  }

  /**
   * Joins of all servers, by server id. Until the catalog was read for the first time, servers that are known already keep
   * their recorded join: a restart while the catalog is away takes nobody's servers.
   */
  async joinAll(
    servers: readonly ServerObservation[],
  ): Promise<Map<string, CatalogJoin>> {
    const recorded =
      this.#catalog.version === 0 ? await this.#listRecorded() : null;
    return new Map(
      servers.map(({ key, server, ownership }) => [
        server.id,
        recorded?.get(server.id) ??
          this.join({
            cluster: key.cluster,
            namespace: key.namespace,
            name: key.name,
            modelId: server.model.id,
            signals: ownership,
          }),
      ]),
    );
  }

  #listRecorded(): Promise<ReadonlyMap<string, CatalogJoin>> {
    if (this.#recorded === null) {
      this.#recorded = this.#readRecorded().catch(error => {
        this.#recorded = null;
        throw error;
      });
    }
    return this.#recorded;
  }

  async #readRecorded(): Promise<ReadonlyMap<string, CatalogJoin>> {
    const joins = new Map<string, CatalogJoin>();
    let afterId: string | null = null;
    for (;;) {
      const page = await this.#inventory.listOwnership({
        afterId,
        limit: PAGE_SIZE,
      });
      for (const { id, join } of page) {
        joins.set(id, join);
      }
      const last = page[page.length - 1];
      if (last === undefined || page.length < PAGE_SIZE) {
        return joins;
      }
      afterId = last.id;
    }
  }
}
