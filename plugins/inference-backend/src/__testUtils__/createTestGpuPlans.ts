import type {
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  AuthorizedGpuPlans,
  type AuthorizedInventory,
  AuthorizedServerPlans,
  type ReadCaches,
} from '../permissions';
import type { InventoryStore, LedgerStore, RegistryStore } from '../record';

/** GPU plans over the stores of a test; nothing is priced unless told. */
export function createTestGpuPlans(options: {
  inventory: InventoryStore;
  models: RegistryStore;
  prices?: Pick<LedgerStore, 'listPrices'>;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  now: () => number;
}): AuthorizedGpuPlans {
  return new AuthorizedGpuPlans({
    ...options,
    prices: options.prices ?? { listPrices: async () => [] },
  });
}

/** The same beside what engines report, which is nothing unless told. */
export function createTestServerPlans(options: {
  servers: AuthorizedInventory;
  plans: AuthorizedGpuPlans;
  readCaches?: ReadCaches;
}): AuthorizedServerPlans {
  return new AuthorizedServerPlans({
    ...options,
    readCaches: options.readCaches ?? (async () => null),
  });
}
