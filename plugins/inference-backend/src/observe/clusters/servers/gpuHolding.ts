import type { Gpus } from '@inference-portal/plugin-inference-common';
import type { WorkloadPods } from '@inference-portal/plugin-inference-node';
import { at, itemsOf, textMapOf, textOf, textsOf } from '../adapters/fields';
import type { ClusterFacts } from './clusterFacts';
import { deviceWeight, type GpuNode, productLabelOf } from './gpuNode';
import { readGpuProduct } from './gpuProduct';
import { readClaimReferences, readDeviceRequests } from './gpuRequests';
import { holdsDevices, type PodFacts } from './podFacts';

/** Product of nodes that tell none. */
export const UNKNOWN_PRODUCT = 'unknown';

/** True when the pod holds or asks for GPUs. */
export function asksGpus(pod: PodFacts, facts: ClusterFacts): boolean {
  return (
    Object.keys(pod.devices).length > 0 ||
    pod.claims.some(
      claim => claim !== null && facts.findClaim(pod.namespace, claim),
    )
  );
}

/** Physical GPUs that a pod holds now; 0 when it holds none, null when the weight of a device is not known. */
export function heldByPod(pod: PodFacts, facts: ClusterFacts): number | null {
  if (!holdsDevices(pod)) {
    return 0;
  }
  const node = facts.findGpuNode(pod.node ?? '');
  let held: number | null = 0;
  for (const [resource, count] of Object.entries(pod.devices)) {
    const weight = node
      ? deviceWeight(resource, node)
      : unplacedWeight(resource, null);
    held = held === null || weight === null ? null : held + count * weight;
  }
  for (const name of pod.claims) {
    const claim = name === null ? null : facts.findClaim(pod.namespace, name);
    if (!claim || claim.allocated === 0 || claim.allocated === null) {
      continue;
    }
    // Pods that share a claim hold equal parts of its devices.
    const sharers = Math.max(claim.reservedFor.length, 1);
    held =
      held === null || claim.partial ? null : held + claim.allocated / sharers;
  }
  return held;
}

/** Product of the node that a pod is bound to. */
export function productOfPod(
  pod: PodFacts,
  facts: ClusterFacts,
): string | null {
  return pod.node === null
    ? null
    : facts.findGpuNode(pod.node)?.product ?? null;
}

/** Weight of a device when nothing tells the node: plain GPUs are whole cards unless the selector says otherwise. */
function unplacedWeight(
  resource: string,
  selectorLabel: string | null,
): number | null {
  const wanted =
    selectorLabel === null ? null : readGpuProduct(selectorLabel, null);
  if (wanted?.shared || resource.endsWith('.shared')) {
    return null;
  }
  return deviceWeight(resource, {
    replicas: 1,
    migProfile: wanted?.migProfile ?? null,
    cardMemoryGb: wanted?.cardMemoryGb ?? null,
  });
}

/** Labels that a template demands of its node, by selector or by required affinity to one value. */
function demandedLabels(template: unknown): {
  readonly [name: string]: string;
} {
  const labels: { [name: string]: string } = {
    ...textMapOf(at(template, 'spec', 'nodeSelector')),
  };
  const terms = itemsOf(
    at(
      template,
      'spec',
      'affinity',
      'nodeAffinity',
      'requiredDuringSchedulingIgnoredDuringExecution',
      'nodeSelectorTerms',
    ),
  );
  // Several terms are alternatives, so none of them is demanded.
  for (const expression of terms.length === 1
    ? itemsOf(at(terms[0], 'matchExpressions'))
    : []) {
    const key = textOf(at(expression, 'key'));
    const values = textsOf(at(expression, 'values'));
    const [value] = values;
    if (
      key !== null &&
      value !== undefined &&
      values.length === 1 &&
      at(expression, 'operator') === 'In'
    ) {
      labels[key] = value;
    }
  }
  return labels;
}

