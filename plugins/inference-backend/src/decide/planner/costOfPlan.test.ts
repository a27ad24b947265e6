import type { GpuPlanRequest } from '@inference-portal/plugin-inference-common';
import type { PriceRow } from '../cost/ledger';
import { findGpuPrice } from './costOfPlan';
import { planGpus } from './planGpus';

describe('cost', () => {
  const row = (change: Partial<PriceRow>): PriceRow => ({
    id: 'h100',
    source: 'config',
    match: {
      cluster: null,
      instanceType: null,
      gpuProduct: 'H100',
      region: null,
      capacityType: null,
    },
    currency: 'USD',
    unit: 'gpu-hour',
    micros: 2_100_000,
    from: 0 as PriceRow['from'],
    to: null,
    asOf: null,
    note: null,
    ...change,
  });
  const priced = (request: Partial<GpuPlanRequest>) => {
    const outcome = planGpus(
      {
        model: { id: 'meta-llama/Llama-3.1-8B-Instruct' },
        engine: { name: 'vllm' },
        gpu: { product: 'H100' },
        maxModelLen: 8192,
        ...request,
      },
      {
        found: [],
        priceOf: product =>
          findGpuPrice(
            [
              row({}),
              row({
                id: 'old',
                micros: 9,
                to: 5 as PriceRow['to'],
                source: 'csv',
              }),
            ],
            { product, cluster: null },
            1000,
          ),
      },
    );
    return outcome.status === 'planned' ? outcome.plan : null;
  };

  it('is that of all GPUs, by the hour and by 730 of them', () => {
    expect(priced({ tensorParallel: 2 })?.cost).toMatchObject({
      currency: 'USD',
      perHour: 4_200_000,
      perMonth: 3_066_000_000,
      source: 'config',
    });
    expect(priced({ gpu: { product: 'L40S' } })?.cost).toBeNull();
  });

  it('of a token halves when twice as much of the roofline is served', () => {
    const low = priced({ utilization: 0.25 })?.cost?.perMillionTokens ?? 0;
    const high = priced({ utilization: 0.5 })?.cost?.perMillionTokens ?? 0;
    expect(low).toBeGreaterThan(0);
    expect(Math.abs(low - 2 * high)).toBeLessThanOrEqual(2);
  });

  it('takes no price of a whole machine for that of a GPU', () => {
    expect(
      findGpuPrice(
        [row({ unit: 'node-hour' })],
        { product: 'H100', cluster: null },
        0,
      ),
    ).toBeNull();
  });

  it('comes with a roofline: 3350 GB/s over 16.06 GB of weights is 208 tokens a second', () => {
    expect(priced({})?.decode?.tokensPerSecondPerSequence).toBeCloseTo(
      208.6,
      0,
    );
  });
});
