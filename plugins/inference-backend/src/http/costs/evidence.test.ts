import { TestDatabases } from '@backstage/backend-test-utils';
import { node } from '../../record/__testUtils__/openLedger';
import type { InstantMs } from '../../types';
import { startCosts, type StartedCosts } from '../../__testUtils__/startCosts';

jest.setTimeout(120_000);

/** A node with one GPU that nobody held. */
const lateNode = (uid: string, cluster: string) =>
  node({ uid, cluster, name: uid, physicalGpus: 1, quality: 'estimated' });

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

  /** A page of two intervals, and where the next one begins. */
  async function readPage(of: StartedCosts, cursor: string | null) {
    const { body } = await of
      .as('ada')
      .get(
        `/costs/evidence?${WINDOW}&limit=2${
          cursor === null ? '' : `&cursor=${cursor}`
        }`,
      );
    expect(body.items.length).toBeLessThanOrEqual(2);
    return {
      items: body.items as object[],
      cursor: (body.nextCursor ?? null) as string | null,
    };
  }

  it('comes page by page, each interval once', async () => {
    const all = await fleet.as('ada').get(`/costs/evidence?${WINDOW}`);
    let page = await readPage(fleet, null);
    const items = [...page.items];
    while (page.cursor !== null) {
      page = await readPage(fleet, page.cursor);
      items.push(...page.items);
    }
    expect(items).toEqual(all.body.items);
    expect(items.length).toBeGreaterThan(4);
  });

  it('repeats and skips nothing when earlier intervals come late between two pages', async () => {
    const growing = await startCosts(databases);
    const before = await growing.as('ada').get(`/costs/evidence?${WINDOW}`);
    let page = await readPage(growing, null);
    const items = [...page.items];
    // A node and its idle GPUs that were there before all others.
    await growing.ledger.addEstimates({
      cluster: 'eu-north',
      window: {
        from: Date.parse('2026-11-01T00:00:00Z') as InstantMs,
        to: Date.parse('2026-11-01T06:00:00Z') as InstantMs,
      },
      nodes: [
        lateNode('00-a', 'eu-north'),
        lateNode('00-b', 'eu-north'),
        lateNode('00-c', 'eu-north'),
      ],
      allocations: [],
    });
    while (page.cursor !== null) {
      page = await readPage(growing, page.cursor);
      items.push(...page.items);
    }
    expect(items).toEqual(before.body.items);
    const after = await growing.as('ada').get(`/costs/evidence?${WINDOW}`);
    expect(after.body.items).toHaveLength(before.body.items.length + 3);
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
