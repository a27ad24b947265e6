import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  ModelRef,
  ModelServer,
  VersionComparison,
} from '@inference-portal/plugin-inference-common';
import { compareVersions } from '../../decide/registry/compareVersions';
import { listAllServers } from '../../record';
import type { InventoryStore } from '../../record';
import type { AuthorizedInventory } from '../AuthorizedInventory';
import type { AuthorizedVersions } from './AuthorizedVersions';

/** Servers of either version whose specifications are compared; the first by name. */
const MAX_SERVERS = 20;

type ComparedServer = VersionComparison['servers'][number];

/** Two versions side by side, with the servers that the caller may read. */
export class AuthorizedComparison {
  readonly #versions: AuthorizedVersions;
  readonly #servers: AuthorizedInventory;
  readonly #inventory: Pick<InventoryStore, 'listServers' | 'listRevisions'>;

  constructor(options: {
    versions: AuthorizedVersions;
    servers: AuthorizedInventory;
    inventory: Pick<InventoryStore, 'listServers' | 'listRevisions'>;
  }) {
    this.#versions = options.versions;
    this.#servers = options.servers;
    this.#inventory = options.inventory;
  }

  /** Versions may be `@alias`. Throws `NotFoundError` or `NotAllowedError`. */
  async compare(
    ref: ModelRef,
    versions: { readonly a: string; readonly b: string },
    credentials: BackstageCredentials,
  ): Promise<VersionComparison> {
    const [a, b] = await Promise.all([
      this.#versions.getVersion(ref, versions.a, credentials),
      this.#versions.getVersion(ref, versions.b, credentials),
    ]);
    const running = await this.#listReadable(ref, credentials);
    const runs = (version: string) =>
      running
        .filter(({ registration }) => registration?.version === version)
        .slice(0, MAX_SERVERS);
    return {
      a,
      b,
      ...compareVersions(a, b),
      servers: await Promise.all([
        ...runs(a.version).map(server => this.#describe('a', server)),
        ...(b.version === a.version ? [] : runs(b.version)).map(server =>
          this.#describe('b', server),
        ),
      ]),
    };
  }

  async #listReadable(
    ref: ModelRef,
    credentials: BackstageCredentials,
  ): Promise<ModelServer[]> {
    const mayRead = await this.#servers.getReadCheck({ credentials });
    const servers = await listAllServers(this.#inventory, {
      kind: 'runs',
      anyOf: [ref],
    });
    return servers.filter(mayRead);
  }

  async #describe(
    runs: ComparedServer['runs'],
    server: ModelServer,
  ): Promise<ComparedServer> {
    const { items } = await this.#inventory.listRevisions(server.id, {
      limit: 1,
    });
    const revision = items.find(({ current }) => current);
    return {
      runs,
      server,
      specHash: revision?.specHash ?? null,
      spec: revision?.spec ?? null,
    };
  }
}
