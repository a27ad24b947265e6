import { findController } from '../objects';
import type { Change } from '../store/EventLog';
import type { Pod, ReplicaSet } from '../workloadTypes';
import { isOfKind, type ClusterView } from './ClusterView';
import type { Controller, Wake } from './Controller';
import type { EventRecorder } from './EventRecorder';
import {
  availableAt,
  byDispensability,
  isActive,
  isReady,
  podFrom,
} from './pods';

/** Keeps as many pods as a ReplicaSet asks for. */
export class ReplicaSetController implements Controller {
  readonly name = 'replicaset-controller';

  constructor(
    private readonly view: ClusterView,
    private readonly events: EventRecorder,
  ) {}

  observe({ version }: Change, wake: Wake): void {
    if (isOfKind(version, 'apps', 'ReplicaSet'))
      wake.now(version.object.metadata.uid);
    if (!isOfKind(version, '', 'Pod')) return;
    const owner = findController(version.object.metadata);
    if (owner?.kind === 'ReplicaSet') wake.now(owner.uid);
  }

  reconcile(uid: string, wake: Wake): void {
    const set = this.view.find<ReplicaSet>(uid, 'apps', 'ReplicaSet');
    if (!set || set.metadata.deletionTimestamp !== undefined) return;
    const pods = this.view.listControlled<Pod>(set, '', 'Pod').filter(isActive);
    const missing = set.spec.replicas - pods.length;
    for (let i = 0; i < missing; i++) this.createPod(set);
    if (missing < 0) {
      for (const pod of [...pods].sort(byDispensability).slice(0, -missing)) {
        this.view.delete(pod);
        this.events.record(
          set,
          'Normal',
          'SuccessfulDelete',
          `Deleted pod: ${pod.metadata.name}`,
          {
            component: this.name,
          },
        );
      }
    }
    this.updateStatus(set, wake);
  }

  private createPod(set: ReplicaSet): void {
    const identity = { generateName: `${set.metadata.name}-` };
    const pod = this.view.create(
      'v1',
      'Pod',
      podFrom(set, set.spec.template, identity),
    );
    if (!pod) return;
    this.events.record(
      set,
      'Normal',
      'SuccessfulCreate',
      `Created pod: ${pod.metadata.name}`,
      {
        component: this.name,
      },
    );
  }

  private updateStatus(set: ReplicaSet, wake: Wake): void {
    const all = this.view.listControlled<Pod>(set, '', 'Pod');
    const pods = all.filter(isActive);
    const terminating = all.filter(
      pod => pod.metadata.deletionTimestamp !== undefined,
    ).length;
    const nowMs = this.view.now();
    let available = 0;
    for (const pod of pods) {
      const instant = availableAt(pod, set.spec.minReadySeconds ?? 0);
      if (instant === null) continue;
      if (instant <= nowMs) available += 1;
      else wake.at(set.metadata.uid, instant);
    }
    const ready = pods.filter(isReady).length;
    this.view.updateStatus(set, {
      replicas: pods.length,
      ...(pods.length > 0 ? { fullyLabeledReplicas: pods.length } : {}),
      ...(ready > 0 ? { readyReplicas: ready } : {}),
      ...(available > 0 ? { availableReplicas: available } : {}),
      terminatingReplicas: terminating,
      observedGeneration: set.metadata.generation,
    });
  }
}
