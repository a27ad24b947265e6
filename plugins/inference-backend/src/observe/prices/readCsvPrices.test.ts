import { readCsvPrices } from './readCsvPrices';

const read = (content: string) =>
  readCsvPrices(content, { file: 'prices.csv', currency: 'USD' });

describe('readCsvPrices', () => {
  it('reads own columns in any order and spelling', () => {
    const { rows, problems } = read(
      [
        'Instance Type,capacity_type,per-node-hour,effectiveFrom,Note',
        'p5.48xlarge,spot,24.18,2026-07-01,"spot, mean of June"',
        '',
        '# later',
        'p5en.48xlarge,reserved,41.61,,',
      ].join('\r\n'),
    );
    expect(problems).toEqual([]);
    expect(rows).toMatchObject([
      {
        id: 'prices.csv:2',
        source: 'csv',
        match: { instanceType: 'p5.48xlarge', capacityType: 'spot' },
        micros: 24_180_000,
        from: Date.UTC(2026, 6, 1),
        note: 'spot, mean of June',
      },
      { id: 'prices.csv:5', note: 'prices.csv line 5', from: 0 },
    ]);
  });

  it('reads a file with byte order mark, semicolons and decimal commas', () => {
    const { rows, problems } = read(
      '\uFEFFinstanceType;perNodeHour;currency\np5.48xlarge;98,32;EUR\n',
    );
    expect(problems).toEqual([]);
    expect(rows).toMatchObject([{ micros: 98_320_000, currency: 'EUR' }]);
  });

  it('reads the columns of OpenCost', () => {
    const { rows, problems } = read(
      [
        'EndTimestamp,InstanceID,Region,AssetClass,InstanceIDField,InstanceType,MarketPriceHourly,Version',
        '2026-04-17 23:34:22 UTC,,us-east-1,node,,p5.48xlarge,54.5,',
        '2026-04-17 23:34:22 UTC,H100,,gpu,nvidia.com/gpu.product,,2.25,',
        '2026-04-17 23:34:22 UTC,pvc-1,,pv,metadata.name,,0.1,',
      ].join('\n'),
    );
    expect(problems).toEqual([]);
    expect(rows).toMatchObject([
      {
        match: { instanceType: 'p5.48xlarge', region: 'us-east-1' },
        unit: 'node-hour',
        micros: 54_500_000,
        to: null,
      },
      { match: { gpuProduct: 'H100' }, unit: 'gpu-hour', micros: 2_250_000 },
    ]);
  });

  it('names line and field of every mistake, and uses nothing of such a file', () => {
    expect(
      read(
        'instanceType,perNodeHour,currency\np5,-3,USD\np4,1,USD\ng6,1,EURO\ng5,1,USD,9\n',
      ),
    ).toEqual({
      rows: [],
      problems: [
        'prices.csv line 2, perNodeHour: must not be negative, but is "-3"',
        'prices.csv line 4, currency: "EURO" is no currency: write an ISO 4217 code such as USD',
        'prices.csv line 5: has 4 cells, the header has 3',
      ],
    });
  });

  it('refuses prices of the same nodes that overlap, but not the same row twice', () => {
    const header = 'instanceType,perNodeHour\n';
    expect(read(`${header}p5,1\np5,1\n`)).toMatchObject({
      rows: [{ id: 'prices.csv:2' }],
      problems: [],
    });
    expect(read(`${header}p5,1\np5,2\n`)).toEqual({
      rows: [],
      problems: [expect.stringMatching(/line 3\.from: .*overlaps/)],
    });
  });

  it.each([
    ['', /is empty/],
    ['type,price\np5,1\n', /line 1: unknown columns "type", "price"/],
  ])('refuses %j', (content, problem) => {
    expect(read(content)).toEqual({
      rows: [],
      problems: [expect.stringMatching(problem)],
    });
  });
});
