/** A kind of object that the portal applies. */
export interface DeployableKind {
  /** '' for the core group. */
  readonly group: string;
  readonly kind: string;
  readonly plural: string;
  /** Every cluster has it; the others come with what somebody installs. */
  readonly isBuiltin: boolean;
}

const kind = (
  group: string,
  name: string,
  plural: string,
  isBuiltin = true,
): DeployableKind => ({ group, kind: name, plural, isBuiltin });

const custom = (group: string, name: string, plural: string) =>
  kind(group, name, plural, false);

/** What a model server is made of, in the order of applying: what pods need before the pods, what watches or scales them after. */
export const deployableKinds: readonly DeployableKind[] = [
  kind('', 'ServiceAccount', 'serviceaccounts'),
  kind('', 'ConfigMap', 'configmaps'),
  kind('', 'PersistentVolumeClaim', 'persistentvolumeclaims'),
  kind('networking.k8s.io', 'NetworkPolicy', 'networkpolicies'),
  kind('', 'Service', 'services'),
  kind('policy', 'PodDisruptionBudget', 'poddisruptionbudgets'),
  custom('monitoring.coreos.com', 'PodMonitor', 'podmonitors'),
  custom('monitoring.coreos.com', 'PrometheusRule', 'prometheusrules'),
  kind('apps', 'Deployment', 'deployments'),
  custom('argoproj.io', 'Rollout', 'rollouts'),
  custom('leaderworkerset.x-k8s.io', 'LeaderWorkerSet', 'leaderworkersets'),
  custom('serving.kserve.io', 'InferenceService', 'inferenceservices'),
  custom('serving.kserve.io', 'LLMInferenceService', 'llminferenceservices'),
  custom('gateway.networking.k8s.io', 'HTTPRoute', 'httproutes'),
  custom('keda.sh', 'ScaledObject', 'scaledobjects'),
  kind('autoscaling', 'HorizontalPodAutoscaler', 'horizontalpodautoscalers'),
  kind('batch', 'Job', 'jobs'),
];

/** Group and version of an `apiVersion`; null when it is none. */
export function readApiVersion(
  apiVersion: string,
): { readonly group: string; readonly version: string } | null {
  const match = /^(?:([a-z0-9.-]+)\/)?(v\d+(?:(?:alpha|beta)\d+)?)$/.exec(
    apiVersion,
  );
  return match ? { group: match[1] ?? '', version: match[2] ?? '' } : null;
}
