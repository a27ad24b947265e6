import type { WorkloadAdapter } from '@inference-portal/plugin-inference-node';
import { at, integerOf, textOf } from './fields';
import { readTemplate, templateSpecification } from './podTemplate';
import { controllerRevisions } from './rememberedTemplates';

/** StatefulSets; their ControllerRevisions remember earlier pod templates. */
export const statefulSetAdapter: WorkloadAdapter = {
  resource: {
    group: 'apps',
    versions: ['v1'],
    plural: 'statefulsets',
    kind: 'StatefulSet',
  },
  remembers: {
    group: 'apps',
    versions: ['v1'],
    plural: 'controllerrevisions',
    kind: 'ControllerRevision',
  },
  read(object) {
    const warnings: string[] = [];
    const status = at(object, 'status');
    const template = at(object, 'spec', 'template');
    const desired = integerOf(at(object, 'spec', 'replicas')) ?? 1;
    const observed = integerOf(at(status, 'observedGeneration')) !== null;
    const currentRevision = textOf(at(status, 'currentRevision'));
    const updateRevision = textOf(at(status, 'updateRevision'));
    // The controller counts updatedReplicas only while an update is under way.
    const updated =
      updateRevision !== null && updateRevision === currentRevision
        ? integerOf(at(status, 'currentReplicas'))
        : integerOf(at(status, 'updatedReplicas'));
    return {
      pods: [
        {
          role: 'main',
          template: readTemplate(template, 'spec.template', warnings),
          perReplica: 1,
        },
      ],
      replicas: {
        desired,
        ready: integerOf(at(status, 'readyReplicas')) ?? (observed ? 0 : null),
        updated: updated ?? (observed ? 0 : null),
      },
      specification: { template: templateSpecification(template) },
      hints: {},
      clusterRevision: updateRevision,
      problem: null,
      warnings,
    };
  },
  revisions: (_object, dependents) => controllerRevisions(dependents),
};
