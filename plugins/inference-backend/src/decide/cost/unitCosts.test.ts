import fc from 'fast-check';
import { AZURE_CODE, AZURE_CONVERSATION } from './__fixtures__/azureTraces';
import { unitCosts, type ServedTraffic } from './unitCosts';

const whole = (micros: number) => ({
  numerator: BigInt(micros),
  denominator: 1n,
});

const traffic = (overrides: Partial<ServedTraffic>): ServedTraffic => ({
  requests: null,
  promptTokens: null,
  generatedTokens: null,
  prefillSeconds: null,
  decodeSeconds: null,
  ...overrides,
});

/** One H100 of a p5.4xlarge for an hour. */
const H100_HOUR = whole(6_880_000);

describe('unitCosts', () => {
  it('tells what the Azure traces cost on one H100 at 6.88 an hour', () => {
    expect(unitCosts(H100_HOUR, traffic(AZURE_CONVERSATION))).toMatchObject({
      perMillionTokens: 260_108,
      perRequest: 355.262,
      lowVolume: false,
    });
    expect(unitCosts(H100_HOUR, traffic(AZURE_CODE))).toMatchObject({
      perMillionTokens: 375_836,
    });
  });

  it('shares the cost between input and output by the seconds that went into each', () => {
    expect(
      unitCosts(
        whole(8_000_000),
        traffic({
          promptTokens: 2_000_000,
          generatedTokens: 500_000,
          prefillSeconds: 900,
          decodeSeconds: 2_700,
        }),
      ),
    ).toMatchObject({
      perMillionInputTokens: 1_000_000,
      perMillionOutputTokens: 12_000_000,
      split: 'seconds',
    });
  });

  it('takes an output token for 2.5 input tokens where nobody measured seconds', () => {
    expect(
      unitCosts(
        whole(4_500_000),
        traffic({ promptTokens: 2_000_000, generatedTokens: 1_000_000 }),
      ),
    ).toMatchObject({
      perMillionInputTokens: 1_000_000,
      perMillionOutputTokens: 2_500_000,
      split: 'fallback',
    });
  });

  it('is null without traffic, without metrics and without a price, never 0', () => {
    const nothing = {
      perRequest: null,
      perMillionTokens: null,
      perMillionInputTokens: null,
      perMillionOutputTokens: null,
      split: null,
    };
    const silent = traffic({
      requests: 0,
      promptTokens: 0,
      generatedTokens: 0,
      prefillSeconds: 0,
      decodeSeconds: 0,
    });
    expect(unitCosts(H100_HOUR, silent)).toMatchObject(nothing);
    expect(unitCosts(H100_HOUR, traffic({}))).toMatchObject(nothing);
    expect(unitCosts(null, traffic(AZURE_CODE))).toMatchObject(nothing);
  });

  it('marks what was measured on little traffic', () => {
    const little = traffic({ requests: 12, promptTokens: 9_000 });
    expect(unitCosts(H100_HOUR, little).lowVolume).toBe(true);
    expect(unitCosts(H100_HOUR, traffic({ requests: 12 })).lowVolume).toBe(
      true,
    );
  });

  it('input and output together cost what was paid', () => {
    const count = fc.integer({ min: 1, max: 1_000_000_000 });
    const seconds = fc.double({ min: 0.001, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000_000 }),
        count,
        count,
        fc.option(seconds, { nil: null }),
        seconds,
        (
          micros,
          promptTokens,
          generatedTokens,
          prefillSeconds,
          decodeSeconds,
        ) => {
          const {
            perMillionInputTokens: input,
            perMillionOutputTokens: output,
          } = unitCosts(
            whole(micros),
            traffic({
              promptTokens,
              generatedTokens,
              prefillSeconds,
              decodeSeconds,
            }),
          );
          const paid =
            ((input ?? NaN) * promptTokens +
              (output ?? NaN) * generatedTokens) /
            1e6;
          // Each of the two is rounded to the micro-unit for a million tokens.
          const rounding = (promptTokens + generatedTokens) / 1e6;
          expect(Math.abs(paid - micros)).toBeLessThanOrEqual(
            rounding + micros * 1e-9 + 1,
          );
        },
      ),
    );
  });
});
