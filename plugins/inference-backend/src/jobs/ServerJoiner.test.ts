import { TestDatabases } from '@backstage/backend-test-utils';
import {
  buildCatalogView,
  type CatalogEntityFacts,
} from '../decide/catalogView';
import {
  batch,
  observation,
  ownedBy,
  serverId,
} from '../record/__testUtils__/observations';
import {
  openStores,
  type OpenStores,
} from '../record/__testUtils__/openStores';
import { mockServices } from '@backstage/backend-test-utils';
import { LeasedSink } from './LeasedSink';
import { createRefreshCatalog } from './refreshCatalog';
import { rejoinServers } from './rejoinServers';
import { ServerJoiner } from './ServerJoiner';

jest.setTimeout(60_000);

const described: CatalogEntityFacts = {
  ref: 'component:default/support-chat',
  kind: 'component',
  type: 'service',
  namespace: 'default',
  owners: ['group:default/helpdesk'],
  server: 'eu-west/support/support-chat',
  model: null,
  kubernetesId: null,
  generated: false,
};

/** A catalog whose content the test decides. */
class ManualCatalog {
  view = buildCatalogView([]);
  version = 0;
  set(...entities: readonly CatalogEntityFacts[]) {
    this.view = buildCatalogView(entities);
    this.version += 1;
  }
  refresh = async () => true;
}

describe('joins of recorded servers', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const id = serverId('eu-west', 'support', 'support-chat');
  let stores: OpenStores;
  let catalog: ManualCatalog;
  let joiner: ServerJoiner;

  beforeEach(async () => {
    stores = await openStores(databases, 'SQLITE_3');
    catalog = new ManualCatalog();
    joiner = new ServerJoiner({
      catalog,
      rules: [],
      inventory: stores.inventory,
    });
  });

  const ownerOf = async () =>
    (await stores.inventory.findServer(id))?.owner.ref;
  const sink = () =>
    new LeasedSink({
      inventory: stores.inventory,
      dataSources: stores.dataSources,
      joiner,
      registrar: { registerServers: async () => 0 },
      ledger: null,
      logger: mockServices.logger.mock(),
      fence: stores.fence,
      signal: new AbortController().signal,
    });

  it('are kept over a restart until the catalog was read', async () => {
    const seen = batch(0, [observation()]);
    await stores.inventory.applyBatch(
      seen,
      new Map([[id, ownedBy('group:default/helpdesk')]]),
      stores.fence,
    );
    await sink().apply(
      batch(1_000, [observation(), observation({ name: 'new' })]),
    );
    expect(await ownerOf()).toBe('group:default/helpdesk');
    const fresh = await stores.inventory.findServer(
      serverId('eu-west', 'support', 'new'),
    );
    expect(fresh?.owner.ref).toBe('group:default/support');
  });

  it('follow a catalog that changed while their batch was written', async () => {
    catalog.set();
    const { inventory } = stores;
    const write = inventory.applyBatch.bind(inventory);
    jest.spyOn(inventory, 'applyBatch').mockImplementation(async (...args) => {
      catalog.set(described);
      await write(...args);
    });
    await sink().apply(batch(0, [observation()]));
    expect(await ownerOf()).toBe('group:default/helpdesk');
  });

  it('are written by a rejoin only where they come out differently', async () => {
    catalog.set();
    const servers = Array.from({ length: 1_203 }, (_, i) =>
      observation({ name: i === 0 ? 'support-chat' : `server-${i}` }),
    );
    await sink().apply(batch(0, servers));
    const { inventory } = stores;
    const updateJoins = jest.spyOn(inventory, 'updateJoins');
    expect(await rejoinServers({ inventory, joiner })).toBe(0);
    expect(updateJoins).not.toHaveBeenCalled();

    catalog.set(described);
    expect(await rejoinServers({ inventory, joiner })).toBe(1);
    expect(updateJoins).toHaveBeenCalledTimes(1);
    expect(await ownerOf()).toBe('group:default/helpdesk');
  });

  it('are made anew by the refresh at its first run and whenever the catalog changed, also after a failed run', async () => {
    const { inventory } = stores;
    const listOwnership = jest.spyOn(inventory, 'listOwnership');
    const logger = mockServices.logger.mock();
    const refresh = createRefreshCatalog({
      index: catalog,
      inventory,
      joiner,
      logger,
    });
    const { signal } = new AbortController();

    catalog.set();
    await refresh(signal);
    await refresh(signal);
    expect(listOwnership).toHaveBeenCalledTimes(1);

    catalog.set(described);
    listOwnership.mockRejectedValueOnce(new Error('no db'));
    await expect(refresh(signal)).rejects.toThrow('no db');
    await refresh(signal);
    expect(listOwnership).toHaveBeenCalledTimes(3);
  });
});
