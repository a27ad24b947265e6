import type {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError } from '@backstage/errors';
import {
  type GpuPlan,
  type GpuPlanRequest,
  type GpuRanking,
  type GpuRankingRequest,
  inferenceServerReadPermission,
} from '@inference-portal/plugin-inference-common';
import type { PriceRow } from '../../decide/cost/ledger';
import { findGpuPrice } from '../../decide/planner/costOfPlan';
import { planGpus } from '../../decide/planner/planGpus';
import { type FleetGpus, rankGpus } from '../../decide/planner/rankGpus';
import type { InventoryStore, LedgerStore, RegistryStore } from '../../record';
import { CostAccess } from '../costs/CostAccess';
import { RegistryAccess } from '../registry/RegistryAccess';
import { ServerAccess } from '../ServerAccess';
import { type HubFacts, ModelFacts } from './ModelFacts';

const none = (error: unknown) => {
  if (error instanceof NotAllowedError) return undefined;
  throw error;
};

/** Plans for GPUs, for those who may read servers. Prices are left out for who may not read costs, and clusters where no server is theirs. */
export class AuthorizedGpuPlans {
  readonly #inventory: Pick<InventoryStore, 'getCapacity' | 'listClusters'>;
  readonly #prices: Pick<LedgerStore, 'listPrices'>;
  readonly #servers: ServerAccess;
  readonly #costs: CostAccess;
  readonly #models: ModelFacts;
  readonly #now: () => number;

  constructor(options: {
    inventory: Pick<InventoryStore, 'getCapacity' | 'listClusters'>;
    prices: Pick<LedgerStore, 'listPrices'>;
    models: Pick<RegistryStore, 'findCandidates' | 'findModel' | 'findVersion'>;
    /** Reads a model's facts at a hub; left out where that is not wanted. */
    hub?: HubFacts;
    permissions: PermissionsService;
    /** Needs to have been told by `registerPermissions`. */
    permissionsRegistry: PermissionsRegistryService;
    /** Milliseconds since the Unix epoch. */
    now: () => number;
  }) {
    this.#inventory = options.inventory;
    this.#prices = options.prices;
    this.#servers = new ServerAccess({
      ...options,
      permission: inferenceServerReadPermission,
      what: 'plan GPUs',
    });
    this.#costs = new CostAccess(options);
    this.#models = new ModelFacts({
      store: options.models,
      // Nothing is written, so that the rules of writing do not matter.
      access: new RegistryAccess({
        ...options,
        rules: { ownersOnly: true, admins: [], protectedAliases: [] },
      }),
      hub: options.hub,
    });
    this.#now = options.now;
  }

  /** Throws `InputError` that names the field when the request cannot be planned, `NotAllowedError` to who may read no server. */
  async plan(
    request: GpuPlanRequest,
    credentials: BackstageCredentials,
  ): Promise<GpuPlan> {
    await this.#servers.getFilter(credentials);
    const prices = await this.#listPrices(credentials);
    const outcome = planGpus(request, {
      found: await this.#models.find(request.model, credentials),
      priceOf: product =>
        findGpuPrice(prices, { product, cluster: null }, this.#now()),
    });
    if (outcome.status === 'refused') {
      throw new InputError(outcome.problem);
    }
    return outcome.plan;
  }

  /** Throws as `plan` does. */
  async rank(
    request: GpuRankingRequest,
    credentials: BackstageCredentials,
  ): Promise<GpuRanking> {
    const fleet = await this.#readFleet(credentials);
    const prices = await this.#listPrices(credentials);
    const outcome = rankGpus(request, fleet, {
      found: await this.#models.find(request.model, credentials),
      priceOf: (product, cluster) =>
        findGpuPrice(prices, { product, cluster }, this.#now()),
    });
    if (outcome.status === 'refused') {
      throw new InputError(outcome.problem);
    }
    return outcome.ranking;
  }

  async #readFleet(
    credentials: BackstageCredentials,
  ): Promise<readonly FleetGpus[]> {
    const filter = await this.#servers.getFilter(credentials);
    const visible =
      filter === null
        ? null
        : new Set(await this.#inventory.listClusters(filter));
    return [...(await this.#inventory.getCapacity())].flatMap(
      ([cluster, products]) =>
        visible !== null && !visible.has(cluster)
          ? []
          : products.map(
              ({ product, capacity, heldByServers, heldByOthers }) => ({
                cluster,
                product,
                capacity,
                free: Math.max(capacity - heldByServers - heldByOthers, 0),
              }),
            ),
    );
  }

  /** None for callers who may not read costs. */
  async #listPrices(
    credentials: BackstageCredentials,
  ): Promise<readonly PriceRow[]> {
    const readable = await this.#costs.getReadable(credentials).catch(none);
    return readable === undefined ? [] : this.#prices.listPrices();
  }
}
