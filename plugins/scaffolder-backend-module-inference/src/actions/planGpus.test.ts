import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { InputError, ResponseError } from '@backstage/errors';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import type { GpuPlan } from '@inference-portal/plugin-inference-common';
import { parse } from 'yaml';
import { createPlanGpusAction } from './planGpus';
import { examples } from './planGpus.examples';

const fitting: GpuPlan = {
  fits: true,
  weightsGiB: 30.5,
  activationGiB: 1.2,
  nonTorchGiB: 0.6,
  cudaGraphGiB: 0.5,
  loraGiB: 0,
  kvPoolGiB: 39.8,
  kvPoolRangeGiB: { low: 38, high: 41 },
  kvTokens: 326_000,
  kvBlocks: 20_375,
  kvBytesPerToken: 131_072,
  kvGroups: 1,
  blockSize: 16,
  maxConcurrency: 9.95,
  maxModelLen: 32_768,
  longestModelLen: 131_072,
  confidence: 'high',
  reasons: [],
  notes: [],
  nearest: null,
  gpus: 2,
  tensorParallel: 2,
  pipelineParallel: 1,
  layersPerRank: [64],
  gpu: { product: 'H100', memoryGiB: 79.19, bandwidthGBps: 3350 },
  engine: { name: 'vllm', version: '0.30.0' },
  model: {
    id: 'default/support-chat',
    source: 'registry',
    parametersBillions: 32.8,
    maxContext: 131_072,
  },
  startup: {
    downloadSeconds: 330,
    loadSeconds: 33,
    prepareSeconds: 70,
    totalSeconds: 433,
    probeFailureThreshold: 65,
  },
  decode: null,
  cost: {
    currency: 'EUR',
    perHour: 8_000_000,
    perMonth: 5_840_000_000,
    perMillionTokens: null,
    utilization: 0.4,
    source: 'config',
  },
};

const input = {
  model: {
    name: 'default/support-chat',
    version: '2026-11-20',
    source: 'hf://Qwen/Qwen3-32B@9216db5781bf21249d130ec9da846c4624c16137',
  },
  engine: { name: 'vllm', version: '0.30.0' },
  gpu: { product: 'NVIDIA-H100-80GB-HBM3', tensorParallel: 2 },
  settings: { maxModelLen: 32_768, gpuMemoryUtilization: 0.92 },
};

const refused = async (message: string) =>
  ResponseError.fromResponse(
    new Response(
      JSON.stringify({
        error: { name: 'InputError', message },
        response: { statusCode: 400 },
      }),
      { status: 400, headers: { 'content-type': 'application/json' } },
    ) as unknown as Parameters<typeof ResponseError.fromResponse>[0],
  );

function setUp(...answers: readonly (GpuPlan | Error)[]) {
  const createGpuPlan = jest.fn();
  for (const answer of answers) {
    if (answer instanceof Error) createGpuPlan.mockRejectedValueOnce(answer);
    else createGpuPlan.mockResolvedValueOnce(answer);
  }
  const action = createPlanGpusAction({
    auth: mockServices.auth(),
    plans: { createGpuPlan },
  });
  const run = async (given: object, isDryRun = false) => {
    const output = jest.fn();
    const context = createMockActionContext({
      input: withDefaults(given),
    }) as unknown as Parameters<typeof action.handler>[0];
    await action.handler({
      ...context,
      isDryRun,
      output,
      getInitiatorCredentials: async () =>
        mockCredentials.user('user:default/ada'),
    });
    return Object.fromEntries(output.mock.calls);
  };
  return { createGpuPlan, run };
}

/** What the scaffolder hands over: fields that were left out have their defaults. */
function withDefaults(given: any): any {
  return {
    ...given,
    gpu: { tensorParallel: 1, pipelineParallel: 1, spare: false, ...given.gpu },
    settings: {
      maxNumSeqs: null,
      maxNumBatchedTokens: null,
      dtype: 'bfloat16',
      quantization: null,
      kvCacheDtype: 'auto',
      ...given.settings,
    },
  };
}

