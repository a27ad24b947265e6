import { timestampOf } from '../../objects';
import type { Change } from '../../store/EventLog';
import type { Condition, Node, Pod } from '../../workloadTypes';
import { isOfKind, type ClusterView } from '../ClusterView';
import type { Controller, Wake } from '../Controller';
import type { EventRecorder } from '../EventRecorder';
import { obstacles, unschedulableMessage, type Obstacle } from './fitting';
import { NodeUsage, requestsOf } from './NodeUsage';

/** Binds pods to nodes that have what they request. */
export class Scheduler implements Controller {
  readonly name = 'default-scheduler';
  private readonly usage = new NodeUsage();
  private readonly waiting = new Set<string>();

  constructor(
    private readonly view: ClusterView,
    private readonly events: EventRecorder,
  ) {}

  observe(change: Change, wake: Wake): void {
    const { type, version } = change;
    this.usage.observe(change);
    if (isOfKind(version, '', 'Pod')) {
      const pod = version.object as Pod;
      if (type === 'DELETED') this.waiting.delete(pod.metadata.uid);
      else if (!pod.spec.nodeName && type === 'ADDED')
        wake.now(pod.metadata.uid);
      const freed =
        type === 'DELETED' ||
        pod.status?.phase === 'Succeeded' ||
        pod.status?.phase === 'Failed';
      if (freed && pod.spec.nodeName) this.retryWaiting(wake);
    }
    // Heartbeats change nothing for the scheduler; new nodes, labels, taints and capacities do.
    if (
      isOfKind(version, '', 'Node') &&
      type !== 'DELETED' &&
      offersMore(change)
    ) {
      this.retryWaiting(wake);
    }
  }

  reconcile(uid: string): void {
    const pod = this.view.find<Pod>(uid, '', 'Pod');
    const done =
      !pod || pod.spec.nodeName || pod.metadata.deletionTimestamp !== undefined;
    if (
      done ||
      pod.status?.phase === 'Failed' ||
      pod.status?.phase === 'Succeeded'
    ) {
      this.waiting.delete(uid);
      return;
    }
    const nodes = this.listNodes();
    const behaviour = this.view.cluster.behaviourOf(pod);
    if (behaviour.outcome === 'pending') {
      const none = nodes.map(() => [
        {
          reason: "node(s) didn't match Pod's node affinity/selector",
          lasting: true,
        },
      ]);
      this.reject(
        pod,
        behaviour.message ?? unschedulableMessage(nodes.length, none),
      );
      return;
    }
    const requests = requestsOf(pod.spec);
    const reasons: Obstacle[][] = [];
    let best: { node: string; used: number } | undefined;
    for (const node of nodes) {
      const { name } = node.metadata;
      const used = this.usage.usedOn(name);
      const lacking = obstacles(pod.spec, requests, node, used);
      if (lacking.length > 0) reasons.push(lacking);
      else if (!best || (used.get('pods') ?? 0) < best.used) {
        best = { node: name, used: used.get('pods') ?? 0 };
      }
    }
    if (best) this.bind(pod, best.node);
    else this.reject(pod, unschedulableMessage(nodes.length, reasons));
  }

  private bind(pod: Pod, nodeName: string): void {
    this.waiting.delete(pod.metadata.uid);
    const bound = this.view.update(pod, { spec: { nodeName } });
    if (!bound) return;
    this.setScheduled(pod, {
      type: 'PodScheduled',
      status: 'True',
      lastTransitionTime: timestampOf(this.view.now()),
    });
    const { name, namespace = '' } = pod.metadata;
    this.events.record(
      bound,
      'Normal',
      'Scheduled',
      `Successfully assigned ${namespace}/${name} to ${nodeName}`,
      { component: this.name },
    );
  }

  private reject(pod: Pod, message: string): void {
    this.waiting.add(pod.metadata.uid);
    const present = pod.status?.conditions?.find(
      each => each.type === 'PodScheduled',
    );
    if (present?.status === 'False' && present.message === message) return;
    this.setScheduled(pod, {
      type: 'PodScheduled',
      status: 'False',
      reason: 'Unschedulable',
      message,
      lastTransitionTime:
        present?.lastTransitionTime ?? timestampOf(this.view.now()),
    });
    this.events.record(pod, 'Warning', 'FailedScheduling', message, {
      component: this.name,
    });
  }

  private setScheduled(pod: Pod, condition: Condition): void {
    const others = (pod.status?.conditions ?? []).filter(
      each => each.type !== 'PodScheduled',
    );
    this.view.updateStatus(pod, {
      ...pod.status,
      phase: pod.status?.phase ?? 'Pending',
      conditions: [...others, condition],
    });
  }

  private retryWaiting(wake: Wake): void {
    for (const uid of this.waiting) wake.now(uid);
  }

  private listNodes(): Node[] {
    const definition = this.view.definition('v1', 'Node');
    if (!definition) return [];
    return this.view.cluster.store
      .list(definition)
      .map(({ object }) => object as Node);
  }
}

function offersMore({ previous, version }: Change): boolean {
  if (!previous) return true;
  const before = previous.object as Node;
  const after = version.object as Node;
  return (
    before.spec !== after.spec ||
    before.metadata.labels !== after.metadata.labels ||
    before.status?.allocatable !== after.status?.allocatable
  );
}
