import type { Node, PodSpec, Toleration } from '../../workloadTypes';
import type { Amounts } from './NodeUsage';
import { quantityOf } from './quantity';

const ROUNDING = 1e-6;

/** Why a pod does not fit on a node. */
export interface Obstacle {
  /** In the scheduler's words. */
  readonly reason: string;
  /** True when the node would not do if it were empty. */
  readonly lasting: boolean;
}

/** Why a pod does not fit on a node; empty when it fits. */
export function obstacles(
  spec: PodSpec,
  requests: Amounts,
  node: Node,
  used: Amounts,
): Obstacle[] {
  const lasting = (reason: string) => [{ reason, lasting: true }];
  if (node.spec?.unschedulable) return lasting('node(s) were unschedulable');
  const taint = untoleratedTaint(spec, node, ['NoSchedule', 'NoExecute']);
  if (taint) {
    return lasting('node(s) had untolerated taint(s)');
  }
  if (!matchesSelector(spec, node)) {
    return lasting("node(s) didn't match Pod's node affinity/selector");
  }
  const allocatable = node.status?.allocatable ?? {};
  const lacking: Obstacle[] = [];
  for (const [name, amount] of requests) {
    if (amount === 0) continue;
    // Nodes of a simulation that say nothing of the number of pods take as many as a usual kubelet.
    const capacity = quantityOf(
      allocatable[name] ?? (name === 'pods' ? 110 : 0),
    );
    const free = capacity - (used.get(name) ?? 0);
    if (amount > free + ROUNDING) {
      lacking.push({
        reason: name === 'pods' ? 'Too many pods' : `Insufficient ${name}`,
        lasting: name !== 'pods' && amount > capacity + ROUNDING,
      });
    }
  }
  return lacking;
}

/** Whether a node's labels satisfy a pod's nodeSelector. */
export function matchesSelector(spec: PodSpec, node: Node): boolean {
  return Object.entries(spec.nodeSelector ?? {}).every(
    ([key, value]) => node.metadata.labels?.[key] === value,
  );
}

/** The first taint of the given effects that a pod does not tolerate. */
export function untoleratedTaint(
  spec: PodSpec,
  node: Node,
  effects: readonly string[],
) {
  return node.spec?.taints?.find(
    taint =>
      effects.includes(taint.effect) &&
      !spec.tolerations?.some(toleration => tolerates(toleration, taint)),
  );
}

function tolerates(
  toleration: Toleration,
  taint: {
    readonly key: string;
    readonly value?: string;
    readonly effect: string;
  },
): boolean {
  if (toleration.effect && toleration.effect !== taint.effect) return false;
  if (toleration.key && toleration.key !== taint.key) return false;
  if (toleration.operator === 'Exists') return true;
  return (
    toleration.key !== undefined &&
    (toleration.value ?? '') === (taint.value ?? '')
  );
}

/** The scheduler's sentence, such as `0/6 nodes are available: 6 Insufficient nvidia.com/gpu.` */
export function unschedulableMessage(
  nodes: number,
  refusals: readonly (readonly Obstacle[])[],
): string {
  if (nodes === 0) return 'no nodes available to schedule pods';
  const reasons = refusals.flatMap(each => each.map(({ reason }) => reason));
  // Pods of one priority do not displace each other.
  const preemption = refusals.map(each =>
    each.some(({ lasting }) => lasting)
      ? 'Preemption is not helpful for scheduling'
      : 'No preemption victims found for incoming pod',
  );
  return `0/${nodes} nodes are available: ${counted(
    reasons,
  )}. no new claims to deallocate, preemption: 0/${nodes} nodes are available: ${counted(
    preemption,
  )}.`;
}

function counted(reasons: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const reason of reasons)
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts]
    .map(([reason, count]) => `${count} ${reason}`)
    .sort()
    .join(', ');
}
