import type { ClusterName } from './storyTypes';
import type { DemoObject } from './objects/demoObject';

/** Namespaces of teams. Owners are told in different ways on purpose: here, on workloads, in the catalog, by a rule. */
const namespaces: readonly {
  readonly name: string;
  readonly clusters: readonly ClusterName[];
  readonly owner?: string;
}[] = [
  {
    name: 'support',
    clusters: ['demo-eu-west', 'demo-us-east'],
    owner: 'group:default/support-ai',
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
  { name: 'training', clusters: ['demo-eu-west'], owner: 'support-ai' },
  // Workloads name a group that has left the catalog.
  { name: 'growth', clusters: ['demo-us-east'] },
  // Owned by nobody.
  { name: 'sandbox', clusters: ['demo-eu-west'] },
  { name: 'gpu-operator', clusters: ['demo-eu-west', 'demo-us-east'] },
  { name: 'default', clusters: ['demo-eu-west', 'demo-us-east'] },
  { name: 'kube-system', clusters: ['demo-eu-west', 'demo-us-east'] },
];

/** The Namespace objects of a cluster. */
export function namespaceObjects(
  cluster: ClusterName,
  createdAt: string,
): DemoObject[] {
  return namespaces
    .filter(namespace => namespace.clusters.includes(cluster))
    .map(namespace => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: namespace.name,
        creationTimestamp: createdAt,
        labels: { 'kubernetes.io/metadata.name': namespace.name },
        ...(namespace.owner
          ? { annotations: { 'inference-portal/owner': namespace.owner } }
          : {}),
      },
      spec: { finalizers: ['kubernetes'] },
      status: { phase: 'Active' },
    }));
}