/** Nodes that a template may run on; those its pods run on, where there are any. */
function candidateNodes(
  template: unknown,
  resource: string,
  bound: readonly GpuNode[],
  facts: ClusterFacts,
): readonly GpuNode[] {
  const used = bound.filter(node => node.devices[resource] !== undefined);
  if (used.length > 0) {
    return used;
  }
  const demanded = Object.entries(demandedLabels(template));
  return facts
    .listGpuNodes()
    .filter(
      node =>
        node.devices[resource] !== undefined &&
        demanded.every(([name, value]) => node.labels[name] === value),
    );
}

interface Asked {
  readonly perReplica: number | null;
  readonly requests: ReadonlyMap<string, number>;
}

function askedPerReplica(
  namespace: string,
  workloadPods: readonly WorkloadPods[],
  bound: readonly GpuNode[],
  facts: ClusterFacts,
): Asked {
  const requests = new Map<string, number>();
  let perReplica: number | null = 0;
  const add = (resource: string, count: number, weight: number | null) => {
    requests.set(resource, (requests.get(resource) ?? 0) + count);
    perReplica =
      perReplica === null || weight === null
        ? null
        : perReplica + count * weight;
  };
  for (const { template, perReplica: podCount } of workloadPods) {
    const label = productLabelOf(demandedLabels(template));
    for (const [resource, count] of readDeviceRequests(at(template, 'spec'))) {
      const weights = new Set(
        candidateNodes(template, resource, bound, facts).map(node =>
          deviceWeight(resource, node),
        ),
      );
      const [weight = null] =
        weights.size === 0 ? [unplacedWeight(resource, label)] : weights;
      add(resource, count * podCount, weights.size > 1 ? null : weight);
    }
    for (const reference of readClaimReferences(at(template, 'spec'))) {
      const claim =
        (reference.claimName !== null
          ? facts.findClaim(namespace, reference.claimName)
          : undefined) ??
        (reference.templateName !== null
          ? facts.findClaimTemplate(namespace, reference.templateName)
          : undefined);
      for (const [deviceClass, count] of claim?.asked ?? []) {
        add(deviceClass, count * podCount, claim?.partial ? null : 1);
      }
    }
  }
  return { perReplica, requests };
}

function mostCommon(products: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const product of products) {
    counts.set(product, (counts.get(product) ?? 0) + 1);
  }
  const [first] = [...counts].sort(
    ([a, m], [b, n]) => n - m || (a < b ? -1 : 1),
  );
  return first?.[0] ?? null;
}

/** The GPUs of a server: what a replica asks for, what its pods hold, and on which products. */
export function describeGpus(
  namespace: string,
  workloadPods: readonly WorkloadPods[],
  pods: readonly PodFacts[],
  facts: ClusterFacts,
): Gpus {
  const gpuPods = pods.filter(pod => holdsDevices(pod) && asksGpus(pod, facts));
  const bound = gpuPods.flatMap(pod => facts.findGpuNode(pod.node ?? '') ?? []);
  const { perReplica, requests } = askedPerReplica(
    namespace,
    workloadPods,
    bound,
    facts,
  );
  const onNodes = gpuPods.flatMap(pod => productOfPod(pod, facts) ?? []);
  const wanted = workloadPods.flatMap(({ template }) => {
    const label = productLabelOf(demandedLabels(template));
    return label === null ? [] : [readGpuProduct(label, null)];
  });
  const held = gpuPods.reduce<number | null>((sum, pod) => {
    const own = heldByPod(pod, facts);
    return sum === null || own === null ? null : sum + own;
  }, 0);
  const names = [...requests.keys()];
  return {
    perReplica,
    held,
    product:
      mostCommon(onNodes) ??
      (names.length > 0 ? wanted[0]?.product ?? null : null),
    products: [...new Set(onNodes)].sort(),
    requests: names.map(resource => ({
      resource,
      count: requests.get(resource) ?? 0,
    })),
    shared:
      names.some(name => /\/mig-|^mig\.|\.shared$/.test(name)) ||
      bound.some(node => node.shared) ||
      (names.length > 0 &&
        bound.length === 0 &&
        wanted.some(({ shared, migProfile }) => shared || migProfile !== null)),
  };
}
