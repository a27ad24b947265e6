import type { ManagerName } from '@inference-portal/plugin-inference-common';
import type { WorkloadKind } from './recognition';

/** Who writes a workload, so that a change by hand would be undone. */
export interface ManagedBy {
  readonly name: ManagerName;
  /** The application, release or object that manages it. */
  readonly instance: string | null;
}

const TRACKING_ID = 'argocd.argoproj.io/tracking-id';

interface ManagedObject {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly labels: { readonly [name: string]: string };
  readonly annotations: { readonly [name: string]: string };
  /** Names out of managedFields. */
  readonly managers: readonly string[];
  /** Controller of a kind that no adapter reads. */
  readonly operator: WorkloadKind | null;
}

/** Application of a tracking id; null when the id was copied from another object. */
function argoApplication(object: ManagedObject): string | null {
  const id = object.annotations[TRACKING_ID];
  if (id === undefined) {
    return null;
  }
  const match = /^([^:]+):([^/:]*)\/([^:]+):([^/:]*)\/(.+)$/s.exec(id);
  if (!match) {
    return null;
  }
  const [, application = '', group, kind, namespace, name] = match;
  return group === object.group &&
    kind === object.kind &&
    (namespace === object.namespace || namespace === '') &&
    name === object.name
    ? application
    : null;
}

function joined(namespace: string | undefined, name: string): string {
  return namespace ? `${namespace}/${name}` : name;
}

/** Finds the manager of a workload by the marks that Argo CD, Flux, Helm and operators leave. */
export function findManager(object: ManagedObject): ManagedBy {
  const { labels, annotations, operator } = object;
  // An operator may copy the marks of its own object onto what it makes, so it is asked first.
  if (operator !== null) {
    return { name: 'operator', instance: `${operator.kind}/${operator.name}` };
  }
  const application =
    argoApplication(object) ?? labels['argocd.argoproj.io/instance'] ?? null;
  if (application !== null) {
    return { name: 'argo-cd', instance: application };
  }
  const labelled = labels['app.kubernetes.io/instance'];
  // Label mode uses a label that everybody uses; Argo CD must also have written the object.
  if (
    labelled !== undefined &&
    annotations[TRACKING_ID] === undefined &&
    object.managers.some(manager => /^argocd/.test(manager))
  ) {
    return { name: 'argo-cd', instance: labelled };
  }
  for (const flux of ['kustomize', 'helm']) {
    const name = labels[`${flux}.toolkit.fluxcd.io/name`];
    if (name !== undefined) {
      const namespace = labels[`${flux}.toolkit.fluxcd.io/namespace`];
      return { name: 'flux', instance: joined(namespace, name) };
    }
  }
  const release = annotations['meta.helm.sh/release-name'];
  if (
    labels['app.kubernetes.io/managed-by'] === 'Helm' &&
    release !== undefined
  ) {
    return {
      name: 'helm',
      instance: joined(annotations['meta.helm.sh/release-namespace'], release),
    };
  }
  return { name: 'none', instance: null };
}
