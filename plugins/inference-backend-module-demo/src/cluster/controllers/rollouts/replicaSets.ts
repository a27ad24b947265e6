import { controllerReference } from '../../objects';
import type { ReplicaSet } from '../../workloadTypes';
import { revisionOf } from '../deployments/revisions';
import { replicasOf, type ResolvedRollout, type Rollout } from './rolloutTypes';

/** Label by which the ReplicaSets of a Rollout and their pods differ. */
export const HASH = 'rollouts-pod-template-hash';
export const REVISION = 'rollout.argoproj.io/revision';
export const REVISION_HISTORY = 'rollout.argoproj.io/revision-history';
export const DESIRED_REPLICAS = 'rollout.argoproj.io/desired-replicas';
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

const NOT_COPIED = [REVISION, REVISION_HISTORY, DESIRED_REPLICAS, LAST_APPLIED];

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

/** The ReplicaSet of a Rollout's present template, without pods yet. */
export function newReplicaSet(
  rollout: ResolvedRollout,
  hash: string,
  revision: number,
): object {
  const { template, selector, minReadySeconds } = rollout.spec;
  const labels = { ...template.metadata?.labels, [HASH]: hash };
  return {
    metadata: {
      name: `${rollout.metadata.name}-${hash}`,
      namespace: rollout.metadata.namespace,
      labels,
      annotations: {
        ...copiedAnnotations(rollout),
        [REVISION]: String(revision),
        [DESIRED_REPLICAS]: String(replicasOf(rollout)),
      },
      ownerReferences: [controllerReference(rollout)],
    },
    spec: {
      replicas: 0,
      ...(minReadySeconds ? { minReadySeconds } : {}),
      selector: {
        ...selector,
        matchLabels: { ...selector.matchLabels, [HASH]: hash },
      },
      template: { ...template, metadata: { ...template.metadata, labels } },
    },
  };
}

/**
 * Annotations that the ReplicaSet of the present template is to have; null when it has them. A changed one moves the
 * present number into the history, even when the number stays.
 */
export function syncedAnnotations(
  rollout: Rollout,
  set: ReplicaSet,
  revision: number,
): Record<string, string> | null {
  const present = set.metadata.annotations ?? {};
  const copied = copiedAnnotations(rollout);
  const former = revisionOf(present, REVISION);
  const changed =
    former < revision ||
    Object.entries(copied).some(([key, value]) => present[key] !== value);
  if (!changed) return null;
  const history = [
    ...(present[REVISION_HISTORY]?.split(',') ?? []),
    ...(former > 0 ? [String(former)] : []),
  ];
  return {
    ...present,
    ...copied,
    [REVISION]: String(Math.max(former, revision)),
    ...(history.length > 0 ? { [REVISION_HISTORY]: history.join(',') } : {}),
  };
}

function copiedAnnotations({ metadata }: Rollout): Record<string, string> {
  return Object.fromEntries(
    Object.entries(metadata.annotations ?? {}).filter(
      ([key]) => !NOT_COPIED.includes(key),
    ),
  );
}
