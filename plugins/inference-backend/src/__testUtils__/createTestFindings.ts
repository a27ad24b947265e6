import type {
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { Findings } from '../findings/Findings';
import { AuthorizedFindings } from '../permissions';
import {
  KnexDetectionRunStore,
  KnexFindingStore,
  type InventoryStore,
} from '../record';

/** Findings over a database of a test. */
export async function createTestFindings(options: {
  db: Knex;
  inventory: InventoryStore;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  now: () => number;
}): Promise<{
  findings: AuthorizedFindings;
  store: KnexFindingStore;
  runs: KnexDetectionRunStore;
}> {
  const database = mockServices.database({ knex: options.db });
  const store = await KnexFindingStore.create({ database });
  const runs = await KnexDetectionRunStore.create({ database });
  return {
    findings: new AuthorizedFindings({
      ...options,
      findings: new Findings({ store, runs }),
    }),
    store,
    runs,
  };
}
