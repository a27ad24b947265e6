import {
  type HolderUsage,
  lineUnitCosts,
  type ServedFigures,
} from './lineUnitCosts';

const served = (facts: Partial<ServedFigures> = {}): ServedFigures => ({
  requests: 1_000,
  promptTokens: 900_000,
  generatedTokens: 100_000,
  prefillSeconds: 100,
  decodeSeconds: 300,
  gpuActivityAvg: 0.4,
  coverage: { traffic: 1, gateway: null },
  ...facts,
});

const holder = (facts: Partial<HolderUsage> = {}): HolderUsage => ({
  micros: { numerator: 6_000_000n, denominator: 1n },
  gpuHours: 1,
  figures: [served()],
  ...facts,
});

describe('unit costs of a line that stands for many servers', () => {
  it('are the cost of all over what all served', () => {
    const { gpuActivity, unitCosts } = lineUnitCosts(12_000_000, [
      holder(),
      holder({
        gpuHours: 3,
        figures: [
          served({ requests: 500, gpuActivityAvg: 0.8 }),
          // After a release it was told apart, and is the same line again.
          served({ requests: 500, gpuActivityAvg: 0.8 }),
        ],
      }),
    ]);
    expect(unitCosts).toMatchObject({
      perRequest: 6_000,
      perMillionTokens: 4_000_000,
      split: 'seconds',
      lowVolume: false,
    });
    expect(gpuActivity).toBeCloseTo(0.7);
  });

  it('count servers that served nothing, as they cost all the same', () => {
    const idle = served({
      requests: 0,
      promptTokens: 0,
      generatedTokens: 0,
      prefillSeconds: 0,
      decodeSeconds: 0,
    });
    const { unitCosts } = lineUnitCosts(12_000_000, [
      holder(),
      holder({ figures: [idle] }),
    ]);
    expect(unitCosts?.perMillionTokens).toBe(12_000_000);
    expect(
      lineUnitCosts(6_000_000, [holder({ figures: [idle] })]).unitCosts,
    ).toBeNull();
  });

  it('leave out servers that metrics do not see, up to a fifth of the cost', () => {
    const small = { numerator: 1_500_000n, denominator: 1n };
    const unseen = holder({ micros: small, figures: [] });
    expect(
      lineUnitCosts(7_500_000, [holder(), unseen]).unitCosts?.perRequest,
    ).toBe(6_000);
    const more = {
      ...unseen,
      micros: { numerator: 1_500_001n, denominator: 1n },
    };
    expect(lineUnitCosts(7_500_001, [holder(), more]).unitCosts).toBeNull();
    const halfSeen = holder({
      figures: [served({ coverage: { traffic: 0.5, gateway: null } })],
    });
    expect(lineUnitCosts(6_000_000, [halfSeen]).unitCosts).toBeNull();
  });

  it('tell of requests where nobody counts tokens, and of tokens only where enough of the cost has them', () => {
    const noTokens = served({
      promptTokens: null,
      generatedTokens: null,
      prefillSeconds: null,
      decodeSeconds: null,
    });
    expect(
      lineUnitCosts(6_000_000, [holder({ figures: [noTokens] })]).unitCosts,
    ).toMatchObject({
      perRequest: 6_000,
      perMillionTokens: null,
      split: null,
    });
    expect(
      lineUnitCosts(12_000_000, [holder(), holder({ figures: [noTokens] })])
        .unitCosts,
    ).toMatchObject({ perRequest: 6_000, perMillionTokens: null });
  });

  it('take an output token for 2.5 input tokens when a server told no seconds', () => {
    const { unitCosts } = lineUnitCosts(12_000_000, [
      holder(),
      holder({
        figures: [served({ prefillSeconds: null, decodeSeconds: null })],
      }),
    ]);
    expect(unitCosts?.split).toBe('fallback');
  });

  it('have the line’s share of idle GPUs in them', () => {
    expect(
      lineUnitCosts(9_000_000, [holder()]).unitCosts?.perMillionTokens,
    ).toBe(9_000_000);
  });

  it('are null without a price, and mark low volume', () => {
    expect(lineUnitCosts(null, [holder()])).toEqual({
      gpuActivity: 0.4,
      unitCosts: null,
    });
    const few = served({
      requests: 3,
      promptTokens: 900,
      generatedTokens: 100,
    });
    expect(
      lineUnitCosts(6_000_000, [holder({ figures: [few] })]).unitCosts,
    ).toMatchObject({ lowVolume: true });
  });
});
