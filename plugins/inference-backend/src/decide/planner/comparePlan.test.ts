import * as fc from 'fast-check';
import {
  recordedServer,
  plainEngine,
} from '../readiness/__testUtils__/plainFacts';
import { comparePlan, type ReportedCache } from './comparePlan';
import { planGpus } from './planGpus';
import { requestOfServer } from './requestOfServer';

const cache = (facts: Partial<ReportedCache> = {}): ReportedCache => ({
  pod: 'support-chat-0',
  metric: 'vllm:cache_config_info',
  blocks: 10_000,
  blockSize: 16,
  tokens: null,
  ...facts,
});

describe('comparePlan', () => {
  it('tells how much more or less the engine holds than was planned', () => {
    const planned = { kvTokens: 200_000, kvBlocks: 12_500, blockSize: 16 };
    expect(comparePlan(planned, [cache()])).toEqual({
      actual: {
        kvTokens: 160_000,
        blocks: 10_000,
        blockSize: 16,
        pods: 1,
        metric: 'vllm:cache_config_info',
      },
      differencePercent: -20,
    });
  });

  it('counts as the plan does where layers share blocks, and as the engine does where it says', () => {
    const planned = { kvTokens: 36_560, kvBlocks: 15_995, blockSize: 16 };
    const shared = cache({ blocks: 15_995 });
    expect(comparePlan(planned, [shared])).toMatchObject({
      actual: { kvTokens: 36_560 },
      differencePercent: 0,
    });
    expect(
      comparePlan(planned, [{ ...shared, tokens: 40_000 }]).actual?.kvTokens,
    ).toBe(40_000);
  });

  it('takes the pod with the least room', () => {
    const { actual } = comparePlan(null, [
      cache(),
      cache({ pod: 'support-chat-1', blocks: 9_000 }),
      cache({ pod: 'support-chat-1', blocks: 9_500 }),
    ]);
    expect(actual).toMatchObject({ kvTokens: 144_000, pods: 2 });
  });

  it('has no difference where one of them is not known', () => {
    expect(comparePlan(null, [cache()]).differencePercent).toBeNull();
    expect(
      comparePlan({ kvTokens: 1, kvBlocks: 1, blockSize: 16 }, []),
    ).toEqual({ actual: null, differencePercent: null });
    expect(
      comparePlan({ kvTokens: 0, kvBlocks: 0, blockSize: 16 }, [cache()])
        .differencePercent,
    ).toBeNull();
  });

  it('finds no difference in a pool that is the planned one, whatever its size', () => {
    const size = fc.integer({ min: 1, max: 1_000_000 });
    fc.assert(
      fc.property(size, size, (kvBlocks, perBlock) => {
        const planned = {
          kvTokens: kvBlocks * perBlock,
          kvBlocks,
          blockSize: 16,
        };
        expect(
          comparePlan(planned, [cache({ blocks: kvBlocks })]).differencePercent,
        ).toBe(0);
      }),
    );
  });
});

describe('requestOfServer', () => {
  const server = recordedServer({
    tensorParallel: 2,
    maxModelLength: 32_768,
    precision: { value: 'bfloat16', source: 'args --dtype' },
  });

  it('asks the planner for what the server was started with', () => {
    const asked = requestOfServer(
      server,
      plainEngine({
        'gpu-memory-utilization': '0.85',
        'kv-cache-dtype': 'fp8_e4m3',
        'max-num-seqs': '256',
      }),
    );
    expect(asked).toMatchObject({
      status: 'planned',
      request: {
        model: { id: 'Qwen/Qwen3-32B' },
        engine: { name: 'vllm', version: '0.30.0' },
        gpu: { product: 'H100' },
        tensorParallel: 2,
        maxModelLen: 32_768,
        gpuMemoryUtilization: 0.85,
        kvCacheDtype: 'fp8',
        maxNumSeqs: 256,
        maxNumBatchedTokens: null,
        dtype: 'bfloat16',
        lora: null,
      },
    });
    const planned =
      asked.status === 'planned' &&
      planGpus(asked.request, { found: [], priceOf: () => null });
    expect(planned).toMatchObject({ status: 'planned', plan: { fits: true } });
  });

  it.each([
    [
      { runtime: { name: 'sglang' as const, version: null } },
      /vLLM and Tensor/,
    ],
    [{ model: { ...server.model, id: null } }, /Which model/],
    [{ gpus: { ...server.gpus, product: null } }, /Which GPUs/],
    [{ gpus: { ...server.gpus, shared: true } }, /shares its GPU/],
  ])('says why nothing is planned for %j', (facts, reason) => {
    expect(requestOfServer({ ...server, ...facts }, null)).toEqual({
      status: 'unknown',
      reason: expect.stringMatching(reason),
    });
  });
});
