import { NotAllowedError } from '@backstage/errors';
import {
  ANNOTATION_EXIT_PLAN,
  type Budget,
  type ModelServerDetail,
  type ServerReadiness,
} from '@inference-portal/plugin-inference-common';
import type { CatalogView } from '../decide/catalogView';
import { assessReadiness } from '../decide/readiness/assessReadiness';
import type { ReadinessFacts, Stated } from '../decide/readiness/facts';
import { DAY_MS } from '../durations';
import type { ReadScaling } from '../readiness/createReadScaling';
import { readImage, readSpecification } from '../readiness/readSpecification';
import type { InventoryStore, ServerFilter } from '../record';
import type { UsageStore } from '../record/usage/UsageStore';
import type { InstantMs } from '../types';
import type { AuthorizedInventory, OnBehalfOf } from './AuthorizedInventory';
import type { AuthorizedBudgets } from './costs/AuthorizedBudgets';

const MEMORY_DAYS = 14;
/** Servers of a model that are looked at for another cluster. */
const MOST_SIBLINGS = 200;
const ALIVE = new Set(['serving', 'degraded', 'starting']);

/** How ready for production servers are, for those who may read the servers. */
export class AuthorizedReadiness {
  readonly #servers: AuthorizedInventory;
  readonly #inventory: Pick<InventoryStore, 'listRegistrable'>;
  readonly #catalog: { readonly view: CatalogView };
  readonly #budgets: Pick<AuthorizedBudgets, 'listCovering'>;
  readonly #usage: Pick<UsageStore, 'listHours'>;
  readonly #readScaling: ReadScaling;
  readonly #documentation: string | null;
  readonly #now: () => number;

  constructor(options: {
    servers: AuthorizedInventory;
    inventory: Pick<InventoryStore, 'listRegistrable'>;
    catalog: { readonly view: CatalogView };
    budgets: Pick<AuthorizedBudgets, 'listCovering'>;
    usage: Pick<UsageStore, 'listHours'>;
    readScaling: ReadScaling;
    /** Address below which the documentation of the portal is served; null where TechDocs shows it. */
    documentation: string | null;
    /** Milliseconds since the Unix epoch. */
    now: () => number;
  }) {
    this.#servers = options.servers;
    this.#inventory = options.inventory;
    this.#catalog = options.catalog;
    this.#budgets = options.budgets;
    this.#usage = options.usage;
    this.#readScaling = options.readScaling;
    this.#documentation = options.documentation;
    this.#now = options.now;
  }

  /** The scorecard of a server. Throws like `AuthorizedInventory.getServer`. */
  async getReadiness(
    serverId: string,
    onBehalfOf: OnBehalfOf,
  ): Promise<ServerReadiness> {
    const server = await this.#servers.getServer(serverId, onBehalfOf);
    const evaluatedAt = this.#now() as InstantMs;
    const [revisions, elsewhere, clusters, budgets, memory, exitPlan] =
      await Promise.all([
        this.#servers.listRevisions(serverId, { limit: 2 }, onBehalfOf),
        this.#findElsewhere(server, onBehalfOf),
        this.#servers.listClusters(onBehalfOf),
        this.#findBudgets(server, onBehalfOf),
        this.#readMemory(server, evaluatedAt),
        this.#findExitPlan(server),
      ]);
    const [current, previous] = revisions.items;
    const { reference } = server.image;
    const facts: ReadinessFacts = {
      server,
      evaluatedAt,
      revision: current?.number ?? null,
      ...readSpecification(server.kind, current?.spec),
      image: reference === null ? null : readImage(reference),
      previous: previous
        ? {
            number: previous.number,
            images: previous.images.flatMap(image =>
              image.reference === null ? [] : [readImage(image.reference)],
            ),
          }
        : null,
      elsewhere,
      clusters: clusters.length,
      ...(await this.#readScaling(server, current?.spec)),
      budgets,
      memory,
      exitPlan,
    };
    return assessReadiness(facts, this.#documentation);
  }

  async #findElsewhere(
    { model, registration, cluster: own }: ModelServerDetail,
    onBehalfOf: OnBehalfOf,
  ): Promise<ReadinessFacts['elsewhere']> {
    const same: ServerFilter[] = [
      ...(model.id === null
        ? []
        : [{ kind: 'model' as const, anyOf: [model.id] }]),
      ...(registration === null
        ? []
        : [{ kind: 'runs' as const, anyOf: [registration] }]),
    ];
    if (same.length === 0) {
      return null;
    }
    const { items } = await this.#servers.listServers(
      { filter: { kind: 'anyOf', filters: same }, limit: MOST_SIBLINGS },
      onBehalfOf,
    );
    return items
      .filter(({ cluster, state }) => cluster !== own && ALIVE.has(state))
      .map(({ cluster, name }) => ({ cluster, name }));
  }

  async #findBudgets(
    { owner, registration }: ModelServerDetail,
    { credentials }: OnBehalfOf,
  ): Promise<readonly Budget[] | null> {
    const model =
      registration && `${registration.namespace}/${registration.name}`;
    try {
      return await this.#budgets.listCovering(
        { owner: owner.ref, model },
        credentials,
      );
    } catch (error) {
      if (error instanceof NotAllowedError) {
        return null;
      }
      throw error;
    }
  }

  async #readMemory(
    { id, changedAt }: ModelServerDetail,
    now: InstantMs,
  ): Promise<ReadinessFacts['memory']> {
    const changed = changedAt === null ? 0 : Date.parse(changedAt);
    const from = Math.max(now - MEMORY_DAYS * DAY_MS, changed) as InstantMs;
    const hours = await this.#usage.listHours(id, from, now);
    return hours.map(({ hour, gpuMemoryBytes }) => ({
      hour,
      bytes: gpuMemoryBytes,
    }));
  }

  async #findExitPlan({
    id,
    entityRef,
  }: ModelServerDetail): Promise<Stated<string> | null> {
    const [recorded] = await this.#inventory.listRegistrable({
      afterId: null,
      limit: 1,
      ids: [id],
    });
    const written = recorded?.signals.exitPlan;
    if (written) {
      return written;
    }
    const entity =
      entityRef === null ? undefined : this.#catalog.view.byRef.get(entityRef);
    return entity?.exitPlan === undefined
      ? null
      : {
          value: entity.exitPlan,
          source: `annotation ${ANNOTATION_EXIT_PLAN} on ${entity.ref}`,
        };
  }
}
