import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { buildCatalogView, type CatalogView } from '../decide/catalogView';
import {
  createScalingReader,
  type ScalingReader,
} from '../observe/clusters/scaling/ScalingReader';
import { FleetReadiness } from '../readiness/FleetReadiness';
import {
  type AuthorizedCosts,
  type AuthorizedInventory,
  AuthorizedReadiness,
} from '../permissions';
import { KnexUsageStore, type InventoryStore } from '../record';

/** Scorecards over a database of a test. */
export async function createTestReadiness(options: {
  db: Knex;
  inventory: InventoryStore;
  servers: AuthorizedInventory;
  costs: AuthorizedCosts;
  catalog?: { readonly view: CatalogView };
  /** Clusters that can be listed; by default none. */
  scaling?: Pick<ScalingReader, 'read'>;
  now: () => number;
}): Promise<AuthorizedReadiness> {
  const { db, inventory, servers, costs, now } = options;
  const shared = {
    inventory,
    catalog: options.catalog ?? { view: buildCatalogView([]) },
    usage: await KnexUsageStore.create({
      database: mockServices.database({ knex: db }),
    }),
    scaling: options.scaling ?? createScalingReader([], now),
    now,
  };
  return new AuthorizedReadiness({
    ...shared,
    servers,
    budgets: costs.budgets,
    groups: () => costs.groups,
    fleet: new FleetReadiness({
      ...shared,
      logger: mockServices.logger.mock(),
    }),
    documentationPage: 'readiness.md',
  });
}
