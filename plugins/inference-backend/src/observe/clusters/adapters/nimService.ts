import type {
  JsonObject,
  WorkloadAdapter,
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

const CONTAINER_FIELDS = ['args', 'command', 'env', 'resources'];
const POD_FIELDS = [
  'nodeSelector',
  'tolerations',
  'runtimeClassName',
  'schedulerName',
];

function pick(value: unknown, names: readonly string[]): JsonObject {
  const entries = Object.entries(jsonObjectOf(value));
  return Object.fromEntries(entries.filter(([name]) => names.includes(name)));
}

function imageOf(image: unknown): string | null {
  const repository = textOf(at(image, 'repository'));
  const tag = textOf(at(image, 'tag'));
  if (repository === null || tag === null) {
    return repository;
  }
  return `${repository}${tag.startsWith('sha256:') ? '@' : ':'}${tag}`;
}

/** NIMServices of the NIM Operator. */
export const nimServiceAdapter: WorkloadAdapter = {
  resource: {
    group: 'apps.nvidia.com',
    versions: ['v1alpha1'],
    plural: 'nimservices',
    kind: 'NIMService',
  },
  read(object) {
    const warnings: string[] = [];
    const spec = at(object, 'spec');
    const status = at(object, 'status');
    const image = imageOf(at(spec, 'image'));
    if (image === null) {
      warnings.push('spec.image.repository is missing');
    }
    const template: JsonObject = {
      metadata: {
        labels: jsonObjectOf(at(spec, 'labels')),
        annotations: jsonObjectOf(at(spec, 'annotations')),
      },
      spec: {
        ...pick(spec, POD_FIELDS),
        resourceClaims: itemsOf(at(spec, 'draResources')).map(
          (claim, index) => ({
            name: `claim-${index}`,
            ...pick(claim, ['resourceClaimName', 'resourceClaimTemplateName']),
          }),
        ),
        containers: [
          {
            name: 'nim',
            ...(image === null ? {} : { image }),
            ...pick(spec, CONTAINER_FIELDS),
          },
          ...itemsOf(at(spec, 'sidecarContainers')).map(item =>
            jsonObjectOf(item),
          ),
        ],
      },
    };
    const pipelineParallel = integerOf(
      at(spec, 'multiNode', 'parallelism', 'pipeline'),
    );
    const tensorParallel = integerOf(
      at(spec, 'multiNode', 'parallelism', 'tensor'),
    );
    const autoscaled = at(spec, 'scale', 'enabled') === true;
    const model = textOf(at(status, 'model', 'name'));
    const endpoints = ['clusterEndpoint', 'externalEndpoint'].flatMap(name => {
      const address = textOf(at(status, 'model', name));
      return address === null
        ? []
        : [address.includes('://') ? address : `http://${address}`];
    });
    return {
      pods: [
        {
          role: 'main',
          template: readTemplate(template, 'spec', []),
          perReplica: isFields(at(spec, 'multiNode'))
            ? pipelineParallel ?? 1
            : 1,
        },
      ],
      replicas: {
        desired: autoscaled ? null : integerOf(at(spec, 'replicas')) ?? 1,
        ready: null,
        updated: null,
      },
      specification: jsonObjectOf(spec, new Set(['replicas', 'scale'])),
      hints: {
        runtime: 'nim',
        ...(model === null ? {} : { servedNames: [model] }),
        ...(tensorParallel === null ? {} : { tensorParallel }),
        ...(pipelineParallel === null ? {} : { pipelineParallel }),
        ...(endpoints.length > 0 ? { endpoints } : {}),
        evidence: 'spec.image',
      },
      clusterRevision: null,
      problem:
        textOf(at(status, 'state')) === 'Failed'
          ? conditionProblem(status, 'Failed', 'True') ??
            conditionProblem(status, 'Ready', 'False') ??
            'The NIMService has failed'
          : null,
      warnings,
    };
  },
};
