import { checkPrices } from '../../decide/cost/checkPrices';
import { PriceBook } from '../../decide/cost/PriceBook';
import { loadShippedPrices } from './loadShippedPrices';

const NOW = Date.UTC(2026, 10, 20);

function priceOf(node: {
  instanceType?: string;
  gpuProduct?: string;
  region?: string;
  capacityType?: 'on-demand' | 'spot';
}) {
  return new PriceBook(loadShippedPrices('gmi'))
    .timeline({
      cluster: 'a',
      instanceType: null,
      gpuProduct: null,
      region: null,
      capacityType: 'on-demand',
      statedPrice: null,
      physicalGpus: 8,
      ...node,
    })
    .find(({ from, to }) => from <= NOW && NOW < to)?.row;
}

describe('loadShippedPrices', () => {
  it('contradicts itself nowhere, and says of each price whence and when', () => {
    for (const cloud of ['gmi', 'nebius', 'lambda', 'runpod'] as const) {
      const rows = loadShippedPrices(cloud);
      expect(checkPrices(rows)).toEqual([]);
      expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
      for (const row of rows) {
        expect(row.asOf).toBeGreaterThan(Date.UTC(2026, 0, 1));
        expect(row.note).toMatch(/\w/);
      }
    }
  });

  it('has the H100 of GMI for 2.10 and its H200 for 2.50', () => {
    expect(priceOf({ gpuProduct: 'H100' })).toMatchObject({
      micros: 2_100_000,
      unit: 'gpu-hour',
      currency: 'USD',
      asOf: Date.UTC(2026, 3, 30),
    });
    expect(priceOf({ gpuProduct: 'H200' })).toMatchObject({
      micros: 2_500_000,
    });
  });

  it('prices a known machine by its type and region before its GPU', () => {
    const a3 = { instanceType: 'a3-highgpu-8g', gpuProduct: 'H100' };
    expect(priceOf({ ...a3, region: 'asia-east1' })).toMatchObject({
      micros: 102_360_000,
    });
    expect(priceOf({ ...a3, region: 'europe-west4' })).toMatchObject({
      micros: 88_490_000,
      note: expect.stringContaining('other regions differ'),
    });
    expect(
      priceOf({ instanceType: 'p5.48xlarge', gpuProduct: 'H100' }),
    ).toMatchObject({ micros: 55_040_000 });
  });

  it('prices no machine of another cloud by what one provider asks for a GPU', () => {
    for (const instanceType of [
      'p5e.48xlarge',
      'a3-megagpu-8g',
      'Standard_ND96isr_H200_v5',
    ]) {
      expect(priceOf({ instanceType, gpuProduct: 'H200' })).toBeNull();
    }
    // Own machines and small clouds have labels of all kinds.
    for (const instanceType of ['k3s', 'gpu-h200-sxm_8gpu', null]) {
      expect(
        priceOf({ ...(instanceType && { instanceType }), gpuProduct: 'H200' }),
      ).toMatchObject({
        source: 'shipped-gpu',
        micros: 2_500_000,
        note: expect.stringContaining('a guess for any other provider'),
      });
    }
  });

  it('has no price for spot capacity', () => {
    expect(
      priceOf({ instanceType: 'p5.48xlarge', capacityType: 'spot' }),
    ).toBeNull();
  });
});
