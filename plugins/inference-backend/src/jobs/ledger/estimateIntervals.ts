import type {
  AllocationInterval,
  NodeInterval,
} from '../../decide/cost/ledger';
import { weightOfUnits } from '../../decide/cost/weights';
import {
  type LedgerNode,
  readLedgerNode,
} from '../../observe/clusters/ledger/readLedgerNode';
import { exactDeviceWeight } from '../../observe/clusters/servers/gpuNode';
import type { MigMeasure } from '../../observe/clusters/servers/gpuProduct';
import type {
  KubeState,
  KubeStateHold,
  KubeStateNode,
} from '../../observe/metrics/kubeState/readKubeState';

/** What estimates of one cluster are made with. */
export interface EstimateContext {
  readonly cluster: string;
  readonly migMeasure: MigMeasure;
  /** The node as the watch saw it, if it is the same machine. */
  findObserved(node: KubeStateNode): NodeInterval | undefined;
  /** Server that a pod belonged to; null when it is none that is known. */
  findServerId(hold: KubeStateHold): string | null;
}

const WHOLE = { numerator: 1, denominator: 1 };

/** The object that kube-state-metrics described. A machine whose labels are not exported has the product that the watch saw on it. */
function objectOf(
  node: KubeStateNode,
  uid: string,
  observed: NodeInterval | undefined,
): unknown {
  const hasLabels = Object.keys(node.labels).length > 0;
  const seen = {
    ...(observed?.gpuProduct
      ? { 'nvidia.com/gpu.product': observed.gpuProduct }
      : {}),
    ...(observed ? { 'nvidia.com/gpu.count': `${observed.physicalGpus}` } : {}),
  };
  return {
    metadata: {
      name: node.name,
      uid,
      creationTimestamp: new Date(node.createdAt).toISOString(),
      labels: hasLabels ? node.labels : seen,
    },
    spec: node.providerId === null ? {} : { providerID: node.providerId },
    status: { capacity: node.capacity },
  };
}

function intervalOf(
  node: KubeStateNode,
  { facts }: LedgerNode,
  observed: NodeInterval | undefined,
  cluster: string,
): NodeInterval {
  const hasLabels = Object.keys(node.labels).length > 0;
  return {
    ...facts,
    ...(observed && !hasLabels
      ? {
          gpuProduct: observed.gpuProduct,
          instanceType: observed.instanceType,
          region: observed.region,
          capacityType: observed.capacityType,
        }
      : {}),
    // A price on the node itself is not among the metrics.
    statedPrice: observed?.statedPrice ?? null,
    cluster,
    from: node.createdAt,
    to: node.endedAt,
    quality: 'estimated',
  };
}

/**
 * Turns what kube-state-metrics told of a window into intervals. A machine that the watch knows keeps its uid; of one that is gone the name
 * and the instant of its creation stand for it.
 */
export function estimateIntervals(
  state: KubeState,
  context: EstimateContext,
): {
  readonly nodes: readonly NodeInterval[];
  readonly allocations: readonly AllocationInterval[];
} {
  const { cluster, migMeasure } = context;
  const nodes: NodeInterval[] = [];
  const byName = new Map<string, LedgerNode>();
  // Of two machines of one name the later one counts for pods.
  for (const node of [...state.nodes].sort(
    (a, b) => a.createdAt - b.createdAt,
  )) {
    const observed = context.findObserved(node);
    const uid =
      observed?.uid ?? `${cluster}/${node.name}@${node.createdAt / 1000}`;
    const read = readLedgerNode(objectOf(node, uid, observed));
    if (read?.isGpuNode) {
      byName.set(node.name, read);
      nodes.push(intervalOf(node, read, observed, cluster));
    }
  }
  const allocations = state.holds.flatMap((hold): AllocationInterval[] => {
    const node = byName.get(hold.node);
    if (!node) {
      return [];
    }
    const each =
      node.gpu && exactDeviceWeight(hold.resource, node.gpu, migMeasure);
    return [
      {
        podUid: hold.podUid,
        container: hold.container,
        nodeUid: node.facts.uid,
        cluster,
        namespace: hold.namespace,
        podName: hold.podName,
        resource: hold.resource,
        units: hold.units,
        weight: weightOfUnits(hold.units, each ?? WHOLE),
        serverId: context.findServerId(hold),
        labels: {},
        from: hold.from,
        to: hold.to,
        quality: 'estimated',
      },
    ];
  });
  return { nodes, allocations };
}
