import type {
  JsonObject,
  WorkloadAdapter,
} from '@inference-portal/plugin-inference-node';
import { at, integerOf, isFields, textOf } from './fields';
import { readTemplate, templateSpecification } from './podTemplate';
import { replicaSetRevisions } from './rememberedTemplates';
import { withoutTemplateDefaults } from './templateDefaults';

const REVISION = 'rollout.argoproj.io/revision';

/** A Rollout's template is stored without the defaults that its ReplicaSets have. */
function rolloutTemplate(template: unknown): JsonObject {
  return withoutTemplateDefaults(templateSpecification(template));
}

/**
 * Argo Rollouts. A Rollout either has a pod template or names the workload whose template it runs; the inventory puts the
 * template of that workload into `spec.template` before the object is read.
 */
export const rolloutAdapter: WorkloadAdapter = {
  resource: {
    group: 'argoproj.io',
    versions: ['v1alpha1'],
    plural: 'rollouts',
    kind: 'Rollout',
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
    const reference = at(object, 'spec', 'workloadRef');
    if (isFields(reference) && !isFields(template)) {
      warnings.push(
        `spec.workloadRef names ${
          textOf(at(reference, 'kind')) ?? 'a workload'
        } ${
          textOf(at(reference, 'name')) ?? 'without a name'
        }, which cannot be read`,
      );
    }
    const observed =
      isFields(status) && at(status, 'observedGeneration') !== undefined;
    // A Rollout says it as text.
    const observedGeneration = integerOf(at(status, 'observedGeneration'));
    const generation = integerOf(at(object, 'metadata', 'generation'));
    const phase = textOf(at(status, 'phase'));
    const message = textOf(at(status, 'message'));
    return {
      pods: [
        {
          role: 'main',
          template: readTemplate(
            template,
            'spec.template',
            isFields(reference) ? [] : warnings,
          ),
          perReplica: 1,
        },
      ],
      replicas: {
        desired: integerOf(at(object, 'spec', 'replicas')) ?? 1,
        ready: integerOf(at(status, 'readyReplicas')) ?? (observed ? 0 : null),
        updated:
          integerOf(at(status, 'updatedReplicas')) ?? (observed ? 0 : null),
      },
      specification: { template: rolloutTemplate(template) },
      hints: {},
      clusterRevision: textOf(at(object, 'metadata', 'annotations', REVISION)),
      // A controller that never looked has numbered nothing either.
      clusterRevisionLags:
        generation !== null && (observedGeneration ?? 0) < generation,
      problem:
        phase === 'Degraded'
          ? `The Rollout is degraded${message === null ? '' : `: ${message}`}`
          : null,
      warnings,
    };
  },
  revisions: (_object, dependents) =>
    replicaSetRevisions(dependents, REVISION, rolloutTemplate),
};
