import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { at, batch, observation } from '../record/__testUtils__/observations';
import {
  DATABASE_IDS,
  openStores,
  type OpenStores,
} from '../record/__testUtils__/openStores';
import { createEndForgottenClusters } from './endForgottenClusters';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: [...DATABASE_IDS] });

function job(stores: OpenStores, offsetMs: number) {
  return createEndForgottenClusters({
    configured: ['eu-west'],
    inventory: stores.inventory,
    leases: stores.leases,
    holder: 'new-replica',
    logger: mockServices.logger.mock(),
    now: () => at(offsetMs),
  });
}

describe.each(databases.eachSupportedId())(
  'createEndForgottenClusters on %s',
  databaseId => {
    it('ends the servers of clusters that left the configuration, and no others', async () => {
      const stores = await openStores(databases, databaseId);
      await stores.apply(
        batch(0, [observation({ cluster: 'eu-west', name: 'chat' })], {
          cluster: 'eu-west',
          complete: true,
        }),
        batch(0, [observation({ cluster: 'us-east', name: 'chat' })], {
          cluster: 'us-east',
          complete: true,
        }),
      );

      await job(stores, 120_000)();

      const { items } = await stores.inventory.listServers({
        filter: null,
        limit: 10,
      });
      expect(items.map(({ cluster }) => cluster)).toEqual(['eu-west']);
    });

    it('leaves a cluster alone that another replica still watches', async () => {
      const stores = await openStores(databases, databaseId);
      await stores.apply(
        batch(0, [observation({ cluster: 'us-east', name: 'chat' })], {
          cluster: 'us-east',
          complete: true,
        }),
      );

      await job(stores, 1_000)();

      expect(await stores.inventory.listClusters(null)).toEqual(['us-east']);
    });
  },
);
