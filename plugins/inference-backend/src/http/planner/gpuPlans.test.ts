import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type {
  GpuOption,
  GpuPlanRequest,
} from '@inference-portal/plugin-inference-common';
import type express from 'express';
import request from 'supertest';
import { startRouter } from '../__testUtils__/startRouter';

jest.setTimeout(120_000);

const ALLOW = { result: AuthorizeResult.ALLOW } as const;
const DENY = { result: AuthorizeResult.DENY } as const;

const llama: GpuPlanRequest = {
  model: { id: 'meta-llama/Llama-3.1-8B-Instruct' },
  engine: { name: 'vllm', version: '0.19.0' },
  gpu: { product: 'NVIDIA-H100-80GB-HBM3' },
};

describe('/gpu-plans', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let app: express.Express;
  let closed: express.Express;

  beforeAll(async () => {
    app = await startRouter(databases, { servers: ALLOW, dataSources: ALLOW });
    closed = await startRouter(databases, { servers: DENY, dataSources: DENY });
  });

  const post = (path: string, body: object, to = app) =>
    request(to)
      .post(path)
      .set('authorization', mockCredentials.user.header())
      .send(body);

  it('answers what fits with the memory of one GPU', async () => {
    const { status, body } = await post('/gpu-plans', llama);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      fits: true,
      confidence: 'high',
      gpus: 1,
      kvBytesPerToken: 131_072,
      longestModelLen: 131_072,
      reasons: [],
      nearest: null,
      model: { source: 'table' },
      gpu: { product: 'H100', memoryGiB: 79.19 },
      cost: null,
    });
    expect(body.weightsGiB).toBeCloseTo(14.96, 1);
  });

  it('answers what does not fit with 200, the reason and what would', async () => {
    const { status, body } = await post('/gpu-plans', {
      ...llama,
      model: { id: 'meta-llama/Llama-3.3-70B-Instruct' },
      maxModelLen: 8192,
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      fits: false,
      kvPoolGiB: 0,
      maxConcurrency: 0,
      longestModelLen: 0,
      nearest: { change: 'tensorParallel', tensorParallel: 2 },
    });
    expect(body.reasons[0]).toMatch(/need 13\d\.\d GiB of each GPU/);
  });

  it('computes the tokens of a given pool from the architecture alone', async () => {
    const { status, body } = await post('/gpu-plans', {
      model: {
        id: 'acme/house-model',
        architecture: { layers: 32, kvHeads: 8, headDim: 128 },
      },
      engine: { name: 'vllm' },
      gpu: {},
      kvPoolGiB: 1,
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      kvTokens: 8192,
      kvBlocks: 512,
      weightsGiB: null,
      maxConcurrency: null,
      confidence: 'low',
    });
  });

  it('takes every field, and null for what is left to the defaults', async () => {
    const architecture = {
      layers: 62,
      kvHeads: 16,
      headDim: 128,
      hiddenSize: 5376,
      attentionHeads: 32,
      vocabSize: 262_208,
      parametersBillions: 27.43,
      slidingWindow: 1024,
      fullAttentionLayers: 10,
      mla: null,
      maxContext: 131_072,
    };
    const { status, body } = await post('/gpu-plans', {
      model: { id: 'google/gemma-3-27b-it', architecture },
      engine: { name: 'vllm', version: '0.19.0' },
      gpu: { product: 'NVIDIA-H100-80GB-HBM3', memoryGiB: 79.19 },
      tensorParallel: 1,
      pipelineParallel: 1,
      gpuMemoryUtilization: 0.95,
      maxModelLen: 8192,
      maxNumBatchedTokens: 8192,
      dtype: 'bfloat16',
      quantization: null,
      kvCacheDtype: 'auto',
      blockSize: 16,
      kvPoolGiB: 19.53,
    });
    expect([status, body.kvTokens, body.maxConcurrency]).toEqual([
      200, 36_560, 4.46,
    ]);
    const nulls = await post('/gpu-plans', {
      ...llama,
      model: { ...llama.model, architecture: null, config: null },
      gpu: { product: 'H100', memoryGiB: null },
      tensorParallel: null,
      pipelineParallel: null,
      gpuMemoryUtilization: null,
      maxModelLen: null,
      maxNumBatchedTokens: null,
      maxNumSeqs: null,
      dtype: null,
      quantization: null,
      kvCacheDtype: null,
      blockSize: null,
      kvPoolGiB: null,
      lora: null,
      utilization: null,
    });
    expect([nulls.status, nulls.body.fits]).toEqual([200, true]);
  });

  it.each<[string, object, string]>([
    ['a negative number', { tensorParallel: -1 }, 'tensorParallel'],
    ['memory of nothing', { gpu: { memoryGiB: 0 } }, 'gpu.memoryGiB'],
    [
      'more than all memory',
      { gpuMemoryUtilization: 1.2 },
      'gpuMemoryUtilization',
    ],
    ['an unknown engine', { engine: { name: 'llama.cpp' } }, 'engine.name'],
    [
      'a version that is none',
      { engine: { name: 'vllm', version: '"; rm' } },
      'engine.version',
    ],
    ['an unknown type', { quantization: 'q4_k_m' }, 'quantization'],
    ['a field that does not exist', { gpus: 4 }, 'gpus'],
    [
      'an unknown GPU without memory',
      { gpu: { product: 'TPU-9' } },
      'gpu.memoryGiB',
    ],
    [
      'a GPU of two sizes',
      { gpu: { product: 'A100' } },
      'A100-40GB or A100-80GB',
    ],
    ['no GPU at all', { gpu: {} }, 'gpu.product'],
    [
      'a model that nobody knows',
      { model: { id: 'acme/house-model' } },
      'model.architecture.layers',
    ],
    [
      'a model without its size',
      {
        model: {
          id: 'acme/house-model',
          architecture: { layers: 32, kvHeads: 8, headDim: 128 },
        },
      },
      'model.architecture.parametersBillions',
    ],
    [
      'more heads for keys than for queries',
      {
        model: {
          id: 'acme/x',
          architecture: {
            layers: 2,
            kvHeads: 64,
            attentionHeads: 8,
            headDim: 8,
          },
        },
      },
      'model.architecture.kvHeads',
    ],
    [
      'half a layer',
      { model: { id: 'acme/x', architecture: { layers: 2.5 } } },
      'layers',
    ],
  ])('refuses %s and names the field', async (_, change, named) => {
    const { status, body } = await post('/gpu-plans', { ...llama, ...change });
    expect([status, body.error?.message]).toEqual([
      400,
      expect.stringContaining(named),
    ]);
  });

  it('answers parallelism that does not divide with 200 and the nearest that does', async () => {
    const { status, body } = await post('/gpu-plans', {
      ...llama,
      tensorParallel: 3,
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      fits: false,
      kvTokens: null,
      nearest: { change: 'tensorParallel', tensorParallel: 4 },
      reasons: [
        'tensorParallel 3: 32 attention heads cannot be split over 3 GPUs',
      ],
    });
  });

  it('ranks the GPUs of the fleet, those that fit first', async () => {
    const { status, body } = await post('/gpu-plans/rankings', {
      model: llama.model,
      engine: llama.engine,
      maxModelLen: 8192,
    });
    expect(status).toBe(200);
    expect(
      body.items.map(
        ({ cluster, product, gpus, freeGpus, fitsOnFreeGpus }: GpuOption) => [
          cluster,
          product,
          gpus,
          freeGpus,
          fitsOnFreeGpus,
        ],
      ),
    ).toEqual([
      ['eu-west', 'H100', 1, 3, true],
      ['us-east', 'L4', 1, 2, true],
    ]);
    const one = await post('/gpu-plans/rankings', {
      model: { id: 'meta-llama/Llama-3.3-70B-Instruct' },
      engine: llama.engine,
      clusters: ['eu-west'],
    });
    expect(one.body.items).toMatchObject([
      { gpus: 4, freeGpus: 3, fitsOnFreeGpus: false, plan: { fits: true } },
    ]);
  });

  it('is closed to callers without credentials, and to those who may read no server', async () => {
    for (const path of ['/gpu-plans', '/gpu-plans/rankings']) {
      const body =
        path === '/gpu-plans'
          ? llama
          : { model: llama.model, engine: llama.engine };
      const anonymous = await request(app)
        .post(path)
        .set('authorization', mockCredentials.none.header())
        .send(body);
      expect(anonymous.status).toBe(401);
      const denied = await post(path, body, closed);
      expect([denied.status, denied.body.error.message]).toEqual([
        403,
        expect.stringContaining('inference.server.read'),
      ]);
    }
  });
});
