import type {
  GpuPlan,
  GpuPlanNearest,
} from '@inference-portal/plugin-inference-common';

const MICRO = 1_000_000;

function changeOf(nearest: GpuPlanNearest): string {
  switch (nearest.change) {
    case 'tensorParallel':
      return `gpu.tensorParallel ${nearest.tensorParallel}`;
    case 'pipelineParallel':
      return `gpu.pipelineParallel ${nearest.pipelineParallel} with gpu.tensorParallel ${nearest.tensorParallel}`;
    case 'maxModelLen':
      return `settings.maxModelLen ${nearest.maxModelLen}`;
    default:
      return `settings.${nearest.change} ${nearest[nearest.change]}`;
  }
}

/** The nearest thing that fits, as a sentence. */
export function describeNearest(nearest: GpuPlan['nearest']): string {
  return nearest === null
    ? 'Nothing near it fits: choose larger GPUs or a smaller model'
    : `What would fit: ${changeOf(nearest)}`;
}

function memoryOf({
  activationGiB,
  kvPoolGiB,
  kvTokens,
  weightsGiB,
}: GpuPlan): string {
  const parts = [
    [weightsGiB, 'weights'],
    [activationGiB, 'activations'],
    [kvPoolGiB, 'KV cache'],
  ] as const;
  const known = parts.flatMap(([size, what]) =>
    size === null ? [] : [`${size} GiB ${what}`],
  );
  return `Of each GPU: ${known.join(', ') || 'nothing is known'}${
    kvTokens === null ? '' : `, ${kvTokens.toLocaleString('en-US')} tokens`
  }`;
}

/** A plan in lines for a log. */
export function describeGpuPlan(plan: GpuPlan): readonly string[] {
  const { confidence, cost, gpu, gpus, maxConcurrency, maxModelLen } = plan;
  return [
    `${plan.model.id} on ${gpus} ${gpu.product ?? 'GPUs'} with ${
      plan.engine.name
    } ${plan.engine.version}: ${
      plan.fits ? 'fits' : 'does not fit'
    } (confidence ${confidence})`,
    memoryOf(plan),
    ...(maxConcurrency === null
      ? []
      : [
          `Holds ${maxConcurrency} requests of ${maxModelLen} tokens at a time`,
        ]),
    ...(plan.startup === null
      ? []
      : [`Starts in about ${plan.startup.totalSeconds} s`]),
    ...(cost === null
      ? []
      : [
          `Costs ${(cost.perMonth / MICRO).toFixed(2)} ${
            cost.currency
          } a month for each replica`,
        ]),
    ...plan.reasons.map(reason => `Because: ${reason}`),
    ...plan.notes.map(note => `Note: ${note}`),
  ];
}
