import type { GpuPlanRequest } from '@inference-portal/plugin-inference-common';
import { planGpus } from './planGpus';

function plan(request: GpuPlanRequest) {
  const outcome = planGpus(request, { found: [], priceOf: () => null });
  if (outcome.status === 'refused') {
    throw new Error(outcome.problem);
  }
  return outcome.plan;
}

/** Two layers of two heads of 64: 2 · 2 · 64 · 2 · 2 = 1024 B a token, 16 KiB a block. */
const small: GpuPlanRequest = {
  model: {
    id: 'llama-of-two-layers',
    architecture: {
      layers: 2,
      kvHeads: 2,
      attentionHeads: 8,
      headDim: 64,
      hiddenSize: 512,
      vocabSize: 1024,
      maxContext: 1024,
    },
  },
  engine: { name: 'vllm', version: '0.19.0' },
  gpu: { product: 'H100' },
  kvPoolGiB: 1 / 1024,
};
const architecture = (change: GpuPlanRequest['model']['architecture']) => ({
  ...small,
  model: {
    ...small.model,
    architecture: { ...small.model.architecture, ...change },
  },
});

describe('tokens of a pool', () => {
  it('are whole blocks: a MiB holds 64 of 16 tokens of 1024 bytes', () => {
    expect(plan(small)).toMatchObject({
      kvBytesPerToken: 1024,
      kvBlocks: 64,
      kvTokens: 1024,
      maxConcurrency: 1,
      fits: true,
    });
    expect(plan({ ...small, kvPoolGiB: 0.999 / 1024 })).toMatchObject({
      kvBlocks: 63,
      kvTokens: 1008,
      fits: false,
      longestModelLen: 1008,
    });
  });

  it('double with an fp8 cache and halve with float32', () => {
    expect(plan({ ...small, kvCacheDtype: 'fp8' }).kvTokens).toBe(2048);
    expect(plan({ ...small, dtype: 'float32' }).kvTokens).toBe(512);
  });

  it('double with two ranks, and no more once every rank has one head', () => {
    expect(plan({ ...small, tensorParallel: 2 }).kvTokens).toBe(2048);
    expect(plan({ ...small, tensorParallel: 4 }).kvTokens).toBe(2048);
  });

  it('are those of the stage with most layers', () => {
    // 3 layers on 2 GPUs: 2 and 1.
    expect(
      plan({ ...architecture({ layers: 3 }), pipelineParallel: 2 }),
    ).toMatchObject({ layersPerRank: [2, 1], kvTokens: 1024 });
  });

  it('do not grow with ranks where attention is latent', () => {
    const request = architecture({
      mla: { kvLoraRank: 448, qkRopeHeadDim: 64 },
      attentionHeads: 8,
    });
    // 2 layers of 512 values of 2 bytes: 2048 B a token.
    expect(plan(request)).toMatchObject({
      kvBytesPerToken: 2048,
      kvTokens: 512,
    });
    expect(plan({ ...request, tensorParallel: 8 }).kvTokens).toBe(512);
    expect(
      plan({
        model: { id: 'deepseek-ai/DeepSeek-R1' },
        engine: { name: 'vllm' },
        gpu: { product: 'H200' },
        tensorParallel: 8,
        kvPoolGiB: 40,
      }).kvBytesPerToken,
    ).toBe(70_272);
  });

  it('are shared by groups of layers with a window', () => {
    // 1 full and 5 windows in 12 layers: groups of 2 layers, 1 full and 5 with a window of 33 tokens.
    const request = {
      ...architecture({
        layers: 12,
        fullAttentionLayers: 2,
        slidingWindow: 33,
        maxContext: 4096,
      }),
      maxNumBatchedTokens: 64,
      maxModelLen: 4096,
      kvPoolGiB: 10 / 1024,
    };
    // A block is one of 2 layers: 16 KiB, so 640 blocks; a request takes 256 + 5 · (96 / 16 + 1) = 291.
    expect(plan(request)).toMatchObject({
      kvGroups: 6,
      kvBlocks: 640,
      kvTokens: Math.floor(640 / 6) * 16,
      maxConcurrency: 2.2,
    });
    // Since 0.21 the engine prints concurrency times length.
    expect(
      plan({ ...request, engine: { name: 'vllm', version: '0.21.0' } })
        .kvTokens,
    ).toBe(Math.floor((640 / 291) * 4096));
  });

  it('are cached whole by an engine that knows no groups', () => {
    const request = architecture({
      layers: 12,
      fullAttentionLayers: 2,
      slidingWindow: 33,
    });
    expect(
      plan({ ...request, engine: { name: 'tensorrt-llm' } }),
    ).toMatchObject({ kvGroups: 1, kvBytesPerToken: 6144, confidence: 'low' });
  });
});

