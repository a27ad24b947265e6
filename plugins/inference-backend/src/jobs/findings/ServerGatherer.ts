import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { ModelServer } from '@inference-portal/plugin-inference-common';
import type { CatalogView } from '../../decide/catalogView';
import {
  readDeclaredUse,
  type DeclaredUse,
} from '../../decide/findings/declarations';
import {
  containersOf,
  findDuplicates,
  groupsToCompare,
} from '../../decide/findings/findDuplicates';
import {
  findNewerVersions,
  versionsToCompare,
  type NewerVersion,
} from '../../decide/findings/findNewerVersions';
import {
  followTrouble,
  isCrashing,
  type TroubleTimes,
} from '../../decide/findings/followTrouble';
import type { ServerFacts } from '../../decide/zombies/history';
import { listAllServers } from '../../record';
import type {
  InventoryStore,
  RegistryStore,
  ServerTrouble,
} from '../../record';
import type { InstantMs } from '../../types';

const PAGE_SIZE = 1000;

/** A server with everything that is known of it beside its activity. */
export interface GatheredServer {
  readonly server: ModelServer;
  readonly trouble: ServerTrouble;
  readonly facts: Omit<ServerFacts, 'earlierActivity' | 'load'>;
}

interface Known {
  readonly declared: ReadonlyMap<string, DeclaredUse>;
  readonly newer: ReadonlyMap<string, NewerVersion>;
  readonly duplicates: ReadonlyMap<string, string>;
  readonly missingOwners: ReadonlySet<string>;
}

function instantOf(text: string | null): InstantMs | null {
  const instant = text === null ? NaN : Date.parse(text);
  return Number.isNaN(instant) ? null : (instant as InstantMs);
}

const versioned = (server: ModelServer) => ({
  ...server,
  changedAt: instantOf(server.changedAt),
});

const comparable = (server: ModelServer) => ({
  id: server.id,
  cluster: server.cluster,
  namespace: server.namespace,
  name: server.name,
  model: server.model.id,
  createdAt: instantOf(server.createdAt),
});

/** Holds GPUs, or would if it could. */
export function isWanted({ state, replicas, gpus }: ModelServer): boolean {
  const isGone = state === 'scaled-to-zero' || state === 'removed';
  return !isGone && !(replicas.desired === 0 && gpus.held === 0);
}

function toFacts(
  server: ModelServer,
  trouble: TroubleTimes,
  known: Known,
): GatheredServer['facts'] {
  const declared = known.declared.get(server.id);
  const crashing = isCrashing(server.state);
  // A loop is "starting" or "degraded" between two crashes; once it serves it has recovered.
  const between =
    trouble.crashingSince !== null &&
    server.state !== 'serving' &&
    server.state !== 'scaled-to-zero';
  return {
    createdAt: instantOf(server.createdAt) ?? trouble.firstSeenAt,
    declaredStandby: declared?.standby ?? false,
    schedule: declared?.schedule ?? null,
    newerVersionServing: known.newer.has(server.id),
    newerVersionSince: trouble.newerVersionSince,
    crashLooping: crashing || between,
    crashLoopingSince: trouble.crashingSince,
    pendingSince: trouble.pendingSince,
    ownerResolved:
      server.owner.ref !== null && !known.missingOwners.has(server.owner.ref),
    gpuShared: server.gpus.shared,
    duplicateOf: known.duplicates.get(server.id) ?? null,
  };
}

