import { at, fieldsOf, integerOf, textMapOf, textOf } from '../adapters/fields';
import type { GpuWeight } from '../../../decide/cost/ledger';
import {
  exactMigWeight,
  migDevicesPerCard,
  type MigMeasure,
  readGpuProduct,
} from './gpuProduct';
import { gpuWeight, shareOfWeight, weightToNumber } from './gpuWeight';

/** The GPUs of a node, as its labels and capacity tell. */
export interface GpuNode {
  readonly name: string;
  readonly labels: { readonly [name: string]: string };
  /** Short product name; null when no label tells. */
  readonly product: string | null;
  /** Memory of one physical card in GB. */
  readonly cardMemoryGb: number | null;
  /** Physical cards. */
  readonly physical: number;
  /** Sharers of one card by time-slicing or MPS; 1 for whole cards, null when shared by an unknown number. */
  readonly replicas: number | null;
  /** Profile of every device when the plain GPU resource stands for MIG devices. */
  readonly migProfile: string | null;
  /** True for time-sliced, MPS or MIG devices. */
  readonly shared: boolean;
  /** Advertised devices by resource. */
  readonly devices: { readonly [resource: string]: number };
}

const GPU_RESOURCE =
  /^(?:nvidia\.com\/(?:gpu(?:\.shared)?|mig-\S+)|amd\.com\/gpu)$/;

/** True for resources that stand for GPUs or parts of one. */
export function isGpuResource(resource: string): boolean {
  return GPU_RESOURCE.test(resource);
}

/** Labels that tell the product, the most precise first. */
export const PRODUCT_LABELS = [
  'nvidia.com/gpu.product',
  'amd.com/gpu.product-name',
  'beta.amd.com/gpu.product-name',
  'cloud.google.com/gke-accelerator',
  'karpenter.k8s.aws/instance-gpu-name',
  'k8s.amazonaws.com/accelerator',
  'node.coreweave.cloud/gpu.product',
  'gpu.nvidia.com/class',
];

/** Labels that tell how many GPUs there are, how large, and how they are shared. */
export const GPU_LABELS = [
  'nvidia.com/gpu.count',
  'nvidia.com/gpu.memory',
  'nvidia.com/gpu.replicas',
  'nvidia.com/gpu.sharing-strategy',
  'nvidia.com/gpu.present',
  'karpenter.k8s.aws/instance-gpu-memory',
];

/** Value of the first product label, of a node or of a node selector. */
export function productLabelOf(labels: {
  readonly [name: string]: string;
}): string | null {
  for (const name of PRODUCT_LABELS) {
    const value = labels[name];
    if (value !== undefined && value !== '') {
      // GKE calls the 40 GB card nvidia-tesla-a100 and the other nvidia-a100-80gb.
      return value === 'nvidia-tesla-a100' ? 'nvidia-a100-40gb' : value;
    }
  }
  return null;
}

