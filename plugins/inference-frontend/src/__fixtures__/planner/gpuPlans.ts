import type {
  GpuOption,
  GpuPlan,
  GpuRanking,
  ServerGpuPlan,
} from '@inference-portal/plugin-inference-common';

/** What Qwen3-32B takes on two H100s, for requests of 8,192 tokens. */
export function gpuPlan(facts: Partial<GpuPlan> = {}): GpuPlan {
  return {
    fits: true,
    weightsGiB: 30.59,
    activationGiB: 2.41,
    nonTorchGiB: 2.35,
    cudaGraphGiB: 1.05,
    loraGiB: 0,
    kvPoolGiB: 36.45,
    kvPoolRangeGiB: { low: 34.9, high: 38 },
    kvTokens: 298_608,
    kvBlocks: 18_663,
    kvBytesPerToken: 131_072,
    kvGroups: 1,
    blockSize: 16,
    maxConcurrency: 36.45,
    maxModelLen: 8192,
    longestModelLen: 40_960,
    confidence: 'high',
    reasons: [],
    notes: ['Batches of 8,192 tokens and 1,024 requests, the defaults'],
    nearest: null,
    gpus: 2,
    tensorParallel: 2,
    pipelineParallel: 1,
    layersPerRank: [64],
    gpu: { product: 'H100', memoryGiB: 79.19, bandwidthGBps: 3350 },
    engine: { name: 'vllm', version: '0.30.0' },
    model: {
      id: 'Qwen/Qwen3-32B',
      source: 'table',
      parametersBillions: 32.76,
      maxContext: 40_960,
    },
    startup: {
      downloadSeconds: 328,
      loadSeconds: 66,
      prepareSeconds: 111,
      totalSeconds: 505,
      probeFailureThreshold: 76,
    },
    decode: {
      tokensPerSecondPerSequence: 102,
      batch: 36,
      tokensPerSecond: 2_480,
    },
    cost: {
      currency: 'USD',
      perHour: 4_300_000,
      perMonth: 3_139_000_000,
      perMillionTokens: 1_204_000,
      utilization: 0.4,
      source: 'config',
    },
    ...facts,
  };
}

/** The same model on an L4, where not even its weights have room. */
export function tooLargePlan(facts: Partial<GpuPlan> = {}): GpuPlan {
  return gpuPlan({
    fits: false,
    weightsGiB: 61.02,
    kvPoolGiB: 0,
    kvPoolRangeGiB: null,
    kvTokens: 0,
    maxConcurrency: 0,
    longestModelLen: 0,
    reasons: ['Weights of 61.0 GiB do not fit into the 20.2 GiB of an L4.'],
    nearest: {
      change: 'tensorParallel',
      tensorParallel: 4,
      pipelineParallel: 1,
      maxModelLen: 8192,
      dtype: 'bfloat16',
      quantization: null,
      kvCacheDtype: 'auto',
      longestModelLen: 12_000,
      maxConcurrency: 1.46,
    },
    gpus: 1,
    tensorParallel: 1,
    gpu: { product: 'L4', memoryGiB: 22.03, bandwidthGBps: 300 },
    startup: null,
    decode: null,
    cost: null,
    ...facts,
  });
}

function option(facts: Partial<GpuOption>): GpuOption {
  return {
    cluster: 'eu-west',
    product: 'H100',
    gpus: 2,
    capacityGpus: 16,
    freeGpus: 3,
    fitsOnFreeGpus: true,
    plan: gpuPlan(),
    ...facts,
  };
}

/** Three options: one that fits now, one without free GPUs and without a price, one that does not fit. */
export function gpuRanking(): GpuRanking {
  return {
    items: [
      option({}),
      option({
        cluster: 'us-east',
        product: 'A100-80GB',
        freeGpus: 1,
        fitsOnFreeGpus: false,
        plan: gpuPlan({ cost: null, confidence: 'medium' }),
      }),
      option({
        cluster: 'us-east',
        product: 'L4',
        gpus: 8,
        freeGpus: 8,
        fitsOnFreeGpus: false,
        plan: tooLargePlan({ gpus: 8 }),
      }),
    ],
    unknownProducts: ['GB300-NVL'],
  };
}

/** A server that holds a little less than was planned. */
export function serverGpuPlan(
  facts: Partial<ServerGpuPlan> = {},
): ServerGpuPlan {
  const planned = gpuPlan();
  return {
    serverId: 'c3f1a2',
    planned: { ...planned, kvTokens: 250_000 },
    plannedReason: null,
    actual: {
      kvTokens: 240_000,
      blocks: 15_000,
      blockSize: 16,
      pods: 2,
      metric: 'vllm:cache_config_info',
    },
    actualReason: null,
    differencePercent: -4,
    ...facts,
  };
}
