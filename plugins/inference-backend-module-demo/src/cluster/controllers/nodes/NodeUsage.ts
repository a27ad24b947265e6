import type { Change } from '../../store/EventLog';
import type { Pod, PodSpec } from '../../workloadTypes';
import { isOfKind } from '../ClusterView';
import { quantityOf } from './quantity';

/** Amounts by resource name. */
export type Amounts = Map<string, number>;

/** What the containers of a pod request, `pods: 1` included. */
export function requestsOf(spec: PodSpec): Amounts {
  const total: Amounts = new Map([['pods', 1]]);
  for (const { resources } of spec.containers) {
    const requests = { ...resources?.limits, ...resources?.requests };
    for (const [name, value] of Object.entries(requests)) {
      total.set(name, (total.get(name) ?? 0) + quantityOf(value));
    }
  }
  return total;
}

/** What bound pods take from each node, kept up with every change. */
export class NodeUsage {
  private readonly used = new Map<string, Amounts>();

  observe({ type, version, previous }: Change): void {
    if (!isOfKind(version, '', 'Pod')) return;
    // The store of pods holds pods only.
    if (previous) this.count(previous.object as Pod, -1);
    if (type !== 'DELETED') this.count(version.object as Pod, 1);
  }

  usedOn(node: string): Amounts {
    return this.used.get(node) ?? new Map();
  }

  private count({ spec, status }: Pod, sign: 1 | -1): void {
    if (
      !spec.nodeName ||
      status?.phase === 'Succeeded' ||
      status?.phase === 'Failed'
    )
      return;
    const used = this.used.get(spec.nodeName) ?? new Map<string, number>();
    for (const [name, amount] of requestsOf(spec)) {
      used.set(name, (used.get(name) ?? 0) + sign * amount);
    }
    this.used.set(spec.nodeName, used);
  }
}
