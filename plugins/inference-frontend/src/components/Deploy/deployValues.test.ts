import fc from 'fast-check';
import {
  currentGpuPlan,
  readGpuPlan,
  readModelVersion,
  readTarget,
  typedNumber,
} from './deployValues';
import {
  readGpuPlanOptions,
  takeNearest,
  toGpuPlanRequest,
} from './gpuPlanQuestion';

const OPTIONS = readGpuPlanOptions(
  { engine: 'tensorrt-llm', engineVersionField: 'release' },
  {
    model: { name: 'default/qwen3-32b' },
    target: { cluster: 'eu-west', namespace: 'support', owner: null },
    release: '1.2.0',
  },
);

describe('values of the form fields', () => {
  it('are read out of whatever an address holds', () => {
    fc.assert(
      fc.property(fc.anything(), value => {
        readModelVersion(value);
        readTarget(value);
        expect(readGpuPlan(currentGpuPlan(value))).toEqual(
          currentGpuPlan(value),
        );
      }),
    );
  });

  it('keep what is no value away from the planner instead of taking the default', () => {
    const value = currentGpuPlan({ product: 'H100', maxModelLen: null });
    expect(value.maxModelLen).toBeUndefined();
    expect(toGpuPlanRequest(OPTIONS, value)).toBeNull();
  });

  it('become a question with the engine of the template', () => {
    expect(
      toGpuPlanRequest(OPTIONS, currentGpuPlan({ product: 'NVIDIA-L4' })),
    ).toEqual({
      model: { id: 'default/qwen3-32b' },
      engine: { name: 'tensorrt-llm', version: '1.2.0' },
      gpu: { product: 'NVIDIA-L4' },
      tensorParallel: 1,
      pipelineParallel: 1,
      maxModelLen: 8192,
      gpuMemoryUtilization: 0.9,
      dtype: 'bfloat16',
      quantization: null,
      kvCacheDtype: 'auto',
    });
  });

  it('are asked about together with what else of the form takes memory', () => {
    const options = readGpuPlanOptions(
      { engine: 'vllm' },
      {
        model: { name: 'default/qwen3-32b' },
        maxNumSeqs: 64,
        // Not typed to its end.
        maxNumBatchedTokens: '',
      },
    );
    const request = toGpuPlanRequest(
      options,
      currentGpuPlan({ product: 'NVIDIA-L4' }),
    );
    expect(request).toMatchObject({ maxNumSeqs: 64 });
    expect(request?.maxNumBatchedTokens).toBeUndefined();
  });

  it('take every part of the nearest change', () => {
    expect(
      takeNearest(currentGpuPlan({ product: 'NVIDIA-L4' }), {
        change: 'pipelineParallel',
        tensorParallel: 4,
        pipelineParallel: 2,
        maxModelLen: null,
        dtype: 'float16',
        quantization: null,
        kvCacheDtype: 'fp8',
        longestModelLen: null,
        maxConcurrency: null,
      }),
    ).toMatchObject({
      product: 'NVIDIA-L4',
      tensorParallel: 4,
      pipelineParallel: 2,
      maxModelLen: 8192,
      dtype: 'float16',
      kvCacheDtype: 'fp8',
    });
  });
});

describe('a number that is typed', () => {
  it.each([
    ['8192', 'whole', 8192],
    ['0', 'whole', null],
    ['-1', 'whole', null],
    ['1e9', 'whole', null],
    ['0.9', 'share', 0.9],
    ['0,9', 'share', 0.9],
    ['0.05', 'share', null],
    ['1', 'share', null],
  ] as const)('%s is, as %s, %s', (typed, kind, value) => {
    expect(typedNumber(typed, kind)).toBe(value);
  });
});