describe('what an engine refuses', () => {
  const phi: GpuPlanRequest = {
    model: { id: 'microsoft/phi-4' },
    engine: { name: 'vllm' },
    gpu: { product: 'H100' },
  };

  it('is told with the nearest that fits', () => {
    expect(plan({ ...phi, tensorParallel: 4 })).toMatchObject({
      fits: false,
      reasons: [
        'tensorParallel 4: 10 key-value heads can be neither split nor repeated over 4 GPUs',
      ],
      // 5 divides the heads but not the vocabulary.
      nearest: { change: 'tensorParallel', tensorParallel: 2 },
    });
    // 40 heads divide by 5, 8 key-value heads do not.
    expect(
      plan({ ...phi, model: { id: 'Qwen/Qwen3-14B' }, tensorParallel: 5 })
        .reasons[0],
    ).toContain('8 key-value heads');
    expect(plan({ ...phi, maxModelLen: 32_768 })).toMatchObject({
      fits: false,
      nearest: { change: 'maxModelLen', maxModelLen: 16_384 },
    });
    expect(
      plan({ ...phi, gpu: { product: 'Tesla-T4' }, dtype: 'bfloat16' })
        .reasons[0],
    ).toContain('float16');
    expect(plan({ ...phi, pipelineParallel: 41 }).reasons[0]).toContain(
      'only 40 layers',
    );
  });

  it('is a request longer than the pool, with the longest that fits', () => {
    const long = plan({
      model: { id: 'meta-llama/Llama-3.1-8B-Instruct' },
      engine: { name: 'vllm', version: '0.19.0' },
      gpu: { product: 'L4' },
    });
    expect(long).toMatchObject({
      fits: false,
      nearest: { change: 'maxModelLen', maxModelLen: long.longestModelLen },
    });
    expect(long.longestModelLen).toBeGreaterThan(20_000);
    expect(long.longestModelLen).toBeLessThan(50_000);
  });
});

describe('versions of vLLM', () => {
  const at = (version: string) =>
    plan({
      model: { id: 'Qwen/Qwen3-14B' },
      engine: { name: 'vllm', version },
      gpu: { product: 'H100' },
      gpuMemoryUtilization: 0.95,
      maxModelLen: 8192,
    });

  it('have large activations before 0.17, more outside of torch from 0.18 and count CUDA graphs from 0.21', () => {
    expect(
      (at('0.16').activationGiB ?? 0) / (at('0.17').activationGiB ?? 1),
    ).toBeGreaterThan(2);
    expect(at('0.18').nonTorchGiB).toBeGreaterThan(at('0.17').nonTorchGiB ?? 1);
    expect(at('0.20').cudaGraphGiB).toBe(0);
    expect(at('0.21').cudaGraphGiB).toBeGreaterThan(0.5);
    expect(at('v0.21.0rc1').kvPoolGiB).toBe(at('0.21').kvPoolGiB);
  });
});

describe('families that nobody compared', () => {
  it.each([
    'acme/house-model',
    'Qwen/Qwen3-Next-80B-A3B-Instruct',
    'ibm-granite/granite-4.0-h-small',
    'deepseek-ai/DeepSeek-V3.2-Exp',
    'google/gemma-3n-E4B-it',
    'google-t5/t5-large',
  ])('are told with low confidence, %s', id => {
    const { confidence, reasons } = plan({
      ...small,
      model: {
        id,
        architecture: { ...small.model.architecture, parametersBillions: 1 },
      },
    });
    expect(confidence).toBe('low');
    expect(reasons.length).toBeGreaterThan(0);
  });
});
