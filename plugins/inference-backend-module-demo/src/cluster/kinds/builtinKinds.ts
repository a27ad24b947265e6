import type { ResourceDefinition, ScalePaths } from './ResourceDefinition';

type Options = Partial<
  Pick<
    ResourceDefinition,
    'namespaced' | 'shortNames' | 'categories' | 'generation' | 'versions'
  >
> & { status?: boolean; scale?: boolean; others?: readonly string[] };

const scalePaths: ScalePaths = {
  specReplicasPath: '.spec.replicas',
  statusReplicasPath: '.status.replicas',
  labelSelectorPath: '.spec.selector',
};

function builtin(
  group: string,
  kind: string,
  plural: string,
  options: Options = {},
): ResourceDefinition {
  return {
    group,
    versions: options.versions ?? ['v1'],
    plural,
    singular: kind.toLowerCase(),
    kind,
    namespaced: options.namespaced ?? true,
    shortNames: options.shortNames ?? [],
    categories: options.categories ?? [],
    subresources: {
      status: options.status ?? false,
      ...(options.scale ? { scale: scalePaths } : {}),
      others: options.others ?? [],
    },
    builtin: true,
    generation: options.generation ?? false,
  };
}

const workload: Options = {
  status: true,
  generation: true,
  categories: ['all'],
};

/** The kinds that every Kubernetes API server has and that the simulation keeps. */
export const builtinKinds: readonly ResourceDefinition[] = [
  builtin('', 'Namespace', 'namespaces', {
    namespaced: false,
    shortNames: ['ns'],
    status: true,
  }),
  builtin('', 'Node', 'nodes', {
    namespaced: false,
    shortNames: ['no'],
    status: true,
  }),
  builtin('', 'Pod', 'pods', {
    shortNames: ['po'],
    categories: ['all'],
    status: true,
    generation: true,
    others: ['log', 'eviction', 'exec', 'attach', 'portforward', 'binding'],
  }),
  builtin('', 'Service', 'services', {
    shortNames: ['svc'],
    categories: ['all'],
    status: true,
  }),
  builtin('', 'ConfigMap', 'configmaps', { shortNames: ['cm'] }),
  builtin('', 'Secret', 'secrets'),
  builtin('', 'Event', 'events', { shortNames: ['ev'] }),
  builtin('', 'PersistentVolumeClaim', 'persistentvolumeclaims', {
    shortNames: ['pvc'],
    status: true,
  }),
  builtin('', 'PersistentVolume', 'persistentvolumes', {
    namespaced: false,
    shortNames: ['pv'],
    status: true,
  }),
  builtin('', 'ServiceAccount', 'serviceaccounts', { shortNames: ['sa'] }),
  builtin('', 'Endpoints', 'endpoints', { shortNames: ['ep'] }),
  builtin('', 'LimitRange', 'limitranges', { shortNames: ['limits'] }),
  builtin('', 'ResourceQuota', 'resourcequotas', {
    shortNames: ['quota'],
    status: true,
  }),
  builtin('events.k8s.io', 'Event', 'events', { shortNames: ['ev'] }),
  builtin('apps', 'Deployment', 'deployments', {
    ...workload,
    shortNames: ['deploy'],
    scale: true,
  }),
  builtin('apps', 'ReplicaSet', 'replicasets', {
    ...workload,
    shortNames: ['rs'],
    scale: true,
  }),
  builtin('apps', 'StatefulSet', 'statefulsets', {
    ...workload,
    shortNames: ['sts'],
    scale: true,
  }),
  builtin('apps', 'DaemonSet', 'daemonsets', {
    ...workload,
    shortNames: ['ds'],
  }),
  builtin('apps', 'ControllerRevision', 'controllerrevisions'),
  builtin('resource.k8s.io', 'ResourceClaim', 'resourceclaims', {
    status: true,
  }),
  builtin('resource.k8s.io', 'ResourceClaimTemplate', 'resourceclaimtemplates'),
  builtin('batch', 'Job', 'jobs', workload),
  builtin('batch', 'CronJob', 'cronjobs', { ...workload, shortNames: ['cj'] }),
  builtin(
    'autoscaling',
    'HorizontalPodAutoscaler',
    'horizontalpodautoscalers',
    {
      versions: ['v2'],
      shortNames: ['hpa'],
      categories: ['all'],
      status: true,
    },
  ),
  builtin('policy', 'PodDisruptionBudget', 'poddisruptionbudgets', {
    shortNames: ['pdb'],
    status: true,
    generation: true,
  }),
  builtin('networking.k8s.io', 'Ingress', 'ingresses', {
    shortNames: ['ing'],
    status: true,
    generation: true,
  }),
  builtin('networking.k8s.io', 'NetworkPolicy', 'networkpolicies', {
    shortNames: ['netpol'],
    generation: true,
  }),
  builtin('discovery.k8s.io', 'EndpointSlice', 'endpointslices', {
    generation: true,
  }),
  builtin('coordination.k8s.io', 'Lease', 'leases'),
  builtin('storage.k8s.io', 'StorageClass', 'storageclasses', {
    namespaced: false,
    shortNames: ['sc'],
  }),
  builtin('scheduling.k8s.io', 'PriorityClass', 'priorityclasses', {
    namespaced: false,
    shortNames: ['pc'],
    generation: true,
  }),
  builtin('rbac.authorization.k8s.io', 'ClusterRole', 'clusterroles', {
    namespaced: false,
  }),
  builtin(
    'rbac.authorization.k8s.io',
    'ClusterRoleBinding',
    'clusterrolebindings',
    { namespaced: false },
  ),
  builtin('rbac.authorization.k8s.io', 'Role', 'roles'),
  builtin('rbac.authorization.k8s.io', 'RoleBinding', 'rolebindings'),
  builtin(
    'apiextensions.k8s.io',
    'CustomResourceDefinition',
    'customresourcedefinitions',
    {
      namespaced: false,
      shortNames: ['crd', 'crds'],
      categories: ['api-extensions'],
      status: true,
      generation: true,
    },
  ),
];
