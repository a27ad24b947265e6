import { NotAllowedError } from '@backstage/errors';
import type {
  Budget,
  ModelServerDetail,
  ServerReadiness,
} from '@inference-portal/plugin-inference-common';
import type { CatalogView } from '../decide/catalogView';
import { assessReadiness } from '../decide/readiness/assessReadiness';
import { memoryTrend } from '../decide/readiness/memoryTrend';
import { isAlive } from '../decide/readiness/isAlive';
import type { ReadinessFacts } from '../decide/readiness/facts';
import type { GroupTree } from '../decide/groupTree';
import { findExitPlan } from '../readiness/findExitPlan';
import {
  findScaling,
  readPodLabels,
  type ScalingSource,
} from '../readiness/findScaling';
import type { FleetReadiness } from '../readiness/FleetReadiness';
import { memorySince } from '../readiness/MemoryTrends';
import {
  readImage,
  readImages,
  readSpecification,
} from '../readiness/readSpecification';
import type { InventoryStore, ServerFilter } from '../record';
import type { UsageStore } from '../record/usage/UsageStore';
import type { InstantMs } from '../types';
import type { AuthorizedInventory, OnBehalfOf } from './AuthorizedInventory';
import { AuthorizedReadinessReports } from './AuthorizedReadinessReports';
import type { AuthorizedBudgets } from './costs/AuthorizedBudgets';

/** Servers of a model that are looked at for another cluster. */
const MOST_SIBLINGS = 200;

/** How ready for production servers are, for those who may read the servers. */
export class AuthorizedReadiness {
  readonly #servers: AuthorizedInventory;
  readonly #inventory: Pick<InventoryStore, 'listRegistrable'>;
  readonly #catalog: { readonly view: CatalogView };
  readonly #budgets: Pick<AuthorizedBudgets, 'listCovering'>;
  readonly #usage: Pick<UsageStore, 'listHours'>;
  readonly #scaling: ScalingSource;
  readonly #documentationPage: string;
  readonly #now: () => number;
  /** What the rules say of many servers. */
  readonly reports: AuthorizedReadinessReports;

  constructor(options: {
    servers: AuthorizedInventory;
    inventory: Pick<InventoryStore, 'listRegistrable'>;
    catalog: { readonly view: CatalogView };
    budgets: Pick<AuthorizedBudgets, 'listCovering' | 'prepareCovering'>;
    usage: Pick<UsageStore, 'listHours'>;
    scaling: ScalingSource;
    /** All servers, judged but for what depends on who asks. */
    fleet: Pick<FleetReadiness, 'read'>;
    /** The catalog's groups as they are now. */
    groups: () => GroupTree;
    /** Address of the page that tells how to fix each rule. */
    documentationPage: string;
    /** Milliseconds since the Unix epoch. */
    now: () => number;
  }) {
    this.#servers = options.servers;
    this.#inventory = options.inventory;
    this.#catalog = options.catalog;
    this.#budgets = options.budgets;
    this.#usage = options.usage;
    this.#scaling = options.scaling;
    this.#documentationPage = options.documentationPage;
    this.#now = options.now;
    this.reports = new AuthorizedReadinessReports(options);
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
            images: readImages(previous.images),
          }
        : null,
      elsewhere,
      clusters: clusters.length,
      ...findScaling(
        server,
        readPodLabels(server, current?.spec),
        await this.#scaling.read(server.cluster),
      ),
      budgets,
      memory,
      exitPlan,
    };
    return assessReadiness(facts, this.#documentationPage);
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
      .filter(({ cluster, state }) => cluster !== own && isAlive(state))
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
    const hours = await this.#usage.listHours(
      id,
      memorySince(changedAt, now),
      now,
    );
    return memoryTrend(
      hours.map(({ hour, gpuMemoryBytes }) => ({
        hour,
        bytes: gpuMemoryBytes,
      })),
    );
  }

  async #findExitPlan({
    id,
    entityRef,
  }: ModelServerDetail): Promise<ReadinessFacts['exitPlan']> {
    const [recorded] = await this.#inventory.listRegistrable({
      afterId: null,
      limit: 1,
      ids: [id],
    });
    return findExitPlan(recorded?.signals, entityRef, this.#catalog.view);
  }
}
