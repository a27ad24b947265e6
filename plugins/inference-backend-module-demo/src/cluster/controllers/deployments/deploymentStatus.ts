import { timestampOf } from '../../objects';
import type { Condition, Deployment, ReplicaSet } from '../../workloadTypes';
import { boundsOf } from './rollingUpdate';

/** What `updateStatus` writes, and when the progress deadline has to be looked at again. */
export interface DeploymentStatus {
  readonly status: object;
  readonly deadlineMs: number | null;
}

/** Derives the status of a Deployment from its ReplicaSets. */
export function deploymentStatus(
  deployment: Deployment,
  newSet: ReplicaSet | undefined,
  oldSets: readonly ReplicaSet[],
  nowMs: number,
): DeploymentStatus {
  const all = [...(newSet ? [newSet] : []), ...oldSets];
  const total = (
    field:
      | 'replicas'
      | 'readyReplicas'
      | 'availableReplicas'
      | 'terminatingReplicas',
  ) => all.reduce((sum, each) => sum + (each.status?.[field] ?? 0), 0);
  const replicas = total('replicas');
  const available = total('availableReplicas');
  const updated = newSet?.status?.replicas ?? 0;
  const unavailable = Math.max(
    0,
    deployment.spec.replicas - available,
    replicas - available,
  );
  const { condition: progressing, deadlineMs } = progress(
    deployment,
    newSet,
    { replicas, updated, available, ready: total('readyReplicas') },
    nowMs,
  );
  const enough =
    available >= deployment.spec.replicas - boundsOf(deployment).maxUnavailable;
  const availability = transition(deployment, nowMs, {
    type: 'Available',
    status: enough ? 'True' : 'False',
    reason: enough ? 'MinimumReplicasAvailable' : 'MinimumReplicasUnavailable',
    message: enough
      ? 'Deployment has minimum availability.'
      : 'Deployment does not have minimum availability.',
  });
  return {
    deadlineMs,
    status: {
      observedGeneration: deployment.metadata.generation,
      ...positive('replicas', replicas),
      ...positive('updatedReplicas', updated),
      ...positive('readyReplicas', total('readyReplicas')),
      ...positive('availableReplicas', available),
      ...positive('unavailableReplicas', unavailable),
      terminatingReplicas: total('terminatingReplicas'),
      conditions: progressing ? [availability, progressing] : [availability],
    },
  };
}

function progress(
  deployment: Deployment,
  newSet: ReplicaSet | undefined,
  now: { replicas: number; updated: number; available: number; ready: number },
  nowMs: number,
): { condition: Condition | null; deadlineMs: number | null } {
  const { name } = deployment.metadata;
  const present = deployment.status?.conditions?.find(
    each => each.type === 'Progressing',
  );
  const wanted = deployment.spec.replicas;
  if (deployment.spec.paused) {
    const condition = transition(deployment, nowMs, {
      type: 'Progressing',
      status: 'Unknown',
      reason: 'DeploymentPaused',
      message: 'Deployment is paused',
    });
    return { condition, deadlineMs: null };
  }
  const complete =
    now.updated === wanted &&
    now.replicas === wanted &&
    now.available === wanted;
  const setName = newSet?.metadata.name ?? '';
  if (complete && newSet) {
    const condition = transition(deployment, nowMs, {
      type: 'Progressing',
      status: 'True',
      reason: 'NewReplicaSetAvailable',
      message: `ReplicaSet "${setName}" has successfully progressed.`,
    });
    return { condition, deadlineMs: null };
  }
  const before = deployment.status;
  const moved =
    now.updated > (before?.updatedReplicas ?? 0) ||
    now.ready > (before?.readyReplicas ?? 0) ||
    now.available > (before?.availableReplicas ?? 0) ||
    now.replicas - now.updated <
      (before?.replicas ?? 0) - (before?.updatedReplicas ?? 0);
  const newRollout =
    present === undefined ||
    present.reason === 'DeploymentPaused' ||
    (present.reason === 'NewReplicaSetAvailable' &&
      !present.message?.includes(`"${setName}"`)) ||
    (present.reason === 'ProgressDeadlineExceeded' &&
      !present.message?.includes(`"${setName}"`));
  const deadlineMs = (deployment.spec.progressDeadlineSeconds ?? 600) * 1000;
  if (moved || newRollout) {
    const condition: Condition = {
      ...transition(deployment, nowMs, {
        type: 'Progressing',
        status: 'True',
        reason: 'ReplicaSetUpdated',
        message: `ReplicaSet "${setName}" is progressing.`,
      }),
      lastUpdateTime: timestampOf(nowMs),
    };
    return { condition, deadlineMs: nowMs + deadlineMs };
  }
  // A Deployment that was complete and lost a pod does not count as a rollout that must meet its deadline.
  if (present.reason === 'NewReplicaSetAvailable')
    return { condition: present, deadlineMs: null };
  const due =
    Date.parse(present.lastUpdateTime ?? timestampOf(nowMs)) + deadlineMs;
  if (present.status === 'True' && nowMs < due)
    return { condition: present, deadlineMs: due };
  if (present.reason === 'ProgressDeadlineExceeded')
    return { condition: present, deadlineMs: null };
  const condition = transition(deployment, nowMs, {
    type: 'Progressing',
    status: 'False',
    reason: 'ProgressDeadlineExceeded',
    message: `ReplicaSet "${setName || name}" has timed out progressing.`,
  });
  return { condition, deadlineMs: null };
}

/** Keeps the times of a condition that did not change. */
function transition(
  deployment: Deployment,
  nowMs: number,
  next: Condition,
): Condition {
  const present = deployment.status?.conditions?.find(
    each => each.type === next.type,
  );
  const now = timestampOf(nowMs);
  const same =
    present?.status === next.status &&
    present.reason === next.reason &&
    present.message === next.message;
  if (present && same) return present;
  return {
    ...next,
    lastUpdateTime: now,
    lastTransitionTime:
      present?.status === next.status ? present.lastTransitionTime ?? now : now,
  };
}

function positive(field: string, value: number): object {
  return value > 0 ? { [field]: value } : {};
}
