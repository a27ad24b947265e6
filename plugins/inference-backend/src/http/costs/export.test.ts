import { TestDatabases } from '@backstage/backend-test-utils';
import { startCosts, type StartedCosts } from '../../__testUtils__/startCosts';

jest.setTimeout(120_000);

const WINDOW = 'from=2026-11-01&to=2026-11-03';

/** Records of a CSV file by the names of their columns. */
function readRecords(text: string): { [column: string]: string }[] {
  const [header = '', ...lines] = text.trimEnd().split('\r\n');
  const cells = (line: string) =>
    Array.from(line.matchAll(/(?:"((?:[^"]|"")*)"|([^",]*))(?:,|$)/g))
      .slice(0, header.split(',').length)
      .map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');
  const columns = header.split(',');
  return lines.map(line =>
    Object.fromEntries(
      cells(line).map((cell, index) => [columns[index], cell]),
    ),
  );
}

const sum = (records: { [column: string]: string }[], column: string) =>
  records.reduce((total, record) => total + Number(record[column]), 0);

describe('GET /costs/export', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let fleet: StartedCosts;

  beforeAll(async () => {
    fleet = await startCosts(databases);
  });

  it('answers CSV with a line for every key and day', async () => {
    const response = await fleet
      .as('ada')
      .get(`/costs/export?${WINDOW}&format=csv`);
    expect([response.status, response.headers['content-type']]).toEqual([
      200,
      'text/csv; charset=utf-8',
    ]);
    expect(response.headers['content-disposition']).toContain(
      'gpu-costs-csv.csv',
    );
    const records = readRecords(response.text);
    expect(records).toHaveLength(8);
    expect(records[0]).toEqual({
      start: '2026-11-01T00:00:00.000Z',
      end: '2026-11-02T00:00:00.000Z',
      key: 'group:default/support',
      title: 'Support',
      currency: 'USD',
      cost: '216.000000',
      gpu_hours: '48',
      unpriced_gpu_hours: '0',
      estimated: 'false',
      charge_class: '',
    });
    expect(sum(records, 'cost')).toBe(1584);
  });

  it('answers one piece where no granularity is wanted, and a month for each where the window is long', async () => {
    const total = await fleet
      .as('ada')
      .get(
        `/costs/export?${WINDOW}&format=csv&granularity=total&groupBy=cluster`,
      );
    expect(readRecords(total.text).map(({ key, cost }) => [key, cost])).toEqual(
      [
        ['eu-west', '1536.000000'],
        ['us-east', '48.000000'],
      ],
    );
    const months = await fleet
      .as('ada')
      .get(
        '/costs/export?from=2026-10-01&to=2026-12-01&format=csv&granularity=month&groupBy=cluster&cluster=us-east',
      );
    expect(
      readRecords(months.text).map(({ start, cost }) => [start, cost]),
    ).toEqual([
      ['2026-10-01T00:00:00.000Z', '744.000000'],
      ['2026-11-01T00:00:00.000Z', '468.000000'],
    ]);
  });

  it('takes the power from names that begin like a formula', async () => {
    const { text } = await fleet
      .as('ada')
      .get(`/costs/export?${WINDOW}&format=csv&groupBy=pod&cluster=us-east`);
    expect(readRecords(text).map(({ title }) => title)).toEqual([
      "'=documents/ocr-0",
      "'=documents/ocr-0",
    ]);
  });

  it('answers FOCUS columns whose costs add up to the price of the nodes, and bills nothing', async () => {
    const { text } = await fleet
      .as('ada')
      .get(`/costs/export?${WINDOW}&format=focus`);
    const records = readRecords(text);
    expect(sum(records, 'EffectiveCost')).toBe(1584);
    expect(new Set(records.map(({ BilledCost }) => BilledCost))).toEqual(
      new Set(['0.000000']),
    );
    const rerank = records.find(
      ({ AllocatedResourceId }) => AllocatedResourceId === 'rerank',
    );
    expect(rerank).toMatchObject({
      EffectiveCost: '64.000000',
      ListCost: '64.000000',
      BillingCurrency: 'USD',
      BillingPeriodStart: '2026-11-01T00:00:00Z',
      BillingPeriodEnd: '2026-12-01T00:00:00Z',
      ChargePeriodStart: '2026-11-01T00:00:00Z',
      ChargePeriodEnd: '2026-11-02T00:00:00Z',
      ChargeCategory: 'Usage',
      ChargeFrequency: 'Usage-Based',
      PricingCategory: 'Standard',
      PricingQuantity: '8',
      PricingUnit: 'GPU-Hours',
      ResourceId: 'uid-gpu-a',
      ResourceName: 'gpu-a',
      SubAccountId: 'eu-west',
      RegionId: 'eu-west-1',
      SkuId: 'p5.48xlarge',
      x_Owner: 'group:default/search',
      x_Estimated: 'true',
      x_Bucket: 'owned',
    });
    expect(JSON.parse(rerank?.Tags ?? '')).toEqual({
      owner: 'group:default/search',
      model: 'search/rerank',
      version: '1.0.0',
    });
  });

  it('gives FOCUS rows ratios that add up to the whole node', async () => {
    const { text } = await fleet
      .as('ada')
      .get(`/costs/export?${WINDOW}&format=focus`);
    const ratios = new Map<string, bigint>();
    for (const record of readRecords(text)) {
      const node = `${record.ResourceId} ${record.ChargePeriodStart}`;
      const [, digits = ''] =
        /"AllocatedRatio":(\d\.\d{9})/.exec(record.AllocatedMethodDetails) ??
        [];
      const known = ratios.get(node) ?? 0n;
      ratios.set(node, known + BigInt(digits.replace('.', '')));
    }
    expect(ratios.size).toBe(6);
    expect(new Set(ratios.values())).toEqual(new Set([1_000_000_000n]));
  });

  describe('where nobody knows the price', () => {
    const COSTS = [
      'BilledCost',
      'ContractedCost',
      'EffectiveCost',
      'ListCost',
    ] as const;
    const read = async (of: StartedCosts, query = '') => {
      const { text } = await of
        .as('ada')
        .get(`/costs/export?${WINDOW}&format=focus${query}`);
      return readRecords(text);
    };

    it('has costs of 0 in FOCUS, which forbids empty ones, and tells the GPU-hours that have none', async () => {
      const unpriced = await startCosts(databases);
      await unpriced.ledger.replacePrices('config', []);
      const records = await read(unpriced);
      const without = records.filter(
        ({ x_PriceSource }) => x_PriceSource === '',
      );
      expect(without.map(({ SubAccountId }) => SubAccountId)).toEqual([
        'us-east',
        'us-east',
      ]);
      for (const record of without) {
        expect(COSTS.map(column => record[column])).toEqual(
          COSTS.map(() => '0.000000'),
        );
        // As all else that was paid on that day.
        expect(record).toMatchObject({
          BillingCurrency: 'USD',
          PricingQuantity: '24',
          x_UnpricedQuantity: '24',
        });
      }
      expect(
        sum(
          records.filter(one => !without.includes(one)),
          'x_UnpricedQuantity',
        ),
      ).toBe(0);
      expect(sum(records, 'EffectiveCost')).toBe(1536);
    });

    it('names no currency where nothing has a price', async () => {
      const unpriced = await startCosts(databases);
      await unpriced.ledger.replacePrices('config', []);
      await unpriced.ledger.replacePrices('shipped', []);
      const records = await read(unpriced);
      expect(records.length).toBeGreaterThan(2);
      for (const record of records) {
        expect(COSTS.map(column => record[column])).not.toContain('');
        expect(record.BillingCurrency).toBe('XXX');
      }
    });
  });
});
