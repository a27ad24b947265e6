import type { JsonObject } from '@inference-portal/plugin-inference-node';
import type { ManagerWords } from '../managerCheck';
import type { RemediationCheck } from './remediationPlan';
import type { Autoscaler, ScalableWorld, ScaleTarget } from './scalableWorld';

/** What another manager means for a number of replicas. */
export const SCALING_WORDS: ManagerWords = {
  undone: 'a change that is not in Git',
  upgrade: 'may bring the replicas back. Set them in its values, too',
  instead: 'scale that object',
  object: 'it',
};

/** What stands in the way of scaling the object itself. */
export function checkTarget(target: ScaleTarget): readonly RemediationCheck[] {
  const has = (kind: string) => target.obstacles.some(o => o.kind === kind);
  const refused = target.obstacles.find(o => o.kind === 'not-scalable');
  let scalable: RemediationCheck = {
    code: 'scalable',
    result: 'pass',
    message: `${target.ref.kind} ${target.ref.name} has a number of replicas that can be set.`,
  };
  if (refused?.kind === 'not-scalable') {
    scalable = { ...scalable, result: 'block', message: refused.reason };
  } else if (has('being-deleted')) {
    scalable = {
      ...scalable,
      result: 'block',
      message: `${target.ref.kind} ${target.ref.name} is being deleted already.`,
    };
  }
  return [
    scalable,
    has('deletes-volumes')
      ? {
          code: 'volumes-kept',
          result: 'block',
          message:
            'Scaling down would delete its volumes: set spec.persistentVolumeClaimRetentionPolicy.whenScaled to Retain first.',
        }
      : {
          code: 'volumes-kept',
          result: 'pass',
          message: 'Volumes and weights stay.',
        },
    has('release-in-progress')
      ? {
          code: 'no-release-in-progress',
          result: 'block',
          message: 'A release is under way: promote or abort it first.',
        }
      : {
          code: 'no-release-in-progress',
          result: 'pass',
          message: 'No release is under way.',
        },
  ];
}

function autoscalerBasis(autoscaler: Autoscaler): JsonObject {
  const { kind, uid } = autoscaler;
  return autoscaler.kind === 'hpa'
    ? { kind, uid, minReplicas: autoscaler.minReplicas }
    : { kind, uid, pausedReplicas: autoscaler.pausedReplicas ?? 'absent' };
}

/** What of the world a plan rests on. No version of an object: a status that changes makes no plan stale. */
export function basisOf({
  server,
  target,
  autoscalers,
}: ScalableWorld): JsonObject {
  const { remembered } = target;
  return {
    server: { ...server },
    uid: target.uid,
    replicas: target.replicas ?? 'absent',
    replicasField: [...(target.replicasField ?? [])],
    manager: `${target.manager.name} ${target.manager.instance ?? ''}`,
    remembered:
      remembered === null || remembered === 'unreadable'
        ? remembered ?? 'absent'
        : JSON.parse(JSON.stringify(remembered)),
    autoscalers: autoscalers
      .map(autoscalerBasis)
      .sort((a, b) => (String(a.uid) < String(b.uid) ? -1 : 1)),
  };
}
