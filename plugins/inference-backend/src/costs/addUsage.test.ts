import type { CostLine } from '@inference-portal/plugin-inference-common';
import type { InstantMs } from '../types';
import { addUsage, type UsageSums } from './addUsage';

const WINDOW = {
  from: Date.UTC(2026, 10, 1) as InstantMs,
  to: Date.UTC(2026, 10, 2) as InstantMs,
};

const line = (facts: Partial<CostLine> = {}): CostLine =>
  ({
    key: 'ms-chat',
    micros: 6_000_000,
    gpuActivity: null,
    unitCosts: null,
    ...facts,
  } as CostLine);

type Sums = Awaited<ReturnType<UsageSums['sums']>>;

/** What one server did in the window. */
function served(
  facts: Record<string, unknown> = {},
  coverage: Record<string, number | null> = {},
): UsageSums {
  const figures = {
    requests: 1_000,
    promptTokens: 900_000,
    generatedTokens: 100_000,
    prefillSeconds: 100,
    decodeSeconds: 300,
    gpuActivityAvg: 0.4,
    coverage: { traffic: 0.99, gpu: 1, gateway: null, ...coverage },
    ...facts,
  };
  return {
    sums: async () => new Map([['ms-chat', figures]]) as unknown as Sums,
  };
}

describe('addUsage', () => {
  it('puts the price of a request and of tokens beside the cost, and how busy the GPUs were', async () => {
    const [told] = await addUsage([line()], WINDOW, served());
    expect(told).toMatchObject({
      micros: 6_000_000,
      gpuActivity: 0.4,
      unitCosts: {
        perRequest: 6_000,
        perMillionTokens: 6_000_000,
        split: 'seconds',
        lowVolume: false,
      },
    });
  });

  it.each([
    [
      'there was no traffic',
      { requests: 0, promptTokens: 0, generatedTokens: 0 },
      {},
    ],
    [
      'nobody knows the traffic',
      { requests: null, promptTokens: null, generatedTokens: null },
      {},
    ],
    ['metrics saw too little of the time', {}, { traffic: 0.5 }],
  ])('has no unit costs where %s', async (_why, facts, coverage) => {
    const [told] = await addUsage([line()], WINDOW, served(facts, coverage));
    expect(told).toMatchObject({ unitCosts: null, gpuActivity: 0.4 });
  });

  it('counts what a gateway saw when the engine told little', async () => {
    const [told] = await addUsage(
      [line()],
      WINDOW,
      served({}, { traffic: null, gateway: 0.9 }),
    );
    expect(told?.unitCosts?.perRequest).toBe(6_000);
  });

  it('has no unit costs without a price, and leaves lines alone of which metrics tell nothing', async () => {
    const [unpriced] = await addUsage(
      [line({ micros: null })],
      WINDOW,
      served(),
    );
    expect(unpriced?.unitCosts).toBeNull();
    const unknown = line({ key: '__idle__' });
    expect(await addUsage([unknown], WINDOW, served())).toEqual([unknown]);
  });
});
