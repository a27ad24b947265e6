import type { WorkloadAdapter } from '@inference-portal/plugin-inference-node';
import { at, conditionProblem, integerOf, textOf } from './fields';
import { readTemplate, templateSpecification } from './podTemplate';
import { replicaSetRevisions } from './rememberedTemplates';

const REVISION = 'deployment.kubernetes.io/revision';

/** Deployments; their ReplicaSets remember earlier pod templates. */
export const deploymentAdapter: WorkloadAdapter = {
  resource: {
    group: 'apps',
    versions: ['v1'],
    plural: 'deployments',
    kind: 'Deployment',
  },
  remembers: {
    group: 'apps',
    versions: ['v1'],
    plural: 'replicasets',
    kind: 'ReplicaSet',
  },
  read(object) {
    const warnings: string[] = [];
    const status = at(object, 'status');
    const template = at(object, 'spec', 'template');
    const desired = integerOf(at(object, 'spec', 'replicas'));
    // A status without readyReplicas means none are ready, once the controller has looked at all.
    const observedGeneration = integerOf(at(status, 'observedGeneration'));
    const observed = observedGeneration !== null;
    const generation = integerOf(at(object, 'metadata', 'generation'));
    return {
      pods: [
        {
          role: 'main',
          template: readTemplate(template, 'spec.template', warnings),
          perReplica: 1,
        },
      ],
      replicas: {
        desired: desired ?? 1,
        ready: integerOf(at(status, 'readyReplicas')) ?? (observed ? 0 : null),
        updated:
          integerOf(at(status, 'updatedReplicas')) ?? (observed ? 0 : null),
      },
      specification: { template: templateSpecification(template) },
      hints: {},
      clusterRevision: textOf(at(object, 'metadata', 'annotations', REVISION)),
      // A controller that never looked has numbered nothing either.
      clusterRevisionLags:
        generation !== null && (observedGeneration ?? 0) < generation,
      problem:
        conditionProblem(status, 'ReplicaFailure', 'True') ??
        conditionProblem(status, 'Progressing', 'False'),
      warnings,
    };
  },
  revisions: (_object, dependents) => replicaSetRevisions(dependents, REVISION),
};
