import { findController } from '../../objects';
import type { Change } from '../../store/EventLog';
import type { DaemonSet, Node, Pod } from '../../workloadTypes';
import { isOfKind, type ClusterView } from '../ClusterView';
import type { Controller, Wake } from '../Controller';
import type { EventRecorder } from '../EventRecorder';
import { matchesSelector, untoleratedTaint } from '../nodes/fitting';
import { isActive, isReady, podFrom } from '../pods';
import { currentRevision, forgetOldRevisions } from './controllerRevisions';

const REVISION_LABEL = 'controller-revision-hash';
/** Taints that every pod of a DaemonSet tolerates. */
const TOLERATIONS = [
  'node.kubernetes.io/not-ready',
  'node.kubernetes.io/unreachable',
  'node.kubernetes.io/unschedulable',
].map(key => ({ key, operator: 'Exists' }));

/** Keeps one pod on each node that a DaemonSet is for. */
export class DaemonSetController implements Controller {
  readonly name = 'daemonset-controller';

  constructor(
    private readonly view: ClusterView,
    private readonly events: EventRecorder,
  ) {}

  observe({ type, version, previous }: Change, wake: Wake): void {
    if (isOfKind(version, 'apps', 'DaemonSet'))
      wake.now(version.object.metadata.uid);
    if (isOfKind(version, '', 'Pod')) {
      const owner = findController(version.object.metadata);
      if (owner?.kind === 'DaemonSet') wake.now(owner.uid);
    }
    if (!isOfKind(version, '', 'Node')) return;
    const before = previous?.object;
    const after = version.object;
    const same =
      before?.spec === after.spec &&
      before?.metadata.labels === after.metadata.labels;
    if (type === 'MODIFIED' && same) return;
    const definition = this.view.definition('apps/v1', 'DaemonSet');
    for (const each of definition
      ? this.view.cluster.store.list(definition)
      : []) {
      wake.now(each.object.metadata.uid);
    }
  }

  reconcile(uid: string): void {
    const set = this.view.find<DaemonSet>(uid, 'apps', 'DaemonSet');
    if (!set || set.metadata.deletionTimestamp !== undefined) return;
    const revision = currentRevision(this.view, set)?.metadata.name;
    if (!revision) return;
    const nodes = this.listNodes(set);
    const pods = this.view.listControlled<Pod>(set, '', 'Pod');
    const hash = this.hashOf(set, revision);
    this.place(set, nodes, pods, hash);
    // Pods that were just placed count: they are not ready yet.
    this.roll(set, this.view.listControlled<Pod>(set, '', 'Pod'), hash);
    this.updateStatus(set, nodes, hash);
    forgetOldRevisions(this.view, set, new Set([revision]));
  }

  private place(
    set: DaemonSet,
    nodes: readonly Node[],
    pods: readonly Pod[],
    hash: string,
  ): void {
    const names = new Set(nodes.map(node => node.metadata.name));
    const covered = new Set(pods.map(pod => pod.spec.nodeName));
    for (const nodeName of names) {
      if (covered.has(nodeName)) continue;
      const tolerations = [
        ...(set.spec.template.spec.tolerations ?? []),
        ...TOLERATIONS,
      ];
      const pod = this.view.create(
        'v1',
        'Pod',
        podFrom(
          set,
          set.spec.template,
          { generateName: `${set.metadata.name}-` },
          {
            labels: { [REVISION_LABEL]: hash },
            spec: { nodeName, tolerations },
          },
        ),
      );
      if (pod)
        this.record(
          set,
          'SuccessfulCreate',
          `Created pod: ${pod.metadata.name}`,
        );
    }
    for (const pod of pods) {
      const stray =
        !names.has(pod.spec.nodeName ?? '') || pod.status?.phase === 'Failed';
      if (stray && pod.metadata.deletionTimestamp === undefined)
        this.remove(set, pod);
    }
  }

  /** One old pod at a time, once all others are ready. */
  private roll(set: DaemonSet, pods: readonly Pod[], hash: string): void {
    if (set.spec.updateStrategy?.type === 'OnDelete') return;
    const old = pods.filter(
      pod => (pod.metadata.labels?.[REVISION_LABEL] ?? hash) !== hash,
    );
    const allReady = pods.every(pod => isReady(pod) && isActive(pod));
    const unready = old.find(pod => !isReady(pod) && isActive(pod));
    const next = unready ?? (allReady ? old[0] : undefined);
    if (next) this.remove(set, next);
  }

  private updateStatus(
    set: DaemonSet,
    nodes: readonly Node[],
    hash: string,
  ): void {
    const pods = this.view.listControlled<Pod>(set, '', 'Pod').filter(isActive);
    const ready = pods.filter(isReady).length;
    this.view.updateStatus(set, {
      currentNumberScheduled: pods.length,
      numberMisscheduled: 0,
      desiredNumberScheduled: nodes.length,
      numberReady: ready,
      observedGeneration: set.metadata.generation,
      updatedNumberScheduled: pods.filter(
        pod => (pod.metadata.labels?.[REVISION_LABEL] ?? hash) === hash,
      ).length,
      ...(ready > 0 ? { numberAvailable: ready } : {}),
      ...(nodes.length > ready
        ? { numberUnavailable: nodes.length - ready }
        : {}),
    });
  }

  private listNodes(set: DaemonSet): Node[] {
    const definition = this.view.definition('v1', 'Node');
    const { spec } = set.spec.template;
    const tolerant = {
      ...spec,
      tolerations: [...(spec.tolerations ?? []), ...TOLERATIONS],
    };
    return (definition ? this.view.cluster.store.list(definition) : [])
      .map(({ object }) => object as Node)
      .filter(
        node =>
          matchesSelector(tolerant, node) &&
          !untoleratedTaint(tolerant, node, ['NoSchedule', 'NoExecute']),
      );
  }

  private hashOf(set: DaemonSet, revision: string): string {
    return revision.slice(set.metadata.name.length + 1);
  }

  private remove(set: DaemonSet, pod: Pod): void {
    this.view.delete(pod);
    this.record(set, 'SuccessfulDelete', `Deleted pod: ${pod.metadata.name}`);
  }

  private record(set: DaemonSet, reason: string, message: string): void {
    this.events.record(set, 'Normal', reason, message, {
      component: this.name,
    });
  }
}
