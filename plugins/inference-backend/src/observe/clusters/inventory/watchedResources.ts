import type {
  WatchedResource,
  WorkloadAdapter,
} from '@inference-portal/plugin-inference-node';

/** Names a resource without its version. */
export function resourceKey(
  resource: Pick<WatchedResource, 'group' | 'plural'>,
): string {
  return `${resource.group}/${resource.plural}`;
}

export const PODS: WatchedResource = {
  group: '',
  versions: ['v1'],
  plural: 'pods',
  kind: 'Pod',
};
export const NODES: WatchedResource = {
  group: '',
  versions: ['v1'],
  plural: 'nodes',
  kind: 'Node',
};
export const NAMESPACES: WatchedResource = {
  group: '',
  versions: ['v1'],
  plural: 'namespaces',
  kind: 'Namespace',
};
export const SERVICES: WatchedResource = {
  group: '',
  versions: ['v1'],
  plural: 'services',
  kind: 'Service',
};
export const REPLICA_SETS: WatchedResource = {
  group: 'apps',
  versions: ['v1'],
  plural: 'replicasets',
  kind: 'ReplicaSet',
};
/** Lie between a RayService and its pods. */
export const RAY_CLUSTERS: WatchedResource = {
  group: 'ray.io',
  versions: ['v1'],
  plural: 'rayclusters',
  kind: 'RayCluster',
};
export const RESOURCE_CLAIMS: WatchedResource = {
  group: 'resource.k8s.io',
  versions: ['v1', 'v1beta2', 'v1beta1'],
  plural: 'resourceclaims',
  kind: 'ResourceClaim',
};
export const RESOURCE_CLAIM_TEMPLATES: WatchedResource = {
  ...RESOURCE_CLAIMS,
  plural: 'resourceclaimtemplates',
  kind: 'ResourceClaimTemplate',
};

const SHARED = [
  NODES,
  NAMESPACES,
  SERVICES,
  RESOURCE_CLAIMS,
  RESOURCE_CLAIM_TEMPLATES,
];

/** Resources to watch for the given adapters, each once. Those that pods hang on come first. */
export function watchedResources(
  adapters: readonly WorkloadAdapter[],
): readonly WatchedResource[] {
  const all = [
    ...SHARED,
    ...adapters.map(({ resource }) => resource),
    ...adapters.flatMap(({ remembers }) => remembers ?? []),
    REPLICA_SETS,
    RAY_CLUSTERS,
    PODS,
  ];
  const byKey = new Map(all.map(resource => [resourceKey(resource), resource]));
  // A later adapter may read another version of a resource; pods stay last.
  const pods = resourceKey(PODS);
  return [...byKey.values()].sort(
    (a, b) => Number(resourceKey(a) === pods) - Number(resourceKey(b) === pods),
  );
}