describe('inference:plan-gpus', () => {
  it('tells what a replica holds and costs', async () => {
    const { createGpuPlan, run } = setUp(fitting);
    const output = await run(input);
    expect(createGpuPlan).toHaveBeenCalledWith(
      expect.objectContaining({
        model: { id: 'default/support-chat' },
        engine: { name: 'vllm', version: '0.30.0' },
        gpu: { product: 'NVIDIA-H100-80GB-HBM3' },
        tensorParallel: 2,
        maxModelLen: 32_768,
      }),
      expect.objectContaining({ token: expect.any(String) }),
    );
    expect(output).toMatchObject({
      kvTokens: 326_000,
      maxConcurrency: 9.95,
      gpus: 2,
      confidence: 'high',
    });
    expect(output.plan.split('\n')).toEqual([
      'default/support-chat on 2 H100 with vllm 0.30.0: fits (confidence high)',
      'Of each GPU: 30.5 GiB weights, 1.2 GiB activations, 39.8 GiB KV cache, 326,000 tokens',
      'Holds 9.95 requests of 32768 tokens at a time',
      'Starts in about 433 s',
      'Costs 5840.00 EUR a month for each replica',
    ]);
  });

  it('plans in a dry run as well, as it changes nothing', async () => {
    const { createGpuPlan, run } = setUp(fitting);
    await run(input, true);
    expect(createGpuPlan).toHaveBeenCalledTimes(1);
  });

  it('refuses what does not fit, with the reason and what would', async () => {
    const { run } = setUp({
      ...fitting,
      fits: false,
      reasons: ['The weights need 131.0 GiB of each GPU, and it has 79.2'],
      nearest: {
        change: 'tensorParallel',
        tensorParallel: 4,
        pipelineParallel: 1,
        maxModelLen: 32_768,
        dtype: 'bfloat16',
        quantization: null,
        kvCacheDtype: 'auto',
        longestModelLen: 32_768,
        maxConcurrency: 3,
      },
    });
    await expect(run(input)).rejects.toThrow(
      new InputError(
        'default/support-chat does not fit: The weights need 131.0 GiB of each GPU, and it has 79.2. What would fit: gpu.tensorParallel 4',
      ),
    );
  });

  it('says when nothing near it fits', async () => {
    const { run } = setUp({ ...fitting, fits: false, reasons: ['Too large'] });
    await expect(run(input)).rejects.toThrow(
      'does not fit: Too large. Nothing near it fits',
    );
  });

  it('refuses too little room for the requests that were asked for', async () => {
    const { run } = setUp(fitting);
    await expect(run({ ...input, minConcurrency: 16 })).rejects.toThrow(
      'minConcurrency: a replica holds 9.95 requests of 32768 tokens, and 16 were asked for',
    );
  });

  it('asks by the id of the hub when the registry does not know enough', async () => {
    const { createGpuPlan, run } = setUp(
      await refused('model.architecture.layers is missing'),
      fitting,
    );
    await run(input);
    expect(createGpuPlan.mock.calls.map(([{ model }]) => model.id)).toEqual([
      'default/support-chat',
      'Qwen/Qwen3-32B',
    ]);
  });

  it('fails with the first refusal when nobody knows the model', async () => {
    const { run } = setUp(
      await refused('model.architecture.layers is missing'),
      await refused('no such model'),
    );
    await expect(run(input)).rejects.toMatchObject({
      cause: { message: 'model.architecture.layers is missing' },
    });
  });

  it.each(examples)('runs its example: $description', async ({ example }) => {
    const { createGpuPlan, run } = setUp(fitting);
    for (const { action, input: given } of parse(example).steps) {
      expect(action).toBe('inference:plan-gpus');
      await run(given);
    }
    expect(createGpuPlan).toHaveBeenCalledTimes(1);
  });
});