function devicesOf(node: unknown): { readonly [resource: string]: number } {
  const capacity = fieldsOf(at(node, 'status', 'capacity'));
  const devices: [string, number][] = [];
  for (const [resource, quantity] of Object.entries(capacity)) {
    const count = integerOf(quantity);
    if (isGpuResource(resource) && count !== null && count > 0) {
      devices.push([resource, count]);
    }
  }
  return Object.fromEntries(devices.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A number of devices; null for what is none, such as a negative number that somebody wrote by hand. */
function countOf(value: unknown): number | null {
  const count = integerOf(value);
  return count !== null && count >= 0 ? count : null;
}

/** Reads a node; null for one without GPUs. */
export function readGpuNode(node: unknown): GpuNode | null {
  const name = textOf(at(node, 'metadata', 'name'));
  const devices = devicesOf(node);
  const labels = textMapOf(at(node, 'metadata', 'labels'));
  const label = productLabelOf(labels);
  const labelledCount = countOf(labels['nvidia.com/gpu.count']);
  if (
    name === null ||
    (Object.keys(devices).length === 0 && (labelledCount ?? 0) === 0)
  ) {
    return null;
  }
  const memory =
    integerOf(labels['nvidia.com/gpu.memory']) ??
    integerOf(labels['karpenter.k8s.aws/instance-gpu-memory']);
  const read = label === null ? null : readGpuProduct(label, memory);
  const cardMemoryGb = read?.cardMemoryGb ?? null;
  const migProfile = read?.migProfile ?? null;
  const labelledReplicas = integerOf(labels['nvidia.com/gpu.replicas']);
  const plain = devices['nvidia.com/gpu'] ?? 0;
  const renamed = devices['nvidia.com/gpu.shared'] ?? 0;
  const advertised = plain + renamed;

  let replicas: number | null = 1;
  const strategy = labels['nvidia.com/gpu.sharing-strategy'];
  const isShared =
    read?.shared === true ||
    renamed > 0 ||
    (labelledReplicas ?? 1) > 1 ||
    (strategy !== undefined && strategy !== 'none');
  if (isShared) {
    const derived =
      labelledCount !== null &&
      labelledCount > 0 &&
      advertised % labelledCount === 0
        ? advertised / labelledCount
        : null;
    replicas =
      labelledReplicas !== null && labelledReplicas > 0
        ? labelledReplicas
        : derived;
    if (replicas !== null && replicas < 1) {
      replicas = null;
    }
  }

  return {
    name,
    labels,
    product: read?.product ?? (devices['amd.com/gpu'] ? 'AMD GPU' : null),
    cardMemoryGb,
    physical: physicalCards({
      devices,
      labelledCount,
      replicas,
      migProfile,
      cardMemoryGb,
    }),
    replicas,
    migProfile,
    shared:
      isShared ||
      migProfile !== null ||
      Object.keys(devices).some(isMigResource),
    devices,
  };
}

function isMigResource(resource: string): boolean {
  return resource.startsWith('nvidia.com/mig-');
}

function physicalCards(facts: {
  readonly devices: GpuNode['devices'];
  readonly labelledCount: number | null;
  readonly replicas: number | null;
  readonly migProfile: string | null;
  readonly cardMemoryGb: number | null;
}): number {
  const { devices, labelledCount, replicas, migProfile, cardMemoryGb } = facts;
  if (migProfile !== null) {
    // With one profile for all, the count label counts MIG devices.
    const perCard = migDevicesPerCard(migProfile, cardMemoryGb) ?? 1;
    const slices =
      labelledCount ?? (devices['nvidia.com/gpu'] ?? 0) / (replicas ?? 1);
    return Math.ceil(slices / perCard);
  }
  if (labelledCount !== null) {
    return labelledCount;
  }
  const sum = Object.entries(devices).reduce((total, [resource, count]) => {
    const weight = deviceWeight(resource, {
      replicas,
      migProfile,
      cardMemoryGb,
    });
    return total + count * (weight ?? 1);
  }, 0);
  return Math.ceil(sum - 1e-9);
}

/** Physical cards that one unit of `resource` is on such a node; null when the node does not tell. */
export function exactDeviceWeight(
  resource: string,
  node: Pick<GpuNode, 'replicas' | 'migProfile' | 'cardMemoryGb'>,
  measure: MigMeasure = 'memory',
): GpuWeight | null {
  if (resource === 'amd.com/gpu') {
    return gpuWeight(1);
  }
  if (isMigResource(resource)) {
    const profile = resource.slice('nvidia.com/mig-'.length);
    const [, name = profile, renamed = ''] =
      /^(.*?)(\.shared)?$/.exec(profile) ?? [];
    const weight = exactMigWeight(name, node.cardMemoryGb, measure);
    return divided(weight, renamed === '' ? 1 : node.replicas);
  }
  const whole =
    node.migProfile === null
      ? gpuWeight(1)
      : exactMigWeight(node.migProfile, node.cardMemoryGb, measure);
  return divided(whole, node.replicas);
}

/** {@link exactDeviceWeight} as a number. */
export function deviceWeight(
  resource: string,
  node: Pick<GpuNode, 'replicas' | 'migProfile' | 'cardMemoryGb'>,
): number | null {
  const weight = exactDeviceWeight(resource, node);
  return weight === null ? null : weightToNumber(weight);
}

function divided(weight: GpuWeight | null, by: number | null) {
  return weight === null || by === null ? null : shareOfWeight(weight, by);
}
