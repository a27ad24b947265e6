import type {
  DeploymentTarget,
  DeploymentTargets,
} from '@inference-portal/plugin-inference-common';

/** A namespace of the support team, with what a test wants different. */
export function deploymentTarget(
  facts: Partial<DeploymentTarget> = {},
): DeploymentTarget {
  return {
    cluster: 'eu-west',
    namespace: 'support',
    owner: 'group:default/support',
    allowed: true,
    reason: null,
    gpuQuota: { hard: 8, used: 4 },
    gpus: [
      {
        product: 'H100',
        memoryGiB: 79.19,
        free: 3,
        total: 16,
        nodeLabels: ['NVIDIA-H100-80GB-HBM3'],
      },
      {
        product: 'L4',
        memoryGiB: 22.03,
        free: 8,
        total: 8,
        nodeLabels: ['NVIDIA-L4'],
      },
    ],
    ...facts,
  };
}

/** Four namespaces: an own one, one of another team, one whose quota is used up, one on another cluster. */
export function deploymentTargets(): DeploymentTargets {
  return {
    items: [
      deploymentTarget(),
      deploymentTarget({
        namespace: 'search',
        owner: 'group:default/search',
        allowed: false,
        reason:
          'Namespace search belongs to group:default/search. Ask a member, or choose a namespace of your own.',
      }),
      deploymentTarget({
        namespace: 'support-batch',
        gpuQuota: { hard: 4, used: 4 },
      }),
      deploymentTarget({
        cluster: 'us-east',
        namespace: 'support',
        gpuQuota: null,
        gpus: [],
      }),
    ],
    problems: [],
  };
}
