import type {
  JsonObject,
  WorkloadAdapter,
  WorkloadPods,
} from '@inference-portal/plugin-inference-node';
import {
  at,
  conditionProblem,
  integerOf,
  isFields,
  itemsOf,
  jsonObjectOf,
  textOf,
} from './fields';
import { readTemplate } from './podTemplate';

const SCALING_FIELDS = new Set(['replicas', 'scaling']);

/** Nodes of one replica: pipeline stages, or data-parallel ranks spread over nodes. */
function groupSize(parallelism: unknown): number {
  const pipeline = integerOf(at(parallelism, 'pipeline'));
  if (pipeline !== null && pipeline > 1) {
    return pipeline;
  }
  const data = integerOf(at(parallelism, 'data'));
  const local = integerOf(at(parallelism, 'dataLocal'));
  return data !== null && local !== null && local > 0
    ? Math.max(Math.ceil(data / local), 1)
    : 1;
}

function workloadPods(
  workload: unknown,
  roles: { readonly leader: string; readonly worker: string },
  replicas: number,
): WorkloadPods[] {
  const worker = at(workload, 'worker');
  const template = at(workload, 'template');
  // Without a template the pods come from a base config of the cluster; only the child workloads show them.
  const pods: WorkloadPods[] = [
    {
      role: roles.leader,
      template: readTemplate({ spec: template ?? {} }, 'spec.template', []),
      perReplica: replicas,
    },
  ];
  const size = groupSize(at(workload, 'parallelism'));
  if (isFields(worker) && size > 1) {
    pods.push({
      role: roles.worker,
      template: readTemplate({ spec: worker }, 'spec.worker', []),
      perReplica: replicas * (size - 1),
    });
  }
  return pods;
}

function specificationOf(spec: unknown): JsonObject {
  const prefill = at(spec, 'prefill');
  return {
    ...jsonObjectOf(spec, new Set([...SCALING_FIELDS, 'prefill'])),
    ...(isFields(prefill)
      ? { prefill: jsonObjectOf(prefill, SCALING_FIELDS) }
      : {}),
  };
}

/** KServe LLMInferenceServices: vLLM through llm-d, with an optional prefill part. */
export const llmInferenceServiceAdapter: WorkloadAdapter = {
  resource: {
    group: 'serving.kserve.io',
    versions: ['v1alpha2', 'v1alpha1'],
    plural: 'llminferenceservices',
    kind: 'LLMInferenceService',
  },
  read(object) {
    const warnings: string[] = [];
    const spec = at(object, 'spec');
    const status = at(object, 'status');
    const source = textOf(at(spec, 'model', 'uri'));
    if (source === null) {
      warnings.push('spec.model.uri is missing');
    }
    const replicas = integerOf(at(spec, 'replicas'));
    const servedName =
      textOf(at(spec, 'model', 'name')) ??
      textOf(at(object, 'metadata', 'name'));
    const urls = [
      at(status, 'url'),
      at(status, 'address', 'url'),
      ...itemsOf(at(status, 'addresses')).map(address => at(address, 'url')),
    ].flatMap(url => textOf(url) ?? []);
    const tensorParallel = integerOf(at(spec, 'parallelism', 'tensor'));
    const pipelineParallel = integerOf(at(spec, 'parallelism', 'pipeline'));
    const prefill = at(spec, 'prefill');
    const prefillReplicas = integerOf(at(prefill, 'replicas')) ?? 1;
    return {
      pods: [
        ...workloadPods(spec, { leader: 'main', worker: 'worker' }, 1),
        ...(isFields(prefill)
          ? workloadPods(
              prefill,
              { leader: 'prefill', worker: 'prefill-worker' },
              prefillReplicas / Math.max(replicas ?? 1, 1),
            )
          : []),
      ],
      replicas: {
        desired: replicas ?? (isFields(at(spec, 'scaling')) ? null : 1),
        ready: null,
        updated: null,
      },
      specification: specificationOf(spec),
      hints: {
        runtime: 'vllm',
        ...(source === null ? {} : { source, evidence: 'spec.model.uri' }),
        ...(servedName === null ? {} : { servedNames: [servedName] }),
        ...(tensorParallel === null ? {} : { tensorParallel }),
        ...(pipelineParallel === null ? {} : { pipelineParallel }),
        ...(urls.length > 0 ? { endpoints: [...new Set(urls)] } : {}),
      },
      clusterRevision: null,
      problem:
        conditionProblem(status, 'MainWorkloadReady', 'False') ??
        conditionProblem(status, 'Ready', 'False'),
      warnings,
    };
  },
};
