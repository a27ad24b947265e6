import type {
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import {
  type AskedPrometheus,
  createAskPrometheus,
} from './act/metrics/createAskPrometheus';
import { SECOND_MS } from './durations';
import { HubModelFacts, readHubSettings } from './observe/hub/HubModelFacts';
import { readCaches } from './observe/metrics/usage/readCaches';
import {
  AuthorizedGpuPlans,
  type AuthorizedInventory,
  AuthorizedServerPlans,
} from './permissions';
import type { InventoryStore, LedgerStore, RegistryStore } from './record';

/** Pages wait for it, and a plan without the engine's answer is better than none. */
const METRICS_MS = 5 * SECOND_MS;

/** Puts the GPU planner together; the hub is asked only where the configuration says so. */
export function createGpuPlans(options: {
  config: Config;
  inventory: InventoryStore;
  servers: AuthorizedInventory;
  /** Names of all clusters that are observed. */
  clusters: readonly string[];
  prometheus: readonly AskedPrometheus[];
  prices: LedgerStore;
  models: RegistryStore;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  logger: LoggerService;
}) {
  const now = Date.now;
  const settings = readHubSettings(options.config);
  const hub =
    settings && new HubModelFacts({ settings, logger: options.logger, now });
  const gpuPlans = new AuthorizedGpuPlans({
    ...options,
    hub: hub ? id => hub.find(id) : undefined,
    now,
  });
  const ask = createAskPrometheus({ ...options, now });
  const serverPlans = new AuthorizedServerPlans({
    servers: options.servers,
    plans: gpuPlans,
    readCaches: ({ cluster, namespace, pods }) =>
      ask(
        { cluster, namespace, names: pods.map(({ name }) => name) },
        readCaches,
        AbortSignal.timeout(METRICS_MS),
      ),
  });
  return { gpuPlans, serverPlans };
}
