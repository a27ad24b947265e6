import type {
  JsonObject,
  WorkloadAdapter,
  WorkloadHints,
  WorkloadPods,
} from '@inference-portal/plugin-inference-node';
import type { RuntimeName } from '@inference-portal/plugin-inference-common';
import {
  at,
  conditionProblem,
  fieldsOf,
  integerOf,
  isFields,
  itemsOf,
  jsonObjectOf,
  jsonOf,
  textOf,
} from './fields';
import { readTemplate } from './podTemplate';

/** Fields of a predictor that say how much or how often, not what; autoscalers and people turn them all the time. */
const SCALING_FIELDS = new Set([
  'minReplicas',
  'maxReplicas',
  'scaleTarget',
  'scaleMetric',
  'scaleMetricType',
  'autoScaling',
]);

/** Fields of a predictor that are no fields of a pod. */
const PREDICTOR_FIELDS = new Set([
  ...SCALING_FIELDS,
  'annotations',
  'labels',
  'batcher',
  'canaryTrafficPercent',
  'containerConcurrency',
  'deploymentStrategy',
  'logger',
  'name',
  'model',
  'storageUris',
  'timeout',
  'workerSpec',
]);

/** The older way to name a model format: `predictor.triton` instead of `predictor.model.modelFormat.name: triton`. */
const OLD_FORMATS = [
  'triton',
  'huggingface',
  'pytorch',
  'tensorflow',
  'onnx',
  'sklearn',
  'xgboost',
  'lightgbm',
  'paddle',
  'pmml',
];

const RUNTIMES: readonly [RegExp, RuntimeName][] = [
  [/triton/i, 'triton'],
  [/trt-?llm|tensorrt/i, 'tensorrt-llm'],
  [/nim/i, 'nim'],
  [/sglang/i, 'sglang'],
  [/tgi|text-generation/i, 'tgi'],
  // KServe's Hugging Face server runs vLLM wherever the model allows it.
  [/vllm|huggingface/i, 'vllm'],
];

function runtimeNamed(name: string | null): RuntimeName | undefined {
  return name === null
    ? undefined
    : RUNTIMES.find(([pattern]) => pattern.test(name))?.[1];
}

function modelOf(predictor: unknown): {
  model: unknown;
  path: string;
  format: string | null;
} {
  const model = at(predictor, 'model');
  if (isFields(model)) {
    return {
      model,
      path: 'spec.predictor.model',
      format: textOf(at(model, 'modelFormat', 'name')),
    };
  }
  const old = OLD_FORMATS.find(name => isFields(at(predictor, name)));
  return old === undefined
    ? { model: undefined, path: 'spec.predictor', format: null }
    : { model: at(predictor, old), path: `spec.predictor.${old}`, format: old };
}

function predictorPods(
  predictor: unknown,
  model: unknown,
  warnings: string[],
): WorkloadPods[] {
  const podFields = jsonObjectOf(
    predictor,
    new Set([...PREDICTOR_FIELDS, ...OLD_FORMATS]),
  );
  const containers = itemsOf(podFields.containers).map(item =>
    jsonObjectOf(item),
  );
  if (isFields(model)) {
    const container = jsonObjectOf(
      model,
      new Set([
        'modelFormat',
        'storageUri',
        'storage',
        'runtime',
        'runtimeVersion',
        'protocolVersion',
        'confidential',
      ]),
    );
    containers.unshift({ name: 'kserve-container', ...container });
  }
  const template: JsonObject = {
    metadata: {
      labels: jsonObjectOf(at(predictor, 'labels')),
      annotations: jsonObjectOf(at(predictor, 'annotations')),
    },
    spec: { ...podFields, containers },
  };
  const pods: WorkloadPods[] = [
    {
      role: 'main',
      template: readTemplate(template, 'spec.predictor', warnings),
      perReplica: 1,
    },
  ];
  const worker = at(predictor, 'workerSpec');
  if (isFields(worker)) {
    const size = integerOf(at(worker, 'pipelineParallelSize')) ?? 2;
    const spec = jsonObjectOf(
      worker,
      new Set(['pipelineParallelSize', 'tensorParallelSize']),
    );
    pods.push({
      role: 'worker',
      // A worker without containers gets them from the serving runtime, which only the pods show.
      template: readTemplate({ spec }, 'spec.predictor.workerSpec', []),
      perReplica: Math.max(size - 1, 1),
    });
  }
  return pods;
}

