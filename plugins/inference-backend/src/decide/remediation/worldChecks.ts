import type { JsonObject } from '@inference-portal/plugin-inference-node';
import type { RemediationCheck } from './remediationPlan';
import type { Autoscaler, ScalableWorld, ScaleTarget } from './scalableWorld';

/** True when a GitOps controller would undo what is written past it. */
export function isManagedByGit({ manager }: ScaleTarget): boolean {
  return manager.name === 'argo-cd' || manager.name === 'flux';
}

/** Whether who else writes the object lets our change live. */
export function checkManager({ manager }: ScaleTarget): RemediationCheck {
  const instance = manager.instance ?? 'an unnamed one';
  const code = 'managed-by';
  switch (manager.name) {
    case 'argo-cd':
      return {
        code,
        result: 'warn',
        message: `The Argo CD application ${instance} manages it and would undo a change that is not in Git: make the proposed change there.`,
      };
    case 'flux':
      return {
        code,
        result: 'warn',
        message: `Flux (${instance}) manages it and would undo a change that is not in Git: make the proposed change there.`,
      };
    case 'helm':
      return {
        code,
        result: 'warn',
        message: `The Helm release ${instance} installed it: its next upgrade may bring the replicas back. Set them in its values, too.`,
      };
    case 'operator':
      return {
        code,
        result: 'block',
        message: `${instance} controls it and would undo the change: scale that object instead.`,
      };
    default:
      return {
        code,
        result: 'pass',
        message: 'No other tool is seen to manage it.',
      };
  }
}

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
