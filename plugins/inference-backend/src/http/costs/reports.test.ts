import { TestDatabases } from '@backstage/backend-test-utils';
import type { CostLine } from '@inference-portal/plugin-inference-common';
import { startCosts, type StartedCosts } from '../../__testUtils__/startCosts';

jest.setTimeout(120_000);

const DOLLAR = 1_000_000;
/** Ten days in which nothing changes. */
const TEN_DAYS = 'from=2026-11-01&to=2026-11-11';

const money = (lines: readonly CostLine[]) =>
  Object.fromEntries(lines.map(({ key, micros }) => [key, micros]));

describe('GET /costs', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  /** Of which nobody rolls anything up or changes a price. */
  let fleet: StartedCosts;
  let rolledUp: StartedCosts;

  beforeAll(async () => {
    fleet = await startCosts(databases);
    rolledUp = await startCosts(databases);
    await rolledUp.rollUp();
  });

  it('tells what each team cost, what nobody owns and what is idle, next to the price of the nodes', async () => {
    const { as } = fleet;
    const { status, body } = await as('ada').get(`/costs?${TEN_DAYS}`);
    expect([status, body.error]).toEqual([200, undefined]);
    expect(money(body.lines)).toEqual({
      'group:default/support': 2160 * DOLLAR,
      'group:default/search': 640 * DOLLAR,
      __unallocated__: 1920 * DOLLAR,
      __idle__: 3200 * DOLLAR,
    });
    expect(body).toMatchObject({
      from: '2026-11-01T00:00:00.000Z',
      to: '2026-11-11T00:00:00.000Z',
      timezone: 'UTC',
      currency: 'USD',
      total: 7920 * DOLLAR,
      gpuHours: 1200,
      series: [],
      buckets: [
        { bucket: 'idle-fragmented', micros: 1280 * DOLLAR, gpuHours: 160 },
        { bucket: 'idle-free', micros: 1920 * DOLLAR, gpuHours: 240 },
        { bucket: 'owned', micros: 2800 * DOLLAR, gpuHours: 560 },
        { bucket: 'unallocated', micros: 1920 * DOLLAR, gpuHours: 240 },
      ],
      priced: [
        {
          source: 'shipped',
          share: 0.8,
          gpuHours: 960,
          asOf: '2026-04-30T00:00:00.000Z',
        },
        { source: 'config', share: 0.2, gpuHours: 240, asOf: null },
      ],
    });
    expect(body.caveats).toEqual([
      {
        code: 'stale-prices',
        values: { date: '2026-04-30T00:00:00.000Z', days: 204 },
        message: expect.stringContaining('2026-04-30, 204 days ago'),
      },
    ]);
    expect(body.lines[0]).toEqual({
      key: 'group:default/support',
      title: 'Support',
      currency: 'USD',
      micros: 2160 * DOLLAR,
      gpuHours: 480,
      unpricedGpuHours: 0,
      estimated: false,
      gpuActivity: null,
      unitCosts: null,
      previous: null,
      told: null,
    });
  });

  it.each([
    [
      'model',
      {
        'support/chat': 1920,
        'support/ocr': 240,
        'search/rerank': 640,
        __none__: 1920,
        __idle__: 3200,
      },
    ],
    [
      'version',
      {
        'support/chat@1.0.0': 1920,
        'support/ocr@1.0.0': 240,
        'search/rerank@1.0.0': 640,
        __none__: 1920,
        __idle__: 3200,
      },
    ],
    [
      'server',
      { chat: 1920, ocr: 240, rerank: 640, __none__: 1920, __idle__: 3200 },
    ],
    [
      'pod',
      {
        'uid-chat-0': 1920,
        'uid-ocr-0': 240,
        'uid-rerank-0': 640,
        'uid-notebook-0': 1920,
        __idle__: 3200,
      },
    ],
    ['node', { 'uid-gpu-a': 3840, 'uid-gpu-b': 3840, 'uid-gpu-c': 240 }],
    ['cluster', { 'eu-west': 7680, 'us-east': 240 }],
    ['gpu-product', { H100: 7680, L4: 240 }],
    ['capacity-type', { 'on-demand': 7680, spot: 240 }],
    ['bucket', { __owned__: 2800, __unallocated__: 1920, __idle__: 3200 }],
    [
      'label&label=app.kubernetes.io/part-of',
      { helpdesk: 1920, __none__: 2800, __idle__: 3200 },
    ],
  ])(
    'groups by %s, from intervals and from roll-ups alike',
    async (groupBy, dollars) => {
      const { as } = fleet;
      const path = `/costs?${TEN_DAYS}&groupBy=${groupBy}`;
      const expected = Object.fromEntries(
        Object.entries(dollars).map(([key, amount]) => [key, amount * DOLLAR]),
      );
      const before = await as('ada').get(path);
      expect([before.body.error, money(before.body.lines ?? [])]).toEqual([
        undefined,
        expected,
      ]);
      const after = await rolledUp.as('ada').get(path);
      expect(after.body).toEqual(before.body);
    },
  );

  it('reads no intervals of days that are rolled up', async () => {
    const readLedger = jest.spyOn(rolledUp.ledger, 'readLedger');
    await rolledUp
      .as('ada')
      .get('/costs?from=2026-10-05&to=2026-12-01&granularity=day');
    const hours = readLedger.mock.calls.map(
      ([{ from, to }]) => (to - from) / 3_600_000,
    );
    readLedger.mockRestore();
    // The hours of today, and the last one once more for the ages of prices.
    expect(Math.max(...hours)).toBeLessThanOrEqual(12);
  });

  it('names nodes and pods', async () => {
    const { as } = fleet;
    const titles = async (groupBy: string) => {
      const { body } = await as('ada').get(
        `/costs?${TEN_DAYS}&groupBy=${groupBy}`,
      );
      return body.lines.map(({ title }: CostLine) => title);
    };
    expect(await titles('node')).toEqual(['gpu-a', 'gpu-b', 'gpu-c']);
    expect(await titles('pod')).toEqual([
      'support/chat-0',
      'lab/notebook-0',
      'search/rerank-0',
      '=documents/ocr-0',
      null,
    ]);
  });

  it('cuts days where the zone of the viewer does, also on the night that is an hour longer', async () => {
    const { as } = fleet;
    const { body } = await as('ada').get(
      '/costs?from=2026-10-24&to=2026-10-27&timezone=Europe/Berlin&granularity=day&groupBy=node&cluster=us-east',
    );
    expect(
      body.series.map(({ start, total }: { start: string; total: number }) => [
        start,
        total,
      ]),
    ).toEqual([
      ['2026-10-23T22:00:00.000Z', 24 * DOLLAR],
      ['2026-10-24T22:00:00.000Z', 25 * DOLLAR],
      ['2026-10-25T23:00:00.000Z', 24 * DOLLAR],
    ]);
    expect(body.total).toBe(73 * DOLLAR);
  });

  it('counts until now, and says so, where the window has not ended', async () => {
    const { as } = rolledUp;
    const path =
      '/costs?from=2026-11-20&to=2026-12-01&groupBy=cluster&cluster=us-east';
    const { body } = await as('ada').get(path);
    expect([body.total, body.to]).toEqual([
      12 * DOLLAR,
      '2026-12-01T00:00:00.000Z',
    ]);
    expect(body.caveats).toContainEqual({
      code: 'still-counting',
      values: { date: '2026-11-20T12:00:00.000Z' },
      message: expect.stringContaining('2026-11-20T12:00:00.000Z'),
    });
    const future = await as('ada').get('/costs?from=2027-01-01&to=2027-02-01');
    expect(future.body).toMatchObject({
      total: null,
      currency: null,
      lines: [],
    });
  });

  it('rolls groups up, and takes a group for those below it', async () => {
    const { as } = fleet;
    const engineering = await as('ada').get(`/costs?${TEN_DAYS}&rollUp=1`);
    expect(money(engineering.body.lines)).toMatchObject({
      'group:default/engineering': 2800 * DOLLAR,
    });
    const models = await as('ada').get(
      `/costs?${TEN_DAYS}&rollUp=1&groupBy=model&owner=group:default/engineering`,
    );
    expect(money(models.body.lines)).toEqual({
      'support/chat': 1920 * DOLLAR,
      'support/ocr': 240 * DOLLAR,
      'search/rerank': 640 * DOLLAR,
    });
    const direct = await as('ada').get(
      `/costs?${TEN_DAYS}&owner=group:default/engineering`,
    );
    expect(direct.body.lines).toEqual([]);
  });

  it.each(['none', '__unallocated__'])(
    'finds what nobody owns as owner %s, without idle GPUs',
    async owner => {
      const { as } = fleet;
      const path = `/costs?${TEN_DAYS}&owner=${owner}`;
      const { body } = await as('ada').get(path);
      expect(money(body.lines)).toEqual({ __unallocated__: 1920 * DOLLAR });
      expect((await rolledUp.as('ada').get(path)).body).toEqual(body);
    },
  );

  it('shares idle GPUs out by cost or evenly, without changing the sum', async () => {
    const { as } = fleet;
    const weighted = await as('ada').get(`/costs?${TEN_DAYS}&idle=weighted`);
    // 3200 idle over 4720 held.
    expect(money(weighted.body.lines)).toEqual({
      'group:default/support': 3_624_406_780,
      'group:default/search': 1_073_898_305,
      __unallocated__: 3_221_694_915,
    });
    expect(weighted.body.total).toBe(7920 * DOLLAR);
    const even = await as('ada').get(`/costs?${TEN_DAYS}&idle=even`);
    expect(money(even.body.lines)).toEqual({
      'group:default/support': 3_226_666_666,
      'group:default/search': 1_706_666_667,
      __unallocated__: 2_986_666_667,
    });
    const one = await as('ada').get(
      `/costs?${TEN_DAYS}&idle=weighted&owner=group:default/search`,
    );
    expect(money(one.body.lines)).toEqual({
      'group:default/search': 1_073_898_305,
    });
  });

  it('compares with the window before, and tells price and quantity apart', async () => {
    const { as, ledger } = await startCosts(databases);
    const [row] = (await ledger.listPrices()).filter(({ id }) => id === 'p5');
    const cut = Date.parse('2026-11-06T00:00:00Z') as typeof row.from;
    await ledger.replacePrices('shipped', [
      { ...row, to: cut },
      { ...row, id: 'p5-new', from: cut, micros: 20 * DOLLAR },
    ]);
    const { body } = await as('ada').get(
      '/costs?from=2026-11-06&to=2026-11-16&compare=previous&groupBy=model',
    );
    const chat = body.lines.find(({ key }: CostLine) => key === 'support/chat');
    const rerank = body.lines.find(
      ({ key }: CostLine) => key === 'search/rerank',
    );
    // 240 h: at 10 now, before 10 days at 8.
    expect(chat).toMatchObject({
      micros: 2400 * DOLLAR,
      previous: {
        micros: 1920 * DOLLAR,
        gpuHours: 240,
        priceEffect: 480 * DOLLAR,
        quantityEffect: 0,
      },
    });
    // 40 GPU-hours both times, in the five days at either side.
    expect(rerank).toMatchObject({
      micros: 400 * DOLLAR,
      previous: {
        micros: 320 * DOLLAR,
        priceEffect: 80 * DOLLAR,
        quantityEffect: 0,
      },
    });
    const gone = await as('ada').get(
      '/costs?from=2026-11-11&to=2026-11-20&compare=previous&groupBy=model',
    );
    expect(
      gone.body.lines.find(({ key }: CostLine) => key === 'search/rerank'),
    ).toMatchObject({
      micros: 0,
      gpuHours: 0,
      previous: { priceEffect: 0, quantityEffect: expect.any(Number) },
    });
  });

  it('gives no sum for several currencies, and a line for each', async () => {
    const { as, ledger } = await startCosts(databases);
    const rows = await ledger.listPrices();
    await ledger.replacePrices(
      'config',
      rows
        .filter(({ source }) => source === 'config')
        .map(row => ({ ...row, currency: 'EUR' })),
    );
    const { body } = await as('ada').get(`/costs?${TEN_DAYS}`);
    expect([body.total, body.currency]).toEqual([null, null]);
    expect(
      body.lines
        .filter(({ key }: CostLine) => key === 'group:default/support')
        .map(({ currency, micros, gpuHours }: CostLine) => [
          currency,
          micros,
          gpuHours,
        ]),
    ).toEqual([
      ['USD', 1920 * DOLLAR, 0],
      ['EUR', 240 * DOLLAR, 480],
    ]);
    expect(body.caveats.map(({ code }: { code: string }) => code)).toContain(
      'several-currencies',
    );
  });

  it('shows GPU-hours without money where nobody knows the price', async () => {
    const { as, ledger } = await startCosts(databases);
    await ledger.replacePrices('config', []);
    const { body } = await as('ada').get(`/costs?${TEN_DAYS}&groupBy=cluster`);
    expect(body.lines).toMatchObject([
      { key: 'eu-west', micros: 7680 * DOLLAR },
      {
        key: 'us-east',
        micros: null,
        currency: null,
        gpuHours: 240,
        unpricedGpuHours: 240,
      },
    ]);
    expect(body.priced).toContainEqual({
      source: 'unpriced',
      share: 0.2,
      gpuHours: 240,
      asOf: null,
    });
    expect(body.caveats.map(({ code }: { code: string }) => code)).toContain(
      'unpriced',
    );
  });

  it('answers an empty ledger with nothing rather than 0', async () => {
    const { as } = await startCosts(databases, { isEmpty: true });
    const { body } = await as('ada').get(
      `/costs?${TEN_DAYS}&granularity=month`,
    );
    expect(body).toMatchObject({
      total: null,
      currency: null,
      gpuHours: 0,
      lines: [],
      series: [{ lines: [], total: null }],
      caveats: [],
    });
  });
});
