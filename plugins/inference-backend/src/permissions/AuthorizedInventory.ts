import type {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  inferenceServerReadPermission,
  type FleetSummary,
  type ModelServer,
  type ModelServerDetail,
  type Page,
  type ServerRevision,
} from '@inference-portal/plugin-inference-common';
import type { InventoryStore, ServerFilter } from '../record';
import { ServerAccess, type ServerCheck } from './ServerAccess';

/** On whose behalf something is read. */
export interface OnBehalfOf {
  readonly credentials: BackstageCredentials;
}

function both(
  a: ServerFilter | null,
  b: ServerFilter | null,
): ServerFilter | null {
  if (a === null || b === null) {
    return a ?? b;
  }
  return { kind: 'allOf', filters: [a, b] };
}

/** The recorded servers, as far as the caller may read them. */
export class AuthorizedInventory {
  readonly #inventory: InventoryStore;
  readonly #access: ServerAccess;

  constructor(options: {
    inventory: InventoryStore;
    permissions: PermissionsService;
    /** Needs to have been told by `registerPermissions`. */
    permissionsRegistry: PermissionsRegistryService;
  }) {
    this.#inventory = options.inventory;
    this.#access = new ServerAccess({
      ...options,
      permission: inferenceServerReadPermission,
      what: 'read model servers',
    });
  }

  /** Servers that the caller may read and `filter` lets through. Throws `NotAllowedError` when the caller may read none. */
  async listServers(
    options: { filter: ServerFilter | null; limit: number; cursor?: string },
    { credentials }: OnBehalfOf,
  ): Promise<Page<ModelServer>> {
    const allowed = await this.#access.getFilter(credentials);
    return this.#inventory.listServers({
      ...options,
      filter: both(allowed, options.filter),
    });
  }

  /** Clusters on which the caller may read servers, in order of name. Throws `NotAllowedError` when they may read none. */
  async listClusters({ credentials }: OnBehalfOf): Promise<string[]> {
    return this.#inventory.listClusters(
      await this.#access.getFilter(credentials),
    );
  }

  /** Throws `NotFoundError` for an id that was never recorded, `NotAllowedError` for a server that the caller may not read. */
  async getServer(
    id: string,
    { credentials }: OnBehalfOf,
  ): Promise<ModelServerDetail> {
    const mayRead = await this.#access.requireCheck(credentials);
    const server = await this.#inventory.findServer(id);
    if (!server) {
      throw new NotFoundError(
        `No model server has the id ${JSON.stringify(
          id,
        )}: take an id from GET /model-servers`,
      );
    }
    if (!mayRead(server)) {
      throw new NotAllowedError(
        `You may not read model server ${JSON.stringify(
          id,
        )}: ask its owner or an administrator for ${
          inferenceServerReadPermission.name
        }`,
      );
    }
    return server;
  }

  /** Revisions of a server, newest first. Throws like `getServer`. */
  async listRevisions(
    serverId: string,
    options: { limit: number; cursor?: string },
    onBehalfOf: OnBehalfOf,
  ): Promise<Page<ServerRevision>> {
    const server = await this.getServer(serverId, onBehalfOf);
    return this.#inventory.listRevisions(server.id, options);
  }

  /**
   * Figures over the servers that the caller may read. GPUs are those of whole clusters; a caller with conditions sees them for
   * clusters where a server of theirs is.
   */
  async summarize(
    options: {
      filter: ServerFilter | null;
      clusters: readonly string[] | null;
    },
    { credentials }: OnBehalfOf,
  ): Promise<Omit<FleetSummary, 'coverage'>> {
    const allowed = await this.#access.getFilter(credentials);
    if (allowed === null) {
      return this.#inventory.summarize(options);
    }
    const visible = await this.#inventory.listClusters(allowed);
    return this.#inventory.summarize({
      filter: both(allowed, options.filter),
      clusters: visible.filter(
        cluster => options.clusters?.includes(cluster) ?? true,
      ),
    });
  }

  /** Tells of servers that were read already whether the caller may read them. Throws `NotAllowedError` when they may read none. */
  async requireReadCheck({ credentials }: OnBehalfOf): Promise<ServerCheck> {
    return this.#access.requireCheck(credentials);
  }

  /** Tells of servers that were read already whether the caller may read them; of none when they may read none at all. */
  async getReadCheck({ credentials }: OnBehalfOf): Promise<ServerCheck> {
    return this.#access.getCheck(credentials);
  }
}
