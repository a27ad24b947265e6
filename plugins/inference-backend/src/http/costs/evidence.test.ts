import { TestDatabases } from '@backstage/backend-test-utils';
import { startCosts, type StartedCosts } from '../../__testUtils__/startCosts';

jest.setTimeout(120_000);

const WINDOW = 'from=2026-11-01&to=2026-11-21';

describe('where costs come from', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let fleet: StartedCosts;

  beforeAll(async () => {
    fleet = await startCosts(databases);
  });

  it('is told interval by interval, with the price and its source', async () => {
    const { body } = await fleet
      .as('ada')
      .get(`/costs/evidence?${WINDOW}&groupBy=model&key=search/rerank`);
    expect(body).toEqual({
      items: [
        {
          from: '2026-11-01T00:00:00.000Z',
          to: '2026-11-11T00:00:00.000Z',
          node: 'gpu-a',
          cluster: 'eu-west',
          pod: 'search/rerank-0',
          server: 'rerank',
          bucket: 'owned',
          owner: 'group:default/search',
          model: 'search/rerank',
          weight: '1/3',
          gpuHours: 80,
          pricePerGpuHourMicros: 8_000_000,
          currency: 'USD',
          priceSource: 'shipped',
          priceNote: 'price list of April',
          micros: 640_000_000,
          quality: 'observed',
        },
      ],
    });
  });

  it('has no end where it lasts', async () => {
    const { body } = await fleet
      .as('ada')
      .get(`/costs/evidence?${WINDOW}&groupBy=server&key=chat`);
    expect(body.items).toMatchObject([{ to: null, gpuHours: 468 }]);
  });

  it('comes page by page, each interval once', async () => {
    const all = await fleet.as('ada').get(`/costs/evidence?${WINDOW}`);
    const items: object[] = [];
    let cursor: string | undefined = '0';
    while (cursor !== undefined) {
      const page = await fleet
        .as('ada')
        .get(`/costs/evidence?${WINDOW}&limit=2&cursor=${cursor}`);
      expect(page.body.items.length).toBeLessThanOrEqual(2);
      items.push(...page.body.items);
      cursor = page.body.nextCursor;
    }
    expect(items).toEqual(all.body.items);
    expect(items.length).toBeGreaterThan(4);
  });

  it('is told of prices: what they match, how old they are, how much they price', async () => {
    const { body } = await fleet.as('ada').get('/costs/prices');
    expect(body.items).toMatchObject([
      {
        id: 'g6',
        source: 'config',
        instanceType: 'g6.xlarge',
        cluster: null,
        unit: 'node-hour',
        micros: 1_000_000,
        from: null,
        asOf: null,
        stale: false,
      },
      {
        id: 'p5',
        source: 'shipped',
        asOf: '2026-04-30T00:00:00.000Z',
        stale: true,
      },
    ]);
    expect(
      body.priced.map(
        ({ source, share }: { source: string; share: number }) => [
          source,
          share,
        ],
      ),
    ).toEqual([
      ['shipped', 0.8],
      ['config', 0.2],
    ]);
    expect(body.caveats).toMatchObject([{ code: 'stale-prices' }]);
  });
});
