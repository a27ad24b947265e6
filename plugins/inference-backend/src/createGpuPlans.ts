import type {
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { HubModelFacts, readHubSettings } from './observe/hub/HubModelFacts';
import { AuthorizedGpuPlans } from './permissions';
import type { InventoryStore, LedgerStore, RegistryStore } from './record';

/** Puts the GPU planner together; the hub is asked only where the configuration says so. */
export function createGpuPlans(options: {
  config: Config;
  inventory: InventoryStore;
  prices: LedgerStore;
  models: RegistryStore;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  logger: LoggerService;
}): AuthorizedGpuPlans {
  const now = Date.now;
  const settings = readHubSettings(options.config);
  const hub =
    settings && new HubModelFacts({ settings, logger: options.logger, now });
  return new AuthorizedGpuPlans({
    ...options,
    hub: hub ? id => hub.find(id) : undefined,
    now,
  });
}
