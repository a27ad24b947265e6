import fc from 'fast-check';
import type { GpuPlanRequest } from '@inference-portal/plugin-inference-common';
import { knownModels } from './findKnownModel';
import { planGpus } from './planGpus';

function plan(request: GpuPlanRequest) {
  const outcome = planGpus(request, { found: [], priceOf: () => null });
  if (outcome.status === 'refused') {
    throw new Error(outcome.problem);
  }
  return outcome.plan;
}

/** Any model of the shipped table or of none, on any engine. */
const requests = fc.record({
  model: fc.record({
    id: fc.constantFrom(
      ...knownModels.map(({ name }) => name),
      'acme/house-model',
    ),
    architecture: fc.record({
      layers: fc.integer({ min: 1, max: 130 }),
      kvHeads: fc.constantFrom(1, 2, 4, 8, 16),
      attentionHeads: fc.constantFrom(16, 32, 64),
      headDim: fc.constantFrom(64, 80, 128, 256),
      hiddenSize: fc.constantFrom(2048, 4096, 7168),
      vocabSize: fc.constantFrom(32_000, 128_256, 262_144),
      parametersBillions: fc.double({ min: 0.1, max: 100, noNaN: true }),
      slidingWindow: fc.option(fc.integer({ min: 1, max: 8192 })),
      maxContext: fc.integer({ min: 1, max: 1_000_000 }),
    }),
  }),
  engine: fc.record({
    name: fc.constantFrom('vllm' as const, 'tensorrt-llm' as const),
    version: fc.constantFrom('0.9', '0.16', '0.18.1', '0.21.0', '1.2.0'),
  }),
  gpu: fc.record({
    product: fc.constant(null),
    memoryGiB: fc.double({ min: 1, max: 300, noNaN: true }),
  }),
  tensorParallel: fc.constantFrom(1, 2, 4, 8),
  pipelineParallel: fc.constantFrom(1, 2, 3),
  kvCacheDtype: fc.constantFrom('auto' as const, 'fp8' as const),
  maxModelLen: fc.integer({ min: 1, max: 1_000_000 }),
  blockSize: fc.option(fc.constantFrom(1, 16, 64, 128)),
});
const pools = fc.double({ min: 0, max: 300, noNaN: true });

describe('plans of any model', () => {
  it('hold no fewer tokens with more memory, and no shorter requests', () => {
    fc.assert(
      fc.property(
        requests,
        fc.double({ min: 0, max: 200, noNaN: true }),
        (request, more) => {
          const less = plan(request);
          const larger = plan({
            ...request,
            gpu: { product: null, memoryGiB: request.gpu.memoryGiB + more },
            maxNumBatchedTokens: 2048,
            maxNumSeqs: 256,
          });
          const same = plan({
            ...request,
            maxNumBatchedTokens: 2048,
            maxNumSeqs: 256,
          });
          expect(larger.kvTokens ?? 0).toBeGreaterThanOrEqual(
            same.kvTokens ?? 0,
          );
          expect(larger.longestModelLen ?? 0).toBeGreaterThanOrEqual(
            same.longestModelLen ?? 0,
          );
          expect(less.kvTokens === null || less.kvTokens >= 0).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('hold blocks in proportion to the pool, but for the last one', () => {
    fc.assert(
      fc.property(
        requests,
        pools,
        fc.integer({ min: 2, max: 5 }),
        (request, kvPoolGiB, times) => {
          const one = plan({ ...request, kvPoolGiB }).kvBlocks;
          const many = plan({
            ...request,
            kvPoolGiB: kvPoolGiB * times,
          }).kvBlocks;
          if (one === null || many === null) return;
          expect(many).toBeGreaterThanOrEqual(one * times);
          expect(many).toBeLessThanOrEqual((one + 1) * times);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('hold no fewer tokens in the same pool with more ranks', () => {
    fc.assert(
      fc.property(requests, pools, (request, kvPoolGiB) => {
        const given = { ...request, kvPoolGiB };
        const one = plan({ ...given, tensorParallel: 1 }).kvTokens;
        const two = plan({ ...given, tensorParallel: 2 }).kvTokens;
        if (one === null || two === null) return;
        expect(two).toBeGreaterThanOrEqual(one);
      }),
      { numRuns: 300 },
    );
  });

  it('fit exactly when the longest request is long enough and nothing is refused', () => {
    fc.assert(
      fc.property(requests, pools, (request, kvPoolGiB) => {
        const { fits, longestModelLen, kvBlocks } = plan({
          ...request,
          kvPoolGiB,
        });
        const isRefused =
          kvBlocks === null ||
          request.maxModelLen > request.model.architecture.maxContext;
        expect(fits).toBe(
          !isRefused && (longestModelLen ?? 0) >= request.maxModelLen,
        );
      }),
      { numRuns: 300 },
    );
  });

  it('name as the nearest only what itself fits', () => {
    fc.assert(
      fc.property(requests, request => {
        const { nearest } = plan(request);
        if (nearest === null) return;
        expect(
          plan({
            ...request,
            tensorParallel: nearest.tensorParallel,
            pipelineParallel: nearest.pipelineParallel,
            maxModelLen: nearest.maxModelLen,
            dtype: nearest.dtype,
            quantization: nearest.quantization,
            kvCacheDtype: nearest.kvCacheDtype,
          }).fits,
        ).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('take weights, activations and pool out of what may be used, and no more', () => {
    fc.assert(
      fc.property(requests, request => {
        const {
          weightsGiB,
          activationGiB,
          nonTorchGiB,
          cudaGraphGiB,
          kvPoolGiB,
          fits,
        } = plan(request);
        if (!fits) return;
        expect(
          (weightsGiB ?? 0) +
            (activationGiB ?? 0) +
            (nonTorchGiB ?? 0) +
            (cudaGraphGiB ?? 0) +
            (kvPoolGiB ?? 0),
        ).toBeLessThanOrEqual(request.gpu.memoryGiB + 0.03);
      }),
      { numRuns: 200 },
    );
  });
});
