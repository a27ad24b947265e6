import { thousands } from '../thousands';
import type { Deployment } from './memoryPlan';
import { parallelismProblem } from './parallelism';

/** Why the engine refuses to start, whatever the memory. */
export function deploymentProblems(deployment: Deployment): readonly string[] {
  const { model, gpu, traits, dtype, format, maxModelLen } = deployment;
  const capability = gpu?.computeCapability ?? null;
  const name = gpu?.product ?? 'This GPU';
  const problems: string[] = [];
  const parallel = parallelismProblem(model, deployment.parallelism);
  if (parallel !== null) {
    problems.push(parallel);
  }
  if (
    maxModelLen !== null &&
    model.maxContext !== null &&
    maxModelLen > model.maxContext
  ) {
    problems.push(
      `maxModelLen ${thousands(
        maxModelLen,
      )}: the model has a context of ${thousands(
        model.maxContext,
      )}; longer ones need its positions to be scaled, which model.architecture.maxContext can tell`,
    );
  }
  if (capability !== null && capability < 8 && dtype === 'bfloat16') {
    problems.push(
      `dtype bfloat16: ${name} (compute capability ${capability}) has none; take float16`,
    );
  }
  if (
    traits.name === 'tensorrt-llm' &&
    format === 'nvfp4' &&
    capability !== null &&
    capability < 10
  ) {
    problems.push('quantization nvfp4: TensorRT-LLM has it for Blackwell only');
  }
  if (
    traits.name === 'tensorrt-llm' &&
    format === 'fp8' &&
    capability !== null &&
    capability < 8.9
  ) {
    problems.push(
      'quantization fp8: TensorRT-LLM has it for Ada, Hopper and Blackwell only',
    );
  }
  return problems;
}

/** What makes the figures less than certain though the engine starts. */
export function deploymentDoubts(deployment: Deployment): readonly string[] {
  const { family, gpu, traits, format, model } = deployment;
  const capability = gpu?.computeCapability ?? null;
  const computesPool = deployment.kvPoolGiB === null;
  return [
    ...(family.doubt === null
      ? []
      : [`The size of the cache is a guess: ${family.doubt}`]),
    ...(family.name === 'unknown'
      ? [
          'The portal knows no model of this family: activations were never compared with a log, and layers may be of kinds that it does not see',
        ]
      : []),
    ...(computesPool &&
    family.calibration === 'none' &&
    family.doubt === null &&
    family.name !== 'unknown'
      ? [
          'Nobody published what this family needs for activations: they are taken to be those of models like it',
        ]
      : []),
    ...(computesPool && traits.doubt !== null ? [traits.doubt] : []),
    ...(traits.name === 'tensorrt-llm' && model.slidingWindow !== null
      ? [
          'TensorRT-LLM is taken to cache all tokens in layers with a window, too, as it does without max_attention_window',
        ]
      : []),
    ...(computesPool && gpu !== null && capability === null
      ? [
          `Nothing was ever compared with a log on ${
            gpu.product ?? 'a GPU without a name'
          }`,
        ]
      : []),
    ...(format === 'fp8' && capability !== null && capability < 8.9
      ? [
          `${gpu?.product} computes no fp8: weights are stored as such, and slower to use`,
        ]
      : []),
    ...(format === 'nvfp4' && capability !== null && capability < 10
      ? [
          `${gpu?.product} computes no nvfp4: weights are stored as such, and slower to use`,
        ]
      : []),
  ];
}

/** How much a plan can be relied upon. */
export function confidenceOf(
  deployment: Deployment,
): 'high' | 'medium' | 'low' {
  const { family, traits, gpu, model } = deployment;
  if (
    family.doubt !== null ||
    family.name === 'unknown' ||
    (traits.name === 'tensorrt-llm' && model.slidingWindow !== null)
  ) {
    return 'low';
  }
  if (deployment.kvPoolGiB !== null) {
    return 'high';
  }
  if (family.calibration === 'none' || traits.doubt !== null) {
    return 'low';
  }
  // Measured on H100 with the usual batch; elsewhere the same formulas are taken.
  return gpu?.computeCapability === 9 &&
    !traits.largeSampler &&
    deployment.lora === null
    ? 'high'
    : 'medium';
}
