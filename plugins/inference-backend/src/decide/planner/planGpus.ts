import type {
  GpuPlan,
  GpuPlanRequest,
} from '@inference-portal/plugin-inference-common';
import { costOfPlan, DEFAULT_UTILIZATION, type GpuPrice } from './costOfPlan';
import { nearestFit } from './nearestFit';
import { planDeployment } from './planDeployment';
import { type FoundFacts, readDeployment } from './readDeployment';
import { decodeRoofline, estimateStartup } from './speed';

/** What a plan is made of beside the request. */
export interface PlanFacts {
  /** Facts on the model that were found elsewhere, the strongest first. */
  readonly found: readonly FoundFacts[];
  /** The price of a GPU by its short product name; null when nobody knows it or may tell. */
  readonly priceOf: (product: string | null) => GpuPrice | null;
}

/** A plan, or what is wrong with the request: the name of the field and the fix. */
export type PlanOutcome =
  | { readonly status: 'planned'; readonly plan: GpuPlan }
  | { readonly status: 'refused'; readonly problem: string };

const rounded = (value: number) => Number(value.toFixed(1));

/** Plans a model on GPUs. Pure: the same request and facts give the same plan. */
export function planGpus(
  request: GpuPlanRequest,
  { found, priceOf }: PlanFacts,
): PlanOutcome {
  const read = readDeployment(request, found);
  if (read.status === 'refused') {
    return read;
  }
  const { deployment, source, notes } = read;
  const { model, gpu, traits, parallelism } = deployment;
  const memory = planDeployment(deployment);
  const gpus = parallelism.tensorParallel * parallelism.pipelineParallel;
  const decode = memory.fits
    ? decodeRoofline(deployment, memory.maxConcurrency)
    : null;
  const price = priceOf(gpu?.product ?? null);
  return {
    status: 'planned',
    plan: {
      ...memory,
      blockSize: deployment.blockSize,
      maxModelLen: deployment.maxModelLen,
      notes: [...notes],
      nearest: memory.fits ? null : nearestFit(deployment),
      gpus,
      ...parallelism,
      gpu: {
        product: gpu?.product ?? request.gpu.product ?? null,
        memoryGiB: gpu?.memoryGiB ?? null,
        bandwidthGBps: gpu?.bandwidthGBps ?? null,
      },
      engine: { name: traits.name, version: traits.version },
      model: {
        id: request.model.id,
        source,
        parametersBillions: model.parametersBillions,
        maxContext: model.maxContext,
      },
      startup: memory.fits ? estimateStartup(deployment) : null,
      decode: decode && {
        tokensPerSecondPerSequence: rounded(decode.tokensPerSecondPerSequence),
        batch: decode.batch,
        tokensPerSecond: rounded(decode.tokensPerSecond),
      },
      cost:
        price &&
        costOfPlan(price, {
          gpus,
          utilization: request.utilization ?? DEFAULT_UTILIZATION,
          tokensPerSecond: decode?.tokensPerSecond ?? null,
        }),
    },
  };
}
