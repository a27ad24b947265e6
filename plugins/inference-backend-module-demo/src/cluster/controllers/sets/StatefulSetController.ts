import { findController, isRecord } from '../../objects';
import type { Change } from '../../store/EventLog';
import type { Pod, StatefulSet } from '../../workloadTypes';
import { isOfKind, type ClusterView } from '../ClusterView';
import type { Controller, Wake } from '../Controller';
import type { EventRecorder } from '../EventRecorder';
import { isReady, podFrom } from '../pods';
import { currentRevision, forgetOldRevisions } from './controllerRevisions';

const REVISION_LABEL = 'controller-revision-hash';
const NAME_RETRY_MS = 1_000;

/** Keeps the numbered pods of a StatefulSet, in order unless its pods are managed in parallel. */
export class StatefulSetController implements Controller {
  readonly name = 'statefulset-controller';

  constructor(
    private readonly view: ClusterView,
    private readonly events: EventRecorder,
  ) {}

  observe({ version }: Change, wake: Wake): void {
    if (isOfKind(version, 'apps', 'StatefulSet'))
      wake.now(version.object.metadata.uid);
    if (!isOfKind(version, '', 'Pod')) return;
    const owner = findController(version.object.metadata);
    if (owner?.kind === 'StatefulSet') wake.now(owner.uid);
  }

  reconcile(uid: string, wake: Wake): void {
    const set = this.view.find<StatefulSet>(uid, 'apps', 'StatefulSet');
    if (!set || set.metadata.deletionTimestamp !== undefined) return;
    const revision = currentRevision(this.view, set);
    if (!revision) return;
    const target = revision.metadata.name;
    const pods = this.podsByOrdinal(set);
    const acted =
      this.scale(set, pods, target, wake) || this.replaceFailed(pods);
    if (!acted) this.roll(set, pods, target);
    this.updateStatus(set, target);
  }

  private podsByOrdinal(set: StatefulSet): Map<number, Pod> {
    const pods = this.view.listControlled<Pod>(set, '', 'Pod');
    const ordinal = ({ metadata }: Pod) =>
      Number(/-(\d+)$/.exec(metadata.name)?.[1] ?? -1);
    return new Map(
      pods
        .map((pod): [number, Pod] => [ordinal(pod), pod])
        .sort(([a], [b]) => a - b),
    );
  }

  /** Creates missing and deletes superfluous pods. True when the set is not of its size yet. */
  private scale(
    set: StatefulSet,
    pods: ReadonlyMap<number, Pod>,
    target: string,
    wake: Wake,
  ): boolean {
    const start = startOf(set);
    const end = start + set.spec.replicas;
    const parallel = set.spec.podManagementPolicy === 'Parallel';
    let acted = false;
    for (let ordinal = start; ordinal < end; ordinal++) {
      const pod = pods.get(ordinal);
      if (!pod) {
        this.createPod(
          set,
          ordinal,
          this.revisionFor(set, ordinal, target),
          wake,
        );
        acted = true;
      }
      if (!parallel && (!pod || !isReady(pod))) return true;
      if (pod?.metadata.deletionTimestamp !== undefined) acted = true;
    }
    const superfluous = [...pods]
      .filter(([ordinal]) => ordinal < start || ordinal >= end)
      .reverse();
    for (const [, pod] of superfluous) {
      if (pod.metadata.deletionTimestamp === undefined)
        this.deletePod(set, pod);
      acted = true;
      if (!parallel) return true;
    }
    return acted;
  }

  /** Below the partition pods keep the revision they had. */
  private revisionFor(
    set: StatefulSet,
    ordinal: number,
    target: string,
  ): string {
    const partition = set.spec.updateStrategy?.rollingUpdate?.partition ?? 0;
    const current = set.status?.currentRevision;
    return ordinal < partition && current ? current : target;
  }

  private replaceFailed(pods: ReadonlyMap<number, Pod>): boolean {
    let acted = false;
    for (const pod of pods.values()) {
      if (
        pod.status?.phase !== 'Failed' ||
        pod.metadata.deletionTimestamp !== undefined
      )
        continue;
      this.view.delete(pod);
      acted = true;
    }
    return acted;
  }

