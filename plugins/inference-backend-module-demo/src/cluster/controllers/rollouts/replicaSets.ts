import type { ReplicaSet } from '../../workloadTypes';
import { revisionOf } from '../deployments/revisions';

/** Label by which the ReplicaSets of a Rollout and their pods differ. */
export const HASH = 'rollouts-pod-template-hash';
export const REVISION = 'rollout.argoproj.io/revision';

/** The hash of the template of a ReplicaSet. */
export function hashOf(set: ReplicaSet): string {
  return set.metadata.labels?.[HASH] ?? '';
}

/** Pods of a ReplicaSet that are available. */
export function available(set: ReplicaSet): number {
  return set.status?.availableReplicas ?? 0;
}

/** The highest revision number among ReplicaSets. */
export function highest(sets: readonly ReplicaSet[]): number {
  return Math.max(
    0,
    ...sets.map(set => revisionOf(set.metadata.annotations, REVISION)),
  );
}
