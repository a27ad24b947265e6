import type {
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { AuthorizedGpuPlans } from '../permissions';
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
