import type { ServiceFacts } from './endpoints';
import type { GpuNode } from './gpuNode';
import type { GpuClaim } from './resourceClaim';

/** Facts of a cluster that servers share. */
export interface ClusterFacts {
  /** A node with GPUs; undefined for one without and for one that is not known. */
  findGpuNode(name: string): GpuNode | undefined;
  /** All nodes with GPUs. Asking makes the server depend on every one of them. */
  listGpuNodes(): readonly GpuNode[];
  /** Null for a claim that asks for no GPU, undefined for one that is not known. */
  findClaim(namespace: string, name: string): GpuClaim | null | undefined;
  /** The same for a ResourceClaimTemplate. */
  findClaimTemplate(
    namespace: string,
    name: string,
  ): GpuClaim | null | undefined;
  /** Services of the namespace that select pods with one of these sets of labels, by name. */
  listServices(
    namespace: string,
    labels: readonly { readonly [name: string]: string }[],
  ): readonly ServiceFacts[];
}
