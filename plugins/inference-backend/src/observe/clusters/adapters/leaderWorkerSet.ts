import type {
  WorkloadAdapter,
  WorkloadPods,
} from '@inference-portal/plugin-inference-node';
import { at, conditionProblem, integerOf, isFields, jsonOf } from './fields';
import { readTemplate, templateSpecification } from './podTemplate';

/**
 * LeaderWorkerSets: one replica is a group of `size` pods, one leader and the workers. Its ControllerRevisions are deleted
 * once an update is through, so nothing remembers earlier templates.
 */
export const leaderWorkerSetAdapter: WorkloadAdapter = {
  resource: {
    group: 'leaderworkerset.x-k8s.io',
    versions: ['v1'],
    plural: 'leaderworkersets',
    kind: 'LeaderWorkerSet',
  },
  read(object) {
    const warnings: string[] = [];
    const status = at(object, 'status');
    const group = at(object, 'spec', 'leaderWorkerTemplate');
    const size = integerOf(at(group, 'size')) ?? 1;
    const worker = at(group, 'workerTemplate');
    const leader = at(group, 'leaderTemplate');
    const path = 'spec.leaderWorkerTemplate';
    const pods: WorkloadPods[] = [
      {
        role: 'leader',
        // Without a template of its own the leader is made from the workers'.
        template: isFields(leader)
          ? readTemplate(leader, `${path}.leaderTemplate`, warnings)
          : readTemplate(worker, `${path}.workerTemplate`, warnings),
        perReplica: 1,
      },
    ];
    if (size > 1) {
      pods.push({
        role: 'worker',
        template: readTemplate(worker, `${path}.workerTemplate`, warnings),
        perReplica: size - 1,
      });
    }
    const observed = isFields(status);
    return {
      pods,
      replicas: {
        desired: integerOf(at(object, 'spec', 'replicas')) ?? 1,
        ready: integerOf(at(status, 'readyReplicas')) ?? (observed ? 0 : null),
        updated:
          integerOf(at(status, 'updatedReplicas')) ?? (observed ? 0 : null),
      },
      specification: {
        ...(isFields(leader)
          ? { leaderTemplate: templateSpecification(leader) }
          : {}),
        workerTemplate: templateSpecification(worker),
        size,
        subGroupPolicy: jsonOf(at(group, 'subGroupPolicy')),
        restartPolicy: jsonOf(at(group, 'restartPolicy')),
      },
      hints: {},
      clusterRevision: null,
      problem: conditionProblem(status, 'Failed', 'True'),
      warnings,
    };
  },
};
