import { TestDatabases } from '@backstage/backend-test-utils';
import { dataSource } from '../__testUtils__/dataSources';
import { DATABASE_IDS, openStores } from '../__testUtils__/openStores';

jest.setTimeout(60_000);

describe.each(
  TestDatabases.create({ ids: [...DATABASE_IDS] }).eachSupportedId(),
)('KnexDataSourceStore on %s', databaseId => {
  const databases = TestDatabases.create({ ids: [...DATABASE_IDS] });

  it('lists sources by type and name, each as it was put last', async () => {
    const { dataSources } = await openStores(databases, databaseId);
    const us = dataSource({ name: 'us-east' });
    const prometheus = dataSource({ type: 'prometheus', name: 'fleet' });
    await dataSources.put(dataSource({ name: 'us-east', status: 'starting' }));
    await dataSources.put(prometheus);
    await dataSources.put(us);
    await dataSources.put(dataSource({ name: 'eu-west' }));
    expect(await dataSources.list()).toEqual([
      dataSource({ name: 'eu-west' }),
      us,
      prometheus,
    ]);
  });

  it('forgets sources that are not retained', async () => {
    const { dataSources } = await openStores(databases, databaseId);
    const kept = dataSource({ name: 'eu-west' });
    await dataSources.put(kept);
    await dataSources.put(dataSource({ name: 'us-east' }));
    await dataSources.retain([kept.id, 'cluster:never-seen']);
    expect(await dataSources.list()).toEqual([kept]);
    await dataSources.retain([]);
    expect(await dataSources.list()).toEqual([]);
  });
});
