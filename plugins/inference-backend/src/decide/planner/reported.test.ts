import { reportedPools } from './__fixtures__/reportedPools';
import { reportedTokens } from './__fixtures__/reportedTokens';
import { planGpus } from './planGpus';
import type { GpuPlanRequest } from '@inference-portal/plugin-inference-common';

function plan(request: GpuPlanRequest) {
  const outcome = planGpus(request, { found: [], priceOf: () => null });
  if (outcome.status === 'refused') {
    throw new Error(outcome.problem);
  }
  return outcome.plan;
}

const nameOf = ({ model, engine, ...rest }: GpuPlanRequest) =>
  JSON.stringify([model.id, engine.version, rest]);

describe('pools that engines reported', () => {
  it.each(
    reportedPools.map(
      one =>
        [
          `${one.calibrated ? 'fitted' : 'held out'}: ${nameOf(one.request)}`,
          one,
        ] as const,
    ),
  )('are met within 10 % or 1.5 GiB, %s', (_, { request, poolGiB }) => {
    const { kvPoolGiB } = plan(request);
    expect(Math.abs((kvPoolGiB ?? 0) - poolGiB)).toBeLessThanOrEqual(
      Math.max(poolGiB * 0.1, 1.5),
    );
  });

  it('are met within 1 GiB on the average, also those that the formulas were not fitted to', () => {
    const errors = reportedPools
      .filter(({ calibrated }) => !calibrated)
      .map(({ request, poolGiB }) =>
        Math.abs((plan(request).kvPoolGiB ?? 0) - poolGiB),
      );
    expect(errors.length).toBeGreaterThanOrEqual(14);
    expect(
      errors.reduce((sum, error) => sum + error, 0) / errors.length,
    ).toBeLessThan(1);
  });

  it('end the start of gpt-oss-120b on one H100 where the log says -2.14 GiB', () => {
    // vllm-project/vllm#23278, vLLM 0.10.1.
    expect(
      plan({
        model: { id: 'openai/gpt-oss-120b' },
        engine: { name: 'vllm', version: '0.10.1' },
        gpu: { product: 'H100' },
      }),
    ).toMatchObject({ fits: false, kvPoolGiB: 0, longestModelLen: 0 });
  });
});

describe('tokens that engines printed', () => {
  it.each(reportedTokens.map(one => [nameOf(one.request), one] as const))(
    'are met within 0.5 %%, %s',
    (_, { request, tokens, concurrency }) => {
      const { kvTokens, maxConcurrency } = plan(request);
      expect(Math.abs((kvTokens ?? 0) / tokens - 1)).toBeLessThan(0.005);
      expect(
        Math.abs(
          (maxConcurrency ?? 0) / (concurrency ?? maxConcurrency ?? 1) - 1,
        ),
      ).toBeLessThan(0.005);
    },
  );
});
