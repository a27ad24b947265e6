import type {
  GpuPlan,
  GpuPlanRequest,
} from '@inference-portal/plugin-inference-common';
import { thousands } from '../thousands';
import { type ArchitectureFacts, mergeArchitecture } from './architecture';
import { type EngineTraits, engineTraits } from './engineTraits';
import { findFamily } from './families';
import { findKnownModel, formatOfName } from './findKnownModel';
import { type PlannedGpu, resolveGpu } from './gpuProducts';
import type { KnownModel } from './KnownModel';
import type { Deployment } from './memoryPlan';
import { defaultBatch } from './overheads';
import { readConfigJson } from './readConfigJson';

/** Where layers and heads of a model come from. */
export type FactSource = GpuPlan['model']['source'];

/** Facts that were found for the model elsewhere, the strongest first. */
export interface FoundFacts {
  readonly source: 'registry' | 'hub';
  readonly facts: ArchitectureFacts;
  /** Ids at hubs of the same model, such as `Qwen/Qwen3-32B` of a registered one. */
  readonly alsoKnownAs?: readonly string[];
}

/** What is to be planned, or what is wrong with the request. */
export type ReadDeployment =
  | {
      readonly status: 'valid';
      readonly deployment: Deployment;
      readonly source: FactSource;
      readonly notes: readonly string[];
    }
  | { readonly status: 'refused'; readonly problem: string };

function readGpu({
  gpu,
  kvPoolGiB,
}: GpuPlanRequest): PlannedGpu | null | { problem: string } {
  const product = gpu.product ?? null;
  const memoryGiB = gpu.memoryGiB ?? null;
  const resolved = resolveGpu({ product, memoryGiB });
  if (resolved.status === 'known') {
    return resolved.gpu;
  }
  // The tokens of a given pool are the same on every GPU.
  return (kvPoolGiB ?? null) === null ? { problem: resolved.problem } : null;
}

function lora(request: GpuPlanRequest): Deployment['lora'] {
  return request.lora
    ? {
        maxLoras: request.lora.maxLoras ?? 1,
        maxRank: request.lora.maxRank ?? 16,
      }
    : null;
}

function defaultDtype(gpu: PlannedGpu | null): Deployment['dtype'] {
  return (gpu?.computeCapability ?? 9) < 8 ? 'float16' : 'bfloat16';
}

function assumptions(
  request: GpuPlanRequest,
  { batch, utilization, maxModelLen }: Deployment,
  traits: EngineTraits,
): string[] {
  const notes: string[] = [];
  if ((request.engine.version ?? null) === null) {
    notes.push(`${traits.name} ${traits.version}, the newest that is known`);
  }
  if ((request.gpuMemoryUtilization ?? null) === null) {
    notes.push(
      `${Math.round(utilization * 100)} % of the ${
        traits.utilizationOf === 'total' ? '' : 'free '
      }memory, the default of ${traits.name} ${traits.version}`,
    );
  }
  if ((request.maxNumBatchedTokens ?? null) === null) {
    notes.push(
      `Batches of ${thousands(
        batch.maxNumBatchedTokens,
      )} tokens and ${thousands(batch.maxNumSeqs)} requests, the defaults`,
    );
  }
  if ((request.maxModelLen ?? null) === null && maxModelLen !== null) {
    notes.push(
      `Requests of ${thousands(maxModelLen)} tokens, all of the context`,
    );
  }
  return notes;
}

/** Facts of the table for a model that is told to have other layers: those that depend on the layers are of another model. */
function factsOfTable(
  { facts }: KnownModel,
  stronger: readonly ArchitectureFacts[],
): ArchitectureFacts {
  const told = stronger.find(({ layers }) => (layers ?? null) !== null);
  return told === undefined || told.layers === facts.layers
    ? facts
    : {
        ...facts,
        parametersBillions: null,
        activeParametersBillions: null,
        replicatedBillions: null,
        slidingWindow: null,
        fullAttentionLayers: null,
        chunked: null,
        mla: null,
        maxContext: null,
      };
}

/** Fills in every default of a request. Facts of the request are stronger than those that were found, and these than the shipped table. */
export function readDeployment(
  request: GpuPlanRequest,
  found: readonly FoundFacts[],
): ReadDeployment {
  const { id } = request.model;
  const refused = (problem: string) =>
    ({ status: 'refused', problem } as const);
  if (id.trim() === '') {
    return refused('model.id: write the id of a model, such as Qwen/Qwen3-32B');
  }
  const given = request.model.architecture ?? {};
  const config = request.model.config
    ? readConfigJson(request.model.config)
    : {};
  const ids = [id, ...found.flatMap(({ alsoKnownAs = [] }) => alsoKnownAs)];
  const known = ids.map(findKnownModel).find(one => one !== undefined);
  const sources: readonly { source: FactSource; facts: ArchitectureFacts }[] = [
    { source: 'request', facts: given },
    { source: 'config', facts: config },
    ...found,
    ...(known
      ? [
          {
            source: 'table' as const,
            facts: factsOfTable(known, [
              given,
              config,
              ...found.map(({ facts }) => facts),
            ]),
          },
        ]
      : []),
  ];
  const merged = mergeArchitecture(sources.map(({ facts }) => facts));
  if (merged.status === 'incomplete') {
    return refused(merged.problem);
  }
  const model = merged.architecture;
  const kvPoolGiB = request.kvPoolGiB ?? null;
  if (kvPoolGiB === null && model.parametersBillions === null) {
    return refused(
      'model.architecture.parametersBillions: is needed for the memory of the weights. The model card tells it',
    );
  }
  const gpu = readGpu(request);
  if (gpu !== null && 'problem' in gpu) {
    return refused(gpu.problem);
  }
  const traits = engineTraits(
    request.engine.name,
    request.engine.version ?? null,
  );
  const usual = defaultBatch(traits, gpu);
  const deployment: Deployment = {
    model,
    family:
      ids.map(findFamily).find(({ name }) => name !== 'unknown') ??
      findFamily(id),
    traits,
    gpu,
    parallelism: {
      tensorParallel: request.tensorParallel ?? 1,
      pipelineParallel: request.pipelineParallel ?? 1,
    },
    utilization: request.gpuMemoryUtilization ?? traits.defaultUtilization,
    batch: {
      maxNumBatchedTokens:
        request.maxNumBatchedTokens ?? usual.maxNumBatchedTokens,
      maxNumSeqs: request.maxNumSeqs ?? usual.maxNumSeqs,
    },
    dtype: request.dtype ?? defaultDtype(gpu),
    format:
      request.quantization ??
      ids.map(formatOfName).find(one => one !== null) ??
      model.storedAs,
    kvCacheDtype: request.kvCacheDtype ?? 'auto',
    blockSize: request.blockSize ?? traits.defaultBlockSize,
    maxModelLen: request.maxModelLen ?? model.maxContext,
    lora: lora(request),
    kvPoolGiB,
  };
  return {
    status: 'valid',
    deployment,
    source:
      sources.find(({ facts }) => (facts.layers ?? null) !== null)?.source ??
      'request',
    notes: [
      ...(gpu?.notes ?? []),
      ...(kvPoolGiB === null ? assumptions(request, deployment, traits) : []),
    ],
  };
}
