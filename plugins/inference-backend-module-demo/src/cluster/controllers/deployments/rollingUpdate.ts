import type { Deployment, ReplicaSet } from '../../workloadTypes';

/** How far a rolling update may go over and under the wanted number of pods. */
export interface Bounds {
  readonly maxSurge: number;
  readonly maxUnavailable: number;
}

/** Reads `maxSurge` and `maxUnavailable`, numbers or percentages. They are never both 0. */
export function boundsOf({ spec }: Deployment): Bounds {
  if (spec.strategy?.type === 'Recreate')
    return { maxSurge: 0, maxUnavailable: 0 };
  const { maxSurge = '25%', maxUnavailable = '25%' } =
    spec.strategy?.rollingUpdate ?? {};
  const surge = resolve(maxSurge, spec.replicas, Math.ceil);
  const unavailable = resolve(maxUnavailable, spec.replicas, Math.floor);
  return {
    maxSurge: surge,
    maxUnavailable:
      surge === 0 && unavailable === 0
        ? 1
        : Math.min(unavailable, spec.replicas),
  };
}

function resolve(
  value: number | string,
  total: number,
  round: (x: number) => number,
): number {
  if (typeof value === 'number') return value;
  const percent = Number(/^(\d+)%$/.exec(value)?.[1] ?? NaN);
  return Number.isNaN(percent) ? 0 : round((percent / 100) * total);
}

/** The size that the new ReplicaSet may have now. */
export function newReplicaSetSize(
  deployment: Deployment,
  newSet: ReplicaSet,
  oldSets: readonly ReplicaSet[],
): number {
  const wanted = deployment.spec.replicas;
  const present = newSet.spec.replicas;
  if (present >= wanted) return wanted;
  const total = sum([newSet, ...oldSets].map(each => each.spec.replicas));
  const room = wanted + boundsOf(deployment).maxSurge - total;
  return room <= 0 ? present : Math.min(present + room, wanted);
}

/** The sizes that old ReplicaSets may shrink to now, by uid. Unhealthy pods go first, then the oldest set's. */
export function oldReplicaSetSizes(
  deployment: Deployment,
  newSet: ReplicaSet,
  oldSets: readonly ReplicaSet[],
): Map<string, number> {
  const sizes = new Map(
    oldSets.map(each => [each.metadata.uid, each.spec.replicas]),
  );
  const oldTotal = sum([...sizes.values()]);
  if (oldTotal === 0) return sizes;
  const minAvailable =
    deployment.spec.replicas - boundsOf(deployment).maxUnavailable;
  const newUnavailable =
    newSet.spec.replicas - (newSet.status?.availableReplicas ?? 0);
  let removable =
    oldTotal + newSet.spec.replicas - minAvailable - newUnavailable;
  for (const set of oldSets) {
    if (removable <= 0) break;
    const size = sizes.get(set.metadata.uid) ?? 0;
    const unhealthy = Math.max(0, size - (set.status?.availableReplicas ?? 0));
    const removed = Math.min(unhealthy, removable);
    sizes.set(set.metadata.uid, size - removed);
    removable -= removed;
  }
  const available = sum(
    [newSet, ...oldSets].map(each => each.status?.availableReplicas ?? 0),
  );
  let expendable = available - minAvailable;
  for (const set of oldSets) {
    if (expendable <= 0) break;
    const size = sizes.get(set.metadata.uid) ?? 0;
    const removed = Math.min(size, expendable);
    sizes.set(set.metadata.uid, size - removed);
    expendable -= removed;
  }
  return sizes;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