/** Reads what is known of all servers beside their activity, out of the inventory, the registry and the catalog. */
export class ServerGatherer {
  readonly #inventory: Pick<
    InventoryStore,
    'listServers' | 'listOwnership' | 'listRevisions'
  >;
  readonly #registry: Pick<RegistryStore, 'findVersionLabels'>;
  readonly #catalog: { readonly view: CatalogView };
  readonly #findMissing: (
    owners: readonly string[],
  ) => Promise<readonly string[]>;
  readonly #logger: LoggerService;

  constructor(options: {
    inventory: Pick<
      InventoryStore,
      'listServers' | 'listOwnership' | 'listRevisions'
    >;
    registry: Pick<RegistryStore, 'findVersionLabels'>;
    catalog: { readonly view: CatalogView };
    /** Owners that do not stand in the catalog. */
    findMissing: (owners: readonly string[]) => Promise<readonly string[]>;
    logger: LoggerService;
  }) {
    this.#inventory = options.inventory;
    this.#registry = options.registry;
    this.#catalog = options.catalog;
    this.#findMissing = options.findMissing;
    this.#logger = options.logger;
  }

  /** All servers that are not removed, by id. */
  async gather(
    troubles: ReadonlyMap<string, ServerTrouble>,
    now: InstantMs,
  ): Promise<Map<string, GatheredServer>> {
    const servers = await listAllServers(this.#inventory, null);
    const known: Known = {
      declared: await this.#readDeclared(),
      newer: await this.#findNewer(servers),
      duplicates: await this.#findDuplicates(servers.filter(isWanted)),
      missingOwners: await this.#findMissingOwners(servers),
    };
    return new Map(
      servers.map(server => {
        const newer = known.newer.get(server.id);
        const trouble = followTrouble(
          troubles.get(server.id),
          {
            state: server.state,
            stateSince: instantOf(server.stateSince),
            newerVersionSince: newer && newer.since,
          },
          now,
        );
        return [
          server.id,
          {
            server,
            trouble: { serverId: server.id, ...trouble },
            facts: toFacts(server, trouble, known),
          },
        ];
      }),
    );
  }

  async #readDeclared(): Promise<Map<string, DeclaredUse>> {
    const declared = new Map<string, DeclaredUse>();
    let afterId: string | null = null;
    for (;;) {
      const page = await this.#inventory.listOwnership({
        afterId,
        limit: PAGE_SIZE,
      });
      for (const { id, signals, join } of page) {
        const entity =
          join.entityRef === null
            ? undefined
            : this.#catalog.view.byRef.get(join.entityRef);
        declared.set(id, readDeclaredUse([signals.declared, entity?.declared]));
      }
      const last = page[page.length - 1];
      if (last === undefined || page.length < PAGE_SIZE) {
        return declared;
      }
      afterId = last.id;
    }
  }

  async #findNewer(
    servers: readonly ModelServer[],
  ): Promise<Map<string, NewerVersion>> {
    const candidates = servers.map(versioned);
    const labels = await this.#registry.findVersionLabels(
      versionsToCompare(candidates),
    );
    return findNewerVersions(
      candidates,
      new Map([...labels].map(([id, { orderedAt }]) => [id, orderedAt])),
    );
  }

  async #findDuplicates(
    servers: readonly ModelServer[],
  ): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    for (const group of groupsToCompare(servers.map(comparable))) {
      const contents = new Map<string, string>();
      for (const { id } of group) {
        const { items } = await this.#inventory.listRevisions(id, { limit: 1 });
        const containers = containersOf(items[0]?.spec);
        if (containers.length > 0) {
          contents.set(id, JSON.stringify(containers));
        }
      }
      for (const [id, original] of findDuplicates(group, contents)) {
        found.set(id, original);
      }
    }
    return found;
  }

  async #findMissingOwners(
    servers: readonly ModelServer[],
  ): Promise<Set<string>> {
    const owners = new Set(
      servers.flatMap(({ owner }) => (owner.ref === null ? [] : [owner.ref])),
    );
    try {
      const missing = new Set(await this.#findMissing([...owners]));
      // A catalog that knows none of them has not been read in yet.
      return missing.size < owners.size ? missing : new Set();
    } catch (error) {
      this.#logger.warn(
        `The catalog cannot say which owners it knows, so they count as known: ${stringifyError(
          error,
        )}`,
      );
      return new Set();
    }
  }
}
