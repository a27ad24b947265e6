import type { ClusterName } from './storyTypes';
import type { DemoObject } from './objects/demoObject';

/** Namespaces of teams. Owners are told in different ways on purpose: here, on workloads, in the catalog, by a rule. */
const namespaces: readonly {
  readonly name: string;
  readonly clusters: readonly ClusterName[];
  readonly owner?: string;
  /** GPUs that its pods may hold on each cluster. */
  readonly gpuQuota?: number;
}[] = [
  {
    name: 'support',
    clusters: ['demo-eu-west', 'demo-us-east'],
    owner: 'group:default/support-ai',
    gpuQuota: 24,
  },
  {
    name: 'search',
    clusters: ['demo-eu-west', 'demo-us-east'],
    owner: 'group:default/search-relevance',
  },
  {
    name: 'code',
    clusters: ['demo-eu-west', 'demo-us-east'],
    owner: 'group:default/code-assist',
  },
  {
    name: 'fraud',
    clusters: ['demo-eu-west', 'demo-us-east'],
    owner: 'group:default/fraud-risk',
  },
  {
    name: 'content',
    clusters: ['demo-eu-west', 'demo-us-east'],
    owner: 'group:default/content-studio',
  },
  // Owned by a rule in the portal's configuration.
  { name: 'voice', clusters: ['demo-eu-west', 'demo-us-east'] },
  // Owned by annotations of the workloads.
  { name: 'platform-ml', clusters: ['demo-eu-west', 'demo-us-east'] },
  {
    name: 'playground',
    clusters: ['demo-us-east'],
    owner: 'group:default/platform-ml',
  },
  // Its one job holds all that it may hold: nothing more can be deployed here.
  {
    name: 'training',
    clusters: ['demo-eu-west'],
    owner: 'support-ai',
    gpuQuota: 8,
  },
  // Workloads name a group that has left the catalog.
  { name: 'growth', clusters: ['demo-us-east'] },
  // Owned by nobody.
  { name: 'sandbox', clusters: ['demo-eu-west'] },
  { name: 'gpu-operator', clusters: ['demo-eu-west', 'demo-us-east'] },
  { name: 'default', clusters: ['demo-eu-west', 'demo-us-east'] },
  { name: 'kube-system', clusters: ['demo-eu-west', 'demo-us-east'] },
];

/** The Namespace objects of a cluster, and the quotas in them. */
export function namespaceObjects(
  cluster: ClusterName,
  createdAt: string,
): DemoObject[] {
  return namespaces
    .filter(namespace => namespace.clusters.includes(cluster))
    .flatMap(({ gpuQuota, name, owner }) => [
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: {
          name,
          creationTimestamp: createdAt,
          labels: { 'kubernetes.io/metadata.name': name },
          ...(owner
            ? { annotations: { 'inference-portal/owner': owner } }
            : {}),
        },
        spec: { finalizers: ['kubernetes'] },
        status: { phase: 'Active' },
      },
      ...(gpuQuota === undefined
        ? []
        : [
            {
              apiVersion: 'v1',
              kind: 'ResourceQuota',
              metadata: {
                name: 'gpus',
                namespace: name,
                creationTimestamp: createdAt,
              },
              spec: { hard: { 'requests.nvidia.com/gpu': String(gpuQuota) } },
            },
          ]),
    ]);
}
