import { TestDatabases } from '@backstage/backend-test-utils';
import { at } from '../__testUtils__/observations';
import { DATABASE_IDS, openStores } from '../__testUtils__/openStores';

jest.setTimeout(60_000);

describe.each(
  TestDatabases.create({ ids: [...DATABASE_IDS] }).eachSupportedId(),
)('KnexLeaseStore on %s', databaseId => {
  const databases = TestDatabases.create({ ids: [...DATABASE_IDS] });
  const open = async () => {
    const { leases } = await openStores(databases, databaseId);
    return {
      acquire: (holder: string, offsetMs: number, cluster = 'us-east') =>
        leases.acquire({ cluster, holder, now: at(offsetMs), ttlMs: 30_000 }),
      release: (holder: string) =>
        leases.release({ cluster: 'us-east', holder }),
    };
  };

  it('gives a cluster to one holder at a time', async () => {
    const { acquire } = await open();
    expect(await acquire('a', 0)).toEqual({ cluster: 'us-east', token: 1 });
    expect(await acquire('b', 29_999)).toBeNull();
    expect(await acquire('b', 29_999, 'ap-south')).toEqual({
      cluster: 'ap-south',
      token: 1,
    });
  });

  it('renews the own lease with the same token', async () => {
    const { acquire } = await open();
    await acquire('a', 0);
    expect(await acquire('a', 20_000)).toMatchObject({ token: 1 });
    expect(await acquire('b', 40_000)).toBeNull();
  });

  it('keeps the token of an expired lease that nobody took', async () => {
    const { acquire } = await open();
    await acquire('a', 0);
    expect(await acquire('a', 90_000)).toMatchObject({ token: 1 });
  });

  it('gives an expired lease to the next with a greater token', async () => {
    const { acquire } = await open();
    await acquire('a', 0);
    expect(await acquire('b', 30_000)).toMatchObject({ token: 2 });
    expect(await acquire('a', 30_001)).toBeNull();
    expect(await acquire('a', 60_000)).toMatchObject({ token: 3 });
  });

  it('lets the next in at once when a lease is given back', async () => {
    const { acquire, release } = await open();
    await acquire('a', 0);
    await release('b');
    expect(await acquire('b', 1)).toBeNull();
    await release('a');
    expect(await acquire('b', 2)).toMatchObject({ token: 2 });
  });

  it('lets exactly one of many win', async () => {
    const { acquire } = await open();
    const fences = await Promise.all(
      ['a', 'b', 'c', 'd', 'e'].map(holder => acquire(holder, 0)),
    );
    expect(fences.filter(fence => fence !== null)).toEqual([
      { cluster: 'us-east', token: 1 },
    ]);
  });
});
