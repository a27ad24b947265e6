import {
  isJsonObject,
  type Json,
  type JsonObject,
  type KubeObject,
} from '../../objects';
import { toJson } from '../../writes/parseObject';
import type { Deployment } from '../../workloadTypes';
import type { Operator } from './Operator';

const DEFAULT_IMAGE = 'kserve/huggingfaceserver:v0.20.0-gpu';

/** KServe's InferenceService in Standard mode. */
export const inferenceServiceOperator: Operator = {
  manager: 'kserve-controller',
  group: 'serving.kserve.io',
  kind: 'InferenceService',
  deploymentName: ({ metadata }) => `${metadata.name}-predictor`,
  selector: ({ metadata }) => ({ app: `isvc.${metadata.name}-predictor` }),
  labels: ({ metadata }) => ({
    component: 'predictor',
    'serving.kserve.io/inferenceservice': metadata.name,
  }),
  container: resource => {
    const model = mapAt(resource, 'spec', 'predictor', 'model');
    const [custom] = listAt(resource, 'spec', 'predictor', 'containers');
    const source = isJsonObject(custom) ? custom : model;
    return {
      name: 'kserve-container',
      ...pick(source, ['args', 'env', 'resources', 'command', 'ports']),
      image: textOf(source.image) ?? DEFAULT_IMAGE,
    };
  },
  replicas: resource =>
    numberOf(mapAt(resource, 'spec', 'predictor').minReplicas) ?? 1,
  status: (resource, deployment) => {
    const { name, namespace } = resource.metadata;
    const ready = isAvailable(deployment);
    return {
      url: `http://${name}.${namespace}.demo.example`,
      deploymentMode: 'Standard',
      observedGeneration: resource.metadata.generation ?? 1,
      modelStatus: {
        transitionStatus: ready ? 'UpToDate' : 'InProgress',
        states: {
          activeModelState: ready ? 'Loaded' : 'Loading',
          targetModelState: ready ? 'Loaded' : 'Loading',
        },
        copies: {
          totalCopies: deployment.status?.readyReplicas ?? 0,
          failedCopies: 0,
        },
      },
    };
  },
};

/** KServe's LLMInferenceService. */
export const llmInferenceServiceOperator: Operator = {
  manager: 'llmisvc-controller',
  group: 'serving.kserve.io',
  kind: 'LLMInferenceService',
  deploymentName: ({ metadata }) => `${metadata.name}-kserve`,
  selector: ({ metadata }) => ({
    'app.kubernetes.io/name': metadata.name,
    'app.kubernetes.io/part-of': 'llminferenceservice',
    'kserve.io/component': 'workload',
  }),
  labels: () => ({ 'llm-d.ai/role': 'both' }),
  container: resource => {
    const [first] = listAt(resource, 'spec', 'template', 'containers');
    const container = isJsonObject(first) ? first : {};
    return {
      image: 'ghcr.io/llm-d/llm-d-cuda:v0.5.0',
      ...container,
      name: textOf(container.name) ?? 'main',
    };
  },
  replicas: resource => numberOf(mapAt(resource, 'spec').replicas) ?? 1,
  status: resource => ({
    url: `http://inference.demo.example/${resource.metadata.namespace}/${resource.metadata.name}`,
    observedGeneration: resource.metadata.generation ?? 1,
  }),
};

/** NVIDIA's NIMService. */
export const nimServiceOperator: Operator = {
  manager: 'k8s-nim-operator',
  group: 'apps.nvidia.com',
  kind: 'NIMService',
  deploymentName: ({ metadata }) => metadata.name,
  selector: ({ metadata }) => ({ app: metadata.name }),
  labels: ({ metadata }) => ({
    'app.kubernetes.io/name': metadata.name,
    'app.kubernetes.io/part-of': 'nim-service',
    'app.kubernetes.io/managed-by': 'k8s-nim-operator',
  }),
  container: resource => {
    const spec = mapAt(resource, 'spec');
    const { repository, tag } = mapAt(resource, 'spec', 'image');
    return {
      name: `${resource.metadata.name}-ctr`,
      ...pick(spec, ['args', 'env', 'resources', 'command']),
      image: `${textOf(repository) ?? ''}:${textOf(tag) ?? 'latest'}`,
    };
  },
  replicas: resource => {
    const spec = mapAt(resource, 'spec');
    const scaled = mapAt(resource, 'spec', 'scale').enabled === true;
    return scaled ? null : numberOf(spec.replicas) ?? 1;
  },
  status: (resource, deployment) => ({
    state: isAvailable(deployment) ? 'Ready' : 'NotReady',
    availableReplicas: deployment.status?.availableReplicas ?? 0,
    model: {
      ...mapAt(resource, 'status', 'model'),
      clusterEndpoint: `${resource.metadata.name}.${resource.metadata.namespace}.svc:8000`,
    },
  }),
};

/** Whether a Deployment serves as many replicas as it should. */
export function isAvailable({ spec, status }: Deployment): boolean {
  return (status?.availableReplicas ?? 0) >= Math.min(1, spec.replicas);
}

function mapAt(object: KubeObject, ...path: readonly string[]): JsonObject {
  const value = valueAt(object, path);
  return isJsonObject(value) ? value : {};
}

function listAt(object: KubeObject, ...path: readonly string[]): Json[] {
  const value = valueAt(object, path);
  return Array.isArray(value) ? value : [];
}

function valueAt(
  object: KubeObject,
  path: readonly string[],
): Json | undefined {
  const [field = '', ...rest] = path;
  let value = toJson(object[field]);
  for (const segment of rest)
    value = isJsonObject(value) ? value[segment] : undefined;
  return value;
}

function pick(map: JsonObject, fields: readonly string[]): JsonObject {
  return Object.fromEntries(
    Object.entries(map).filter(([key]) => fields.includes(key)),
  );
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function numberOf(value: Json | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
