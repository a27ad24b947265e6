import { ANNOTATION_CAPACITY_TYPE } from '@inference-portal/plugin-inference-common';
import type { CapacityType } from '../../../decide/cost/ledger';

const CAPACITY_TYPES: readonly CapacityType[] = [
  'on-demand',
  'spot',
  'reserved',
  'on-prem',
];

/** What clouds and their autoscalers write, by label. The first label that says something decides. */
const LABELS: readonly (readonly [
  name: string,
  types: { readonly [value: string]: CapacityType },
])[] = [
  [
    'karpenter.sh/capacity-type',
    { spot: 'spot', 'on-demand': 'on-demand', reserved: 'reserved' },
  ],
  [
    'eks.amazonaws.com/capacityType',
    { SPOT: 'spot', ON_DEMAND: 'on-demand', CAPACITY_BLOCK: 'reserved' },
  ],
  ['eks.amazonaws.com/compute-type', { hybrid: 'on-prem' }],
  ['cloud.google.com/gke-spot', { true: 'spot' }],
  ['cloud.google.com/gke-preemptible', { true: 'spot' }],
  [
    'cloud.google.com/gke-provisioning',
    { spot: 'spot', preemptible: 'spot', standard: 'on-demand' },
  ],
  [
    'kubernetes.azure.com/scalesetpriority',
    { spot: 'spot', regular: 'on-demand' },
  ],
  ['node.kubernetes.io/lifecycle', { spot: 'spot', normal: 'on-demand' }],
];

const RESERVATION_LABEL = 'cloud.google.com/reservation-name';

/** Labels that {@link readCapacityType} reads. */
export const CAPACITY_LABELS: readonly string[] = [
  ANNOTATION_CAPACITY_TYPE,
  RESERVATION_LABEL,
  ...LABELS.map(([name]) => name),
];

/** Schemes of `spec.providerID` for machines that somebody owns. */
const OWNED_MACHINES =
  /^(?:metal3|vsphere|baremetal|tinkerbell|sidero|talos|k3s|rke2|kind|proxmox|maas|harvester|nutanix|eks-hybrid|byoh|microk8s)(?::|-)/i;

/**
 * How a node is paid for: what somebody wrote on it, else what its cloud's labels say (Karpenter, EKS, GKE, AKS), else by where it comes
 * from: a machine without a cloud is on-prem, one of a cloud is on-demand.
 */
export function readCapacityType(node: {
  readonly labels: { readonly [name: string]: string };
  readonly annotations: { readonly [name: string]: string };
  readonly providerId: string | null;
}): CapacityType {
  const { labels, annotations, providerId } = node;
  const marked =
    labels[ANNOTATION_CAPACITY_TYPE] ?? annotations[ANNOTATION_CAPACITY_TYPE];
  const written = CAPACITY_TYPES.find(type => type === marked);
  if (written) {
    return written;
  }
  // GKE writes the reservation beside its provisioning model.
  if ((labels[RESERVATION_LABEL] ?? '') !== '') {
    return 'reserved';
  }
  for (const [name, types] of LABELS) {
    const value = labels[name];
    if (value !== undefined && Object.hasOwn(types, value)) {
      return types[value] ?? 'on-demand';
    }
  }
  return providerId === null || OWNED_MACHINES.test(providerId)
    ? 'on-prem'
    : 'on-demand';
}
