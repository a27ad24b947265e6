import { controllerReference } from '../../objects';
import type { Deployment, ReplicaSet } from '../../workloadTypes';
import {
  copiedAnnotations,
  DESIRED_REPLICAS,
  MAX_REPLICAS,
  REVISION,
  revisionOf,
} from './revisions';
import { boundsOf } from './rollingUpdate';

/** Label by which the ReplicaSets of a Deployment and their pods differ. */
export const HASH = 'pod-template-hash';

/** The ReplicaSet of a Deployment's present template, as large as the strategy lets it be at once. */
export function newReplicaSet(
  deployment: Deployment,
  oldSets: readonly ReplicaSet[],
  hash: string,
): {
  readonly metadata: object;
  readonly spec: Pick<ReplicaSet['spec'], 'replicas' | 'selector' | 'template'>;
} {
  const { template, selector, minReadySeconds, strategy } = deployment.spec;
  const labels = { ...template.metadata?.labels, [HASH]: hash };
  const total = oldSets.reduce((sum, each) => sum + each.spec.replicas, 0);
  const room = deployment.spec.replicas + boundsOf(deployment).maxSurge - total;
  const replicas = Math.max(0, Math.min(room, deployment.spec.replicas));
  return {
    metadata: {
      name: `${deployment.metadata.name}-${hash}`,
      namespace: deployment.metadata.namespace,
      labels,
      annotations: {
        ...copiedAnnotations(deployment.metadata.annotations),
        ...sizeAnnotations(deployment),
        [REVISION]: String(highestRevision(oldSets) + 1),
      },
      ownerReferences: [controllerReference(deployment)],
    },
    spec: {
      replicas: strategy?.type === 'Recreate' ? 0 : replicas,
      ...(minReadySeconds ? { minReadySeconds } : {}),
      selector: {
        ...selector,
        matchLabels: { ...selector.matchLabels, [HASH]: hash },
      },
      template: { ...template, metadata: { ...template.metadata, labels } },
    },
  };
}

/** Annotations by which a ReplicaSet remembers the size of its Deployment. */
export function sizeAnnotations(
  deployment: Deployment,
): Record<string, string> {
  const { replicas } = deployment.spec;
  return {
    [DESIRED_REPLICAS]: String(replicas),
    [MAX_REPLICAS]: String(replicas + boundsOf(deployment).maxSurge),
  };
}

/** The highest revision number among ReplicaSets, 0 when there are none. */
export function highestRevision(sets: readonly ReplicaSet[]): number {
  return Math.max(0, ...sets.map(set => revisionOf(set.metadata.annotations)));
}