function withoutScaling(component: unknown): JsonObject {
  return jsonObjectOf(component, SCALING_FIELDS);
}

function specificationOf(spec: unknown): JsonObject {
  const result = jsonObjectOf(
    spec,
    new Set(['predictor', 'transformer', 'explainer', 'canary']),
  );
  for (const name of ['predictor', 'transformer', 'explainer']) {
    const component = at(spec, name);
    if (isFields(component)) {
      result[name] = withoutScaling(component);
    }
  }
  const canaries = itemsOf(at(spec, 'canary'));
  if (canaries.length > 0) {
    result.canary = canaries.map(canary => ({
      ...jsonObjectOf(canary),
      predictor: withoutScaling(at(canary, 'predictor')),
    }));
  }
  return result;
}

function problemOf(status: unknown): string | null {
  const failure = fieldsOf(at(status, 'modelStatus', 'lastFailureInfo'));
  const transition = textOf(at(status, 'modelStatus', 'transitionStatus'));
  if (transition === 'BlockedByFailedLoad' || transition === 'InvalidSpec') {
    const reason = textOf(failure.reason);
    const message = textOf(failure.message);
    const words = [reason, message].filter(word => word !== null).join(': ');
    return `The model does not load (${transition})${
      words === '' ? '' : `: ${words}`
    }`;
  }
  return (
    conditionProblem(status, 'PredictorReady', 'False') ??
    conditionProblem(status, 'Ready', 'False')
  );
}

/** KServe InferenceServices. Their pods are made by a Deployment or by Knative, with an image out of a ServingRuntime. */
export const inferenceServiceAdapter: WorkloadAdapter = {
  resource: {
    group: 'serving.kserve.io',
    versions: ['v1beta1'],
    plural: 'inferenceservices',
    kind: 'InferenceService',
  },
  read(object) {
    const warnings: string[] = [];
    const predictor = at(object, 'spec', 'predictor');
    if (!isFields(predictor)) {
      warnings.push('spec.predictor is missing or not an object');
    }
    const status = at(object, 'status');
    const { model, path, format } = modelOf(predictor);
    const runtimeName =
      textOf(at(model, 'runtime')) ??
      textOf(at(status, 'servingRuntimeName')) ??
      textOf(at(status, 'clusterServingRuntimeName'));
    const runtime = runtimeNamed(runtimeName) ?? runtimeNamed(format);
    const storages = itemsOf(at(predictor, 'storageUris'));
    const source =
      textOf(at(model, 'storageUri')) ?? textOf(at(storages[0], 'uri'));
    const url = textOf(at(status, 'url'));
    const tensorParallel = integerOf(
      at(predictor, 'workerSpec', 'tensorParallelSize'),
    );
    const pipelineParallel = integerOf(
      at(predictor, 'workerSpec', 'pipelineParallelSize'),
    );
    const name = textOf(at(object, 'metadata', 'name'));
    const hints: WorkloadHints = {
      ...(runtime === undefined ? {} : { runtime }),
      ...(source === null ? {} : { source, evidence: `${path}.storageUri` }),
      ...(isFields(model) && name !== null ? { servedNames: [name] } : {}),
      ...(tensorParallel === null ? {} : { tensorParallel }),
      ...(pipelineParallel === null ? {} : { pipelineParallel }),
      ...(url === null ? {} : { endpoints: [url] }),
    };
    return {
      pods: predictorPods(predictor, model, warnings),
      // minReplicas is a bound of the autoscaler; how many are wanted now stands on the Deployment below.
      replicas: { desired: null, ready: null, updated: null },
      specification: specificationOf(jsonOf(at(object, 'spec'))),
      hints,
      clusterRevision: textOf(
        at(status, 'components', 'predictor', 'latestCreatedRevision'),
      ),
      problem: problemOf(status),
      warnings,
    };
  },
};
