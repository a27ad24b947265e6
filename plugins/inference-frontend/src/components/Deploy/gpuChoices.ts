import type { DeploymentTarget } from '@inference-portal/plugin-inference-common';

/** A GPU that pods of a cluster can ask for. */
export interface GpuChoice {
  /** What a node selector says: the label of the nodes, else the short name. */
  readonly label: string;
  /** Short name, such as `H100`. */
  readonly product: string;
  readonly free: number;
  readonly total: number;
}

/** The GPUs of the cluster that a namespace is on. */
export function gpuChoices(
  target: Pick<DeploymentTarget, 'gpus'>,
): readonly GpuChoice[] {
  return target.gpus.flatMap(({ product, nodeLabels, free, total }) =>
    (nodeLabels.length === 0 ? [product] : nodeLabels).map(label => ({
      label,
      product,
      free,
      total,
    })),
  );
}
