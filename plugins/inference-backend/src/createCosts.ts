import type {
  AuthService,
  DatabaseService,
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { Costs } from './costs/Costs';
import { GroupIndex } from './observe/catalog/GroupIndex';
import { AuthorizedCosts } from './permissions';
import {
  KnexBudgetStore,
  KnexNameStore,
  type LedgerStore,
  type RegistryStore,
  type UsageStore,
} from './record';

/** Puts together what answers questions about costs. */
export async function createCosts(options: {
  ledger: LedgerStore;
  registry: RegistryStore;
  usage: UsageStore;
  database: DatabaseService;
  catalog: CatalogService;
  auth: AuthService;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  scheduler: SchedulerService;
  logger: LoggerService;
}): Promise<AuthorizedCosts> {
  const { ledger, registry, scheduler } = options;
  const now = Date.now;
  const groups = new GroupIndex(options);
  await scheduler.scheduleTask({
    id: 'inference-refresh-groups',
    scope: 'local',
    frequency: { seconds: 60 },
    timeout: { minutes: 2 },
    // The catalog starts beside this plugin.
    initialDelay: { seconds: 3 },
    fn: () => groups.refresh(),
  });
  return new AuthorizedCosts({
    costs: new Costs({
      ledger,
      names: await KnexNameStore.create(options),
      groups: () => groups.tree,
      usage: options.usage,
      now,
    }),
    budgets: await KnexBudgetStore.create(options),
    models: registry,
    permissions: options.permissions,
    permissionsRegistry: options.permissionsRegistry,
    now,
  });
}
