import type {
  JsonObject,
  WorkloadAdapter,
  WorkloadPods,
} from '@inference-portal/plugin-inference-node';
import {
  at,
  conditionOf,
  conditionProblem,
  fieldsOf,
  integerOf,
  isFields,
  itemsOf,
  jsonObjectOf,
  textOf,
} from './fields';
import { readTemplate } from './podTemplate';
import { readServeConfig } from './serveConfig';

/** Written by Ray's autoscaler. */
const SCALING_FIELDS = new Set([
  'replicas',
  'minReplicas',
  'maxReplicas',
  'scaleStrategy',
]);

const FAILED_APPLICATION = new Set(['DEPLOY_FAILED', 'UNHEALTHY']);

function rayPods(cluster: unknown, warnings: string[]): WorkloadPods[] {
  const path = 'spec.rayClusterConfig';
  const head = readTemplate(
    at(cluster, 'headGroupSpec', 'template'),
    `${path}.headGroupSpec.template`,
    warnings,
  );
  const workers = itemsOf(at(cluster, 'workerGroupSpecs')).map(
    (group, index) => ({
      role: textOf(at(group, 'groupName')) ?? 'worker',
      template: readTemplate(
        at(group, 'template'),
        `${path}.workerGroupSpecs[${index}].template`,
        warnings,
      ),
      perReplica:
        (integerOf(at(group, 'replicas')) ??
          integerOf(at(group, 'minReplicas')) ??
          1) * (integerOf(at(group, 'numOfHosts')) ?? 1),
    }),
  );
  return [{ role: 'head', template: head, perReplica: 1 }, ...workers];
}

function specificationOf(spec: unknown): JsonObject {
  const result = jsonObjectOf(spec, new Set(['suspend']));
  const cluster = at(spec, 'rayClusterConfig');
  if (isFields(cluster)) {
    result.rayClusterConfig = {
      ...jsonObjectOf(cluster, new Set(['workerGroupSpecs'])),
      workerGroupSpecs: itemsOf(at(cluster, 'workerGroupSpecs')).map(group =>
        jsonObjectOf(group, SCALING_FIELDS),
      ),
    };
  }
  return result;
}

function problemOf(status: unknown): string | null {
  const applications = fieldsOf(
    at(status, 'activeServiceStatus', 'applicationStatuses'),
  );
  for (const [name, application] of Object.entries(applications)) {
    const state = textOf(at(application, 'status'));
    if (state !== null && FAILED_APPLICATION.has(state)) {
      const message = textOf(at(application, 'message'));
      return `Serve application ${name} is ${state}${
        message === null ? '' : `: ${message}`
      }`;
    }
  }
  return conditionProblem(status, 'Ready', 'False');
}

/** RayServices: one replica is one Ray cluster with its head and workers. */
export const rayServiceAdapter: WorkloadAdapter = {
  resource: {
    group: 'ray.io',
    versions: ['v1'],
    plural: 'rayservices',
    kind: 'RayService',
  },
  read(object) {
    const warnings: string[] = [];
    const spec = at(object, 'spec');
    const status = at(object, 'status');
    const cluster = at(spec, 'rayClusterConfig');
    const version = textOf(at(cluster, 'rayVersion'));
    const running =
      conditionOf(status, 'Ready').status === 'True' ||
      textOf(at(status, 'serviceStatus')) === 'Running';
    const suspended = at(spec, 'suspend') === true;
    return {
      pods: rayPods(cluster, warnings),
      replicas: {
        desired: suspended ? 0 : 1,
        ready: isFields(status) ? Number(running) : null,
        updated: null,
      },
      specification: specificationOf(spec),
      hints: {
        ...readServeConfig(at(spec, 'serveConfigV2'), warnings),
        runtime: 'ray-serve',
        ...(version === null ? {} : { runtimeVersion: version }),
      },
      clusterRevision: textOf(
        at(status, 'activeServiceStatus', 'rayClusterName'),
      ),
      problem: problemOf(status),
      warnings,
    };
  },
};
