import type { V1Node } from '@kubernetes/client-node';
import { gpuNode } from './fixtures';

/** How the GPUs of a node are offered. */
interface GpuNodeShape {
  /** Value of the label `nvidia.com/gpu.product`. */
  readonly product: string;
  readonly instanceType: string;
  /** Physical cards. */
  readonly cards: number;
  /** Advertised devices by resource. */
  readonly devices: { readonly [resource: string]: number };
  /** Labels by which GPU Feature Discovery tells this shape from others. */
  readonly labels: { readonly [name: string]: string };
}

/** Nodes as GPU Feature Discovery and NVIDIA's device plugin show them, by what they share. */
export const gpuNodeShapes = {
  /** Whole cards. */
  whole: {
    product: 'NVIDIA-H100-80GB-HBM3',
    instanceType: 'p5.48xlarge',
    cards: 8,
    devices: { 'nvidia.com/gpu': 8 },
    labels: {
      'nvidia.com/gpu.count': '8',
      'nvidia.com/gpu.memory': '81559',
      'nvidia.com/gpu.replicas': '1',
      'nvidia.com/gpu.sharing-strategy': 'none',
      'nvidia.com/mig.strategy': 'mixed',
    },
  },
  /** Two cards cut into seven slices each, by a resource of their own. */
  migMixed: {
    product: 'NVIDIA-A100-SXM4-80GB',
    instanceType: 'p4de.24xlarge',
    cards: 2,
    devices: { 'nvidia.com/gpu': 0, 'nvidia.com/mig-1g.10gb': 14 },
    labels: {
      'nvidia.com/gpu.count': '2',
      'nvidia.com/gpu.memory': '81920',
      'nvidia.com/mig.strategy': 'mixed',
      'nvidia.com/mig-1g.10gb.count': '14',
      'nvidia.com/mig-1g.10gb.memory': '9728',
      'nvidia.com/mig-1g.10gb.product': 'NVIDIA-A100-SXM4-80GB-MIG-1g.10gb',
    },
  },
  /** One profile for all: the plain resource stands for slices, and product and count are theirs. */
  migSingle: {
    product: 'NVIDIA-A100-SXM4-80GB-MIG-3g.40gb',
    instanceType: 'p4de.24xlarge',
    cards: 2,
    devices: { 'nvidia.com/gpu': 4 },
    labels: {
      'nvidia.com/gpu.count': '4',
      'nvidia.com/gpu.memory': '40192',
      'nvidia.com/mig.strategy': 'single',
    },
  },
  /** Time-sliced under the plain resource: the product carries the suffix. */
  timeSliced: {
    product: 'NVIDIA-L40S-SHARED',
    instanceType: 'g6e.48xlarge',
    cards: 4,
    devices: { 'nvidia.com/gpu': 16 },
    labels: {
      'nvidia.com/gpu.count': '4',
      'nvidia.com/gpu.memory': '46068',
      'nvidia.com/gpu.replicas': '4',
      'nvidia.com/gpu.sharing-strategy': 'time-slicing',
      'nvidia.com/mig.strategy': 'none',
    },
  },
  /** Time-sliced under a resource of its own, without the suffix. */
  timeSlicedRenamed: {
    product: 'NVIDIA-L4',
    instanceType: 'g6.xlarge',
    cards: 1,
    devices: { 'nvidia.com/gpu.shared': 10 },
    labels: {
      'nvidia.com/gpu.count': '1',
      'nvidia.com/gpu.memory': '23034',
      'nvidia.com/gpu.replicas': '10',
      'nvidia.com/gpu.sharing-strategy': 'time-slicing',
      'nvidia.com/mig.strategy': 'none',
    },
  },
} as const satisfies { readonly [name: string]: GpuNodeShape };

/** A node of a shape, in a zone, bought for as long as it is needed or on the spot market. */
export function shapedGpuNode(
  name: string,
  shape: GpuNodeShape,
  { zone = 'us-east-1a', spot = false }: { zone?: string; spot?: boolean } = {},
): V1Node {
  const node = gpuNode(name);
  const { 'nvidia.com/gpu': _whole, ...others } = node.status?.capacity ?? {};
  const devices = Object.fromEntries(
    Object.entries(shape.devices).map(([key, count]) => [key, String(count)]),
  );
  const capacity = { ...others, ...devices };
  return {
    ...node,
    metadata: {
      ...node.metadata,
      labels: {
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        'node.kubernetes.io/instance-type': shape.instanceType,
        'topology.kubernetes.io/region': zone.slice(0, -1),
        'topology.kubernetes.io/zone': zone,
        'karpenter.sh/capacity-type': spot ? 'spot' : 'on-demand',
        'nvidia.com/gpu.present': 'true',
        'nvidia.com/gpu.product': shape.product,
        ...shape.labels,
      },
    },
    status: { ...node.status, capacity, allocatable: capacity },
  };
}