  /** Takes the highest pod of an old revision down, one at a time and only while all others are ready. */
  private roll(
    set: StatefulSet,
    pods: ReadonlyMap<number, Pod>,
    target: string,
  ): void {
    if (set.spec.updateStrategy?.type === 'OnDelete') return;
    const partition = set.spec.updateStrategy?.rollingUpdate?.partition ?? 0;
    for (const [ordinal, pod] of [...pods].reverse()) {
      if (ordinal < partition) return;
      if (revisionOf(pod, target) !== target) {
        if (pod.metadata.deletionTimestamp === undefined)
          this.deletePod(set, pod);
        return;
      }
      if (!isReady(pod)) return;
    }
  }

  private createPod(
    set: StatefulSet,
    ordinal: number,
    revision: string,
    wake: Wake,
  ): void {
    const name = `${set.metadata.name}-${ordinal}`;
    const definition = this.view.definition('v1', 'Pod');
    const taken =
      definition &&
      this.view.cluster.store.find(
        definition,
        set.metadata.namespace ?? '',
        name,
      );
    if (taken) {
      // Somebody else's pod of that name, perhaps one of a predecessor that is on its way out.
      wake.at(set.metadata.uid, this.view.now() + NAME_RETRY_MS);
      return;
    }
    this.view.create(
      'v1',
      'Pod',
      podFrom(
        set,
        set.spec.template,
        { name },
        {
          labels: {
            [REVISION_LABEL]: revision,
            'statefulset.kubernetes.io/pod-name': name,
            'apps.kubernetes.io/pod-index': String(ordinal),
          },
          spec: {
            hostname: name,
            ...(set.spec.serviceName
              ? { subdomain: set.spec.serviceName }
              : {}),
          },
        },
      ),
    );
    this.record(
      set,
      'SuccessfulCreate',
      `create Pod ${name} in StatefulSet ${set.metadata.name} successful`,
    );
  }

  private deletePod(set: StatefulSet, pod: Pod): void {
    this.view.delete(pod);
    this.record(
      set,
      'SuccessfulDelete',
      `delete Pod ${pod.metadata.name} in StatefulSet ${set.metadata.name} successful`,
    );
  }

  private updateStatus(set: StatefulSet, target: string): void {
    const pods = [...this.podsByOrdinal(set).values()];
    const ready = pods.filter(isReady);
    const updated = pods.filter(pod => revisionOf(pod, target) === target);
    const complete =
      updated.length === pods.length && ready.length === set.spec.replicas;
    const currentRevisionName = complete
      ? target
      : set.status?.currentRevision ?? target;
    const current = pods.filter(
      pod => revisionOf(pod, target) === currentRevisionName,
    );
    this.view.updateStatus(set, {
      observedGeneration: set.metadata.generation,
      replicas: pods.length,
      ...(ready.length > 0 ? { readyReplicas: ready.length } : {}),
      availableReplicas: ready.length,
      ...(current.length > 0 ? { currentReplicas: current.length } : {}),
      ...(updated.length > 0 ? { updatedReplicas: updated.length } : {}),
      currentRevision: currentRevisionName,
      updateRevision: target,
      collisionCount: 0,
    });
    forgetOldRevisions(
      this.view,
      set,
      new Set([
        target,
        currentRevisionName,
        ...pods.map(pod => revisionOf(pod, target)),
      ]),
    );
  }

  private record(set: StatefulSet, reason: string, message: string): void {
    this.events.record(set, 'Normal', reason, message, {
      component: this.name,
    });
  }
}

/** Pods that somebody made without the label count as up to date. */
function revisionOf(pod: Pod, target: string): string {
  return pod.metadata.labels?.[REVISION_LABEL] ?? target;
}

function startOf({ spec }: StatefulSet): number {
  const ordinals = 'ordinals' in spec ? spec.ordinals : undefined;
  return isRecord(ordinals) && typeof ordinals.start === 'number'
    ? ordinals.start
    : 0;
}
