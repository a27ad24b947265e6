import type {
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import type { UsageSums } from '../costs/addUsage';
import { Costs } from '../costs/Costs';
import { GroupTree, type GroupFacts } from '../decide/groupTree';
import { AuthorizedCosts } from '../permissions';
import {
  KnexBudgetStore,
  KnexLedgerStore,
  KnexNameStore,
  type RegistryStore,
} from '../record';

/** Costs over a database of a test. */
export async function createTestCosts(options: {
  db: Knex;
  models: Pick<RegistryStore, 'findModel'>;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  groups?: readonly GroupFacts[];
  timezones?: readonly string[];
  usage?: UsageSums;
  now: () => number;
}): Promise<{ costs: AuthorizedCosts; ledger: KnexLedgerStore }> {
  const { db, groups = [], timezones = ['UTC'], now } = options;
  const database = mockServices.database({ knex: db });
  const tree = new GroupTree(groups);
  const ledger = await KnexLedgerStore.create({ database, timezones });
  const costs = new AuthorizedCosts({
    ...options,
    costs: new Costs({
      ledger,
      names: await KnexNameStore.create({ database }),
      groups: () => tree,
      usage: options.usage,
      now,
    }),
    budgets: await KnexBudgetStore.create({ database }),
  });
  return { costs, ledger };
}
