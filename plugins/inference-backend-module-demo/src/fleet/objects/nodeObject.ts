import { timestampOf } from '../../cluster/objects';
import { hexOf } from '../deterministic';
import type { NodeStory } from '../nodeStories';
import type { NodePool } from '../storyTypes';
import type { DemoObject } from './demoObject';
import { statusCondition } from './workloadMeta';

/** Labels of GPU Feature Discovery. */
function gpuLabels(pool: NodePool): Record<string, string> {
  const gpu = pool.gpu;
  if (gpu === null) return {};
  const shared = gpu.timeSlicing;
  const slices: Record<string, string> = {};
  for (const [profile, count] of Object.entries(gpu.mig ?? {})) {
    slices[`nvidia.com/mig-${profile}.count`] = String(count);
    slices[
      `nvidia.com/mig-${profile}.product`
    ] = `${gpu.product}-MIG-${profile}`;
    slices[`nvidia.com/mig-${profile}.memory`] = String(
      Number(/(\d+)gb/.exec(profile)?.[1] ?? 0) * 992,
    );
  }
  return {
    'nvidia.com/gpu.present': 'true',
    'nvidia.com/gpu.count': String(gpu.count),
    'nvidia.com/gpu.product': shared ? `${gpu.product}-SHARED` : gpu.product,
    'nvidia.com/gpu.memory': String(gpu.memoryMiB),
    'nvidia.com/gpu.family': gpu.family,
    'nvidia.com/gpu.compute.major': String(gpu.computeMajor),
    'nvidia.com/gpu.compute.minor': String(gpu.computeMinor),
    'nvidia.com/gpu.machine': pool.instanceType,
    'nvidia.com/gpu.replicas': String(shared?.replicas ?? (gpu.mig ? 0 : 1)),
    'nvidia.com/gpu.sharing-strategy': shared ? 'time-slicing' : 'none',
    'nvidia.com/mig.capable': String(gpu.family !== 'ada-lovelace'),
    'nvidia.com/mig.strategy': gpu.mig ? 'mixed' : 'single',
    ...(gpu.mig
      ? {
          'nvidia.com/mig.config': 'all-balanced',
          'nvidia.com/mig.config.state': 'success',
        }
      : {}),
    'nvidia.com/cuda.driver-version.full': '580.95.05',
    'nvidia.com/cuda.runtime-version.full': '13.0',
    ...slices,
  };
}

function cloudLabels(node: NodeStory): Record<string, string> {
  const { pool, zone } = node;
  if (pool.capacityType === 'on-prem') {
    // A hybrid node of EKS: a machine of the company's own.
    return {
      'kubernetes.io/arch': 'amd64',
      'kubernetes.io/os': 'linux',
      'kubernetes.io/hostname': node.name,
      'eks.amazonaws.com/compute-type': 'hybrid',
      'demo.example/pool': pool.name,
    };
  }
  const region = pool.cluster === 'demo-eu-west' ? 'europe-west4' : 'us-east-1';
  const common = {
    'kubernetes.io/arch': 'amd64',
    'kubernetes.io/os': 'linux',
    'kubernetes.io/hostname': node.name,
    'node.kubernetes.io/instance-type': pool.instanceType,
    'topology.kubernetes.io/region': region,
    'topology.kubernetes.io/zone': zone,
  };
  if (pool.cluster === 'demo-eu-west') {
    return {
      ...common,
      'cloud.google.com/gke-nodepool': pool.name,
      'cloud.google.com/gke-provisioning': 'standard',
      'cloud.google.com/machine-family': pool.instanceType.split('-')[0],
      ...(pool.gpu
        ? {
            'cloud.google.com/gke-accelerator': pool.gpu.accelerator,
            'cloud.google.com/gke-accelerator-count': String(pool.gpu.count),
          }
        : {}),
    };
  }
  return {
    ...common,
    'karpenter.sh/nodepool': pool.name,
    'karpenter.sh/capacity-type': pool.capacityType,
    'eks.amazonaws.com/capacityType': {
      spot: 'SPOT',
      reserved: 'CAPACITY_BLOCK',
      'on-demand': 'ON_DEMAND',
    }[pool.capacityType],
    ...(pool.gpu
      ? {
          'karpenter.k8s.aws/instance-gpu-name': pool.gpu.accelerator.replace(
            'nvidia-',
            '',
          ),
          'karpenter.k8s.aws/instance-gpu-count': String(pool.gpu.count),
        }
      : {}),
  };
}

