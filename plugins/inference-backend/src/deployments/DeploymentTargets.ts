import type { GpuQuota } from '../decide/deployments/gpuQuota';
import type { OwnershipSignals } from '../types';

/** A namespace as a cluster has it. */
export interface TargetNamespace {
  readonly name: string;
  /** What it says of its owner. */
  readonly signals: OwnershipSignals;
  readonly isEnding: boolean;
  /** Empty also when `mayReadQuotas` is false. */
  readonly quotas: readonly GpuQuota[];
}

/** What a cluster offers to those who want to deploy. */
export interface TargetCluster {
  readonly namespaces: readonly TargetNamespace[];
  readonly mayReadQuotas: boolean;
  /** By short product: what nodes carry as `nvidia.com/gpu.product`, which node selectors have to say. */
  readonly nodeLabels: ReadonlyMap<string, readonly string[]>;
}

/** Reads what clusters offer. */
export interface TargetReader {
  /** Rejects when the cluster does not answer. */
  read(cluster: string, signal: AbortSignal): Promise<TargetCluster>;
  /** One namespace without its quotas; null when there is none. Rejects as `read` does. */
  find(
    cluster: string,
    namespace: string,
    signal: AbortSignal,
  ): Promise<TargetNamespace | null>;
}
