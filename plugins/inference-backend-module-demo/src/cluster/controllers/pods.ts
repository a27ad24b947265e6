import { controllerReference, type KubeObject } from '../objects';
import type { Pod, PodTemplate } from '../workloadTypes';

/** Whether a pod counts towards the replicas of its controller. */
export function isActive({ metadata, status }: Pod): boolean {
  return (
    metadata.deletionTimestamp === undefined &&
    status?.phase !== 'Succeeded' &&
    status?.phase !== 'Failed'
  );
}

/** Whether a pod's Ready condition is true. */
export function isReady({ status }: Pod): boolean {
  return (
    status?.conditions?.some(
      each => each.type === 'Ready' && each.status === 'True',
    ) ?? false
  );
}

/** Whether a pod has been ready for `minReadySeconds`; the instant when it will be, when not yet. */
export function availableAt(pod: Pod, minReadySeconds: number): number | null {
  const ready = pod.status?.conditions?.find(each => each.type === 'Ready');
  if (ready?.status !== 'True') return null;
  const since = Date.parse(
    ready.lastTransitionTime ?? pod.metadata.creationTimestamp,
  );
  return since + minReadySeconds * 1000;
}

/** A pod made from a template for its controller, to be created. */
export function podFrom(
  owner: KubeObject,
  template: PodTemplate,
  identity: { readonly name?: string; readonly generateName?: string },
  extra: {
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly spec?: object;
  } = {},
): object {
  return {
    metadata: {
      ...identity,
      namespace: owner.metadata.namespace,
      labels: { ...template.metadata?.labels, ...extra.labels },
      ...(template.metadata?.annotations || extra.annotations
        ? {
            annotations: {
              ...template.metadata?.annotations,
              ...extra.annotations,
            },
          }
        : {}),
      ownerReferences: [controllerReference(owner)],
    },
    spec: { ...template.spec, ...extra.spec },
  };
}

/** The order in which superfluous pods go: unbound, then not ready, then the youngest. */
export function byDispensability(a: Pod, b: Pod): number {
  const rank = (pod: Pod) =>
    (pod.spec.nodeName ? 1 : 0) + (isReady(pod) ? 2 : 0);
  return (
    rank(a) - rank(b) ||
    Date.parse(b.metadata.creationTimestamp) -
      Date.parse(a.metadata.creationTimestamp) ||
    (a.metadata.name < b.metadata.name ? 1 : -1)
  );
}