/** Labels of a node as the cloud and GPU Feature Discovery write them. */
export function nodeLabels(node: NodeStory): Record<string, string> {
  return { ...cloudLabels(node), ...gpuLabels(node.pool) };
}

/** Units of every resource that a node offers. */
export function nodeCapacity(pool: NodePool): Record<string, string> {
  const capacity: Record<string, string> = {
    cpu: String(pool.cpus),
    memory: `${pool.memoryGi * 1024 * 1024}Ki`,
    'ephemeral-storage': '1000Gi',
    pods: '110',
  };
  const gpu = pool.gpu;
  if (gpu === null) return capacity;
  if (gpu.timeSlicing) {
    capacity['nvidia.com/gpu'] = '0';
    capacity['nvidia.com/gpu.shared'] = String(
      gpu.count * gpu.timeSlicing.replicas,
    );
  } else if (gpu.mig) {
    capacity['nvidia.com/gpu'] = '0';
    for (const [profile, count] of Object.entries(gpu.mig)) {
      capacity[`nvidia.com/mig-${profile}`] = String(count);
    }
  } else {
    capacity['nvidia.com/gpu'] = String(gpu.count);
  }
  return capacity;
}

/** The machine at its cloud, as `spec.providerID` names it. */
export function providerIdOf({ pool, zone, name, uid }: NodeStory): string {
  if (pool.capacityType === 'on-prem') {
    return `eks-hybrid:///us-east-1/${pool.cluster}/mi-0${hexOf(16, uid)}`;
  }
  return pool.cluster === 'demo-eu-west'
    ? `gce://demo-project/${zone}/${name}`
    : `aws:///${zone}/i-0${hexOf(16, uid)}`;
}

/** A machine of today. */
export function nodeObject(node: NodeStory): DemoObject {
  const { pool } = node;
  const capacity = nodeCapacity(pool);
  const gke = pool.cluster === 'demo-eu-west';
  const taints = [
    ...(pool.gpu
      ? [{ key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' }]
      : []),
  ];
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name: node.name,
      uid: node.uid,
      creationTimestamp: timestampOf(node.createdMs),
      labels: nodeLabels(node),
      ...(pool.pricePerHour
        ? {
            annotations: {
              'inference-portal/price-per-hour': pool.pricePerHour,
            },
          }
        : {}),
    },
    spec: {
      providerID: providerIdOf(node),
      ...(taints.length > 0 ? { taints } : {}),
    },
    status: {
      capacity,
      allocatable: capacity,
      addresses: [
        { type: 'InternalIP', address: node.internalIp },
        { type: 'Hostname', address: node.name },
      ],
      conditions: [
        statusCondition(
          'Ready',
          true,
          node.createdMs + 60_000,
          'KubeletReady',
          'kubelet is posting ready status',
        ),
      ],
      nodeInfo: {
        architecture: 'amd64',
        operatingSystem: 'linux',
        kubeletVersion: gke ? 'v1.36.3-gke.1201000' : 'v1.36.3-eks-a737599',
        containerRuntimeVersion: 'containerd://2.1.4',
        kernelVersion: gke ? '6.12.55+' : '6.12.53-69.119.amzn2023.x86_64',
        osImage: gke
          ? 'Container-Optimized OS from Google'
          : 'Amazon Linux 2023',
      },
    },
  };
}
