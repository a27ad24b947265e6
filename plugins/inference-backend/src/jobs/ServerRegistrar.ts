import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { Registration } from '@inference-portal/plugin-inference-common';
import {
  chooseRegistration,
  criteriaOf,
} from '../decide/registry/chooseRegistration';
import type {
  InventoryStore,
  RegistrableServer,
  RegistryStore,
} from '../record';
import { readServerFacts } from './readServerFacts';

const PAGE_SIZE = 500;

function isSame(a: Registration | null, b: Registration | null): boolean {
  return (
    a === b ||
    (a !== null &&
      b !== null &&
      a.namespace === b.namespace &&
      a.name === b.name &&
      a.version === b.version &&
      a.reason === b.reason &&
      a.confidence === b.confidence)
  );
}

/**
 * Joins observed servers with registered versions: a question to the registry for every 500 servers, and a write for those whose join
 * changed. Doing it twice, or on two replicas at once, converges to the same joins.
 */
export class ServerRegistrar {
  readonly #inventory: Pick<InventoryStore, 'listRegistrable'>;
  readonly #store: Pick<RegistryStore, 'findCandidates' | 'writeRegistrations'>;
  readonly #logger: LoggerService;
  /** The pass over all servers that is running, if any. */
  #running: Promise<void> | null = null;
  #wantsAnother = false;

  constructor(options: {
    inventory: Pick<InventoryStore, 'listRegistrable'>;
    store: Pick<RegistryStore, 'findCandidates' | 'writeRegistrations'>;
    logger: LoggerService;
  }) {
    this.#inventory = options.inventory;
    this.#store = options.store;
    this.#logger = options.logger;
  }

  /** Joins these servers. Answers how many joins changed. */
  async registerServers(ids: readonly string[]): Promise<number> {
    let changed = 0;
    for (let start = 0; start < ids.length; start += PAGE_SIZE) {
      const page = await this.#inventory.listRegistrable({
        afterId: null,
        limit: PAGE_SIZE,
        ids: ids.slice(start, start + PAGE_SIZE),
      });
      changed += await this.#join(page);
    }
    return changed;
  }

  /** Joins every server that is not removed. Stops between pages when `signal` aborts. Answers how many joins changed. */
  async registerAll(signal?: AbortSignal): Promise<number> {
    let afterId: string | null = null;
    let changed = 0;
    while (!signal?.aborted) {
      const page: readonly RegistrableServer[] =
        await this.#inventory.listRegistrable({ afterId, limit: PAGE_SIZE });
      changed += await this.#join(page);
      const last = page[page.length - 1];
      if (last === undefined || page.length < PAGE_SIZE) {
        break;
      }
      afterId = last.id;
    }
    return changed;
  }

  /**
   * Joins all servers soon, however often it is asked meanwhile. Settles once they are joined with everything that was registered before
   * the call; never rejects.
   */
  requestAll(): Promise<void> {
    if (this.#running) {
      this.#wantsAnother = true;
      return this.#running;
    }
    this.#running = this.#runUntilQuiet().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #runUntilQuiet(): Promise<void> {
    do {
      this.#wantsAnother = false;
      try {
        await this.registerAll();
      } catch (error) {
        this.#logger.warn(
          `Servers could not be joined with registered versions, the next pass makes up for it: ${stringifyError(
            error,
          )}`,
        );
      }
    } while (this.#wantsAnother);
  }

  async #join(servers: readonly RegistrableServer[]): Promise<number> {
    if (servers.length === 0) {
      return 0;
    }
    const facts = servers.map(readServerFacts);
    const candidates = await this.#store.findCandidates(criteriaOf(facts));
    const changed = new Map<string, Registration | null>();
    for (const [index, server] of servers.entries()) {
      const fact = facts[index];
      const chosen = fact ? chooseRegistration(fact, candidates) : null;
      if (!isSame(chosen, server.registration)) {
        changed.set(server.id, chosen);
      }
    }
    if (changed.size > 0) {
      await this.#store.writeRegistrations(changed);
    }
    return changed.size;
  }
}
