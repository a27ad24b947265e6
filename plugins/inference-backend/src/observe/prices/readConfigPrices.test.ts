import { readConfigPrices } from './readConfigPrices';

const h100 = { instanceType: 'p5.48xlarge', capacityType: 'on-demand' };

describe('readConfigPrices', () => {
  it('reads prices exactly, with dates as midnights in UTC', () => {
    const { rows, problems } = readConfigPrices(
      [
        { ...h100, perNodeHour: 98.32, to: '2026-07-01' },
        { ...h100, perNodeHour: '55.04', from: '2026-07-01', currency: 'EUR' },
        { gpuProduct: 'L4', perGpuHour: 0.12345678 },
      ],
      'USD',
    );
    expect(problems).toEqual([]);
    expect(rows).toMatchObject([
      {
        id: 'inference.costs.prices[0]',
        currency: 'USD',
        unit: 'node-hour',
        micros: 98_320_000,
        from: 0,
        to: Date.UTC(2026, 6, 1),
        match: { ...h100, cluster: null, gpuProduct: null, region: null },
      },
      { currency: 'EUR', micros: 55_040_000, from: Date.UTC(2026, 6, 1) },
      { unit: 'gpu-hour', micros: 12_345_678, per: 100 },
    ]);
  });

  it.each([
    [{ ...h100, perNodeHour: -1 }, /\[0\]\.perNodeHour: must not be negative/],
    [{ ...h100, perNodeHour: 'much' }, /perNodeHour: must be a number/],
    [{ ...h100 }, /perNodeHour or perGpuHour is needed/],
    [{ ...h100, perNodeHour: 1, perGpuHour: 1 }, /exclude each other/],
    [
      { ...h100, perNodeHour: 1, currency: 'EURO' },
      /currency: "EURO" is no currency/,
    ],
    [{ ...h100, perNodeHour: 1, from: '2026-02-30' }, /from: .*2026-02-30/],
    [
      { ...h100, perNodeHour: 1, from: '2026-02-01', to: '2026-01-01' },
      /to: must be later than from/,
    ],
    [
      { ...h100, capacityType: 'cheap', perNodeHour: 1 },
      /capacityType: must be on-demand, spot/,
    ],
    [{ ...h100, perNodeHour: 1, price: 2 }, /price: is not known/],
    [{ perNodeHour: 1 }, /must say which nodes/],
    [
      { gpuProduct: 'L4', owned: { purchasePrice: 1 } },
      /owned\.months: must be/,
    ],
    ['free', /\[0\]: must be an object/],
  ])('refuses %j', (entry, problem) => {
    const { rows, problems } = readConfigPrices([entry], 'USD');
    expect(rows).toEqual([]);
    expect(problems).toEqual([expect.stringMatching(problem)]);
  });

  it('refuses a rule that overlaps one before it, and keeps that one', () => {
    const { rows, problems } = readConfigPrices(
      [
        { ...h100, perNodeHour: 1, to: '2026-07-02' },
        { ...h100, perNodeHour: 2, from: '2026-07-01' },
      ],
      'USD',
    );
    expect(rows.map(({ id }) => id)).toEqual(['inference.costs.prices[0]']);
    expect(problems).toEqual([
      expect.stringMatching(/prices\[1\]\.from: .*overlaps/),
    ]);
  });

  it('spreads what an own machine cost over its months, and adds its power', () => {
    const { rows } = readConfigPrices(
      [
        {
          gpuProduct: 'L4',
          owned: {
            purchasePrice: 35_040,
            months: 48,
            powerKilowatts: 1.5,
            perKilowattHour: 0.2,
            perMonth: 73,
          },
        },
      ],
      'USD',
    );
    // 35,040 over 48 x 730 hours is 1.00; 1.5 kW cost 0.30; 73 a month are 0.10.
    expect(rows).toMatchObject([
      { micros: 1_400_000, match: { capacityType: 'on-prem' } },
    ]);
  });

  it('counts the GPUs’ part of a node’s price where CPU and memory are paid apart', () => {
    const { rows } = readConfigPrices(
      [{ ...h100, perNodeHour: 100, gpuShare: 0.92 }],
      'USD',
    );
    expect(rows).toMatchObject([{ micros: 92_000_000 }]);
  });

  it('takes that part exactly, of a price that is finer than a micro-unit too', () => {
    const { rows } = readConfigPrices(
      [
        { ...h100, perNodeHour: '21.957642', gpuShare: 0.333 },
        { ...h100, perNodeHour: '0.0000001', gpuShare: 0.5, cluster: 'a' },
      ],
      'USD',
    );
    // 7,311,894.786 micro-units, and a twentieth of one.
    expect(rows.map(({ micros, per }) => [micros, per])).toEqual([
      [3_655_947_393, 500],
      [1, 20],
    ]);
  });

  it.each([1.5, -0.1, 0.1234567, 'half'])(
    'refuses %s as the part of a price',
    gpuShare => {
      expect(
        readConfigPrices([{ ...h100, perNodeHour: 100, gpuShare }], 'USD'),
      ).toMatchObject({
        rows: [],
        problems: [expect.stringContaining('gpuShare: must be a number')],
      });
    },
  );
});
