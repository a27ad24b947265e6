import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { repository } from '../package.json';
import type { CatalogView } from './decide/catalogView';
import type { ClusterConfig } from './observe/clusters/config/ClusterConfig';
import { createScalingReader } from './observe/clusters/scaling/ScalingReader';
import {
  type AuthorizedCosts,
  type AuthorizedInventory,
  AuthorizedReadiness,
} from './permissions';
import { FleetReadiness } from './readiness/FleetReadiness';
import type { InventoryStore, UsageStore } from './record';

/**
 * Address of the page that tells how to fix what is not ready.
 *
 * @param served - address below which the documentation is served; without it the page of the repository is as good, and always there
 */
export function readinessPage(served: string | undefined): string {
  return served === undefined
    ? `${repository.url}/blob/main/docs/readiness.md`
    : `${served.replace(/\/+$/, '')}/readiness/`;
}

/** Puts together what tells how ready for production servers are. */
export function createReadiness(options: {
  config: Config;
  inventory: InventoryStore;
  servers: AuthorizedInventory;
  costs: AuthorizedCosts;
  usage: UsageStore;
  catalog: { readonly view: CatalogView };
  clusters: readonly Pick<ClusterConfig, 'name' | 'access'>[];
  logger: LoggerService;
}): AuthorizedReadiness {
  const { config, costs } = options;
  const shared = {
    ...options,
    scaling: createScalingReader(options.clusters, Date.now),
    now: Date.now,
  };
  return new AuthorizedReadiness({
    ...shared,
    budgets: costs.budgets,
    groups: () => costs.groups,
    fleet: new FleetReadiness(shared),
    documentationPage: readinessPage(
      config.getOptionalString('inference.documentationUrl'),
    ),
  });
}
