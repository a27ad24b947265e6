import type { GpuPlanNearest } from '@inference-portal/plugin-inference-common';
import type { Deployment } from './memoryPlan';
import { nearestTensorParallel } from './parallelism';
import { planDeployment } from './planDeployment';

/** Lengths shorter than this are no help to anybody. */
const USEFUL_LENGTH = 2048;
/** GPUs of the largest machines. */
const MOST_TENSOR_PARALLEL = 16;

interface Candidate {
  readonly change: GpuPlanNearest['change'];
  readonly deployment: Deployment;
}

function shorter(deployment: Deployment): readonly Candidate[] {
  const { longestModelLen } = planDeployment(deployment);
  const { maxModelLen } = deployment;
  return longestModelLen !== null &&
    longestModelLen >= USEFUL_LENGTH &&
    (maxModelLen === null || longestModelLen < maxModelLen)
    ? [
        {
          change: 'maxModelLen',
          deployment: { ...deployment, maxModelLen: longestModelLen },
        },
      ]
    : [];
}

function* candidates(deployment: Deployment): Generator<Candidate> {
  yield* shorter(deployment);
  const { model, parallelism, gpu } = deployment;
  const { tensorParallel, pipelineParallel } = parallelism;
  if (deployment.dtype === 'bfloat16' && (gpu?.computeCapability ?? 9) < 8) {
    yield { change: 'dtype', deployment: { ...deployment, dtype: 'float16' } };
  }
  if (pipelineParallel > model.layers) {
    yield {
      change: 'pipelineParallel',
      deployment: {
        ...deployment,
        parallelism: { tensorParallel, pipelineParallel: 1 },
      },
    };
  }
  for (const size of nearestTensorParallel(
    model,
    tensorParallel,
    Math.max(MOST_TENSOR_PARALLEL, tensorParallel),
  )) {
    if (size !== tensorParallel) {
      const changed = {
        ...deployment,
        parallelism: { tensorParallel: size, pipelineParallel },
      };
      yield { change: 'tensorParallel', deployment: changed };
    }
  }
  if (deployment.kvCacheDtype === 'auto') {
    yield {
      change: 'kvCacheDtype',
      deployment: { ...deployment, kvCacheDtype: 'fp8' },
    };
  }
  if (deployment.format === null) {
    yield {
      change: 'quantization',
      deployment: { ...deployment, format: 'fp8' },
    };
    yield {
      change: 'quantization',
      deployment: { ...deployment, format: 'awq' },
    };
  }
}

/** The nearest thing that fits: a shorter request on the same GPUs, then other sizes, then fewer bits. Null when nothing of it does. */
export function nearestFit(deployment: Deployment): GpuPlanNearest | null {
  for (const { change, deployment: changed } of candidates(deployment)) {
    const plan = planDeployment(changed);
    if (plan.fits) {
      return {
        change,
        ...changed.parallelism,
        maxModelLen: changed.maxModelLen,
        dtype: changed.dtype,
        quantization: changed.format,
        kvCacheDtype: changed.kvCacheDtype,
        longestModelLen: plan.longestModelLen,
        maxConcurrency: plan.maxConcurrency,
      };
    }
  }
  return null;
}
