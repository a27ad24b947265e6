import type { Change } from '../../store/EventLog';
import type { Pod } from '../../workloadTypes';
import { isOfKind, type ClusterView } from '../ClusterView';
import type { Controller, Wake } from '../Controller';
import type { EventRecorder } from '../EventRecorder';
import { PodNetwork } from './PodNetwork';
import { PodRunner } from './PodRunner';
import type { Step } from './podSteps';

/** Runs bound pods through their phases, as their behaviour says, and ends deleted ones. */
export class Kubelet implements Controller {
  readonly name = 'kubelet';
  private readonly steps = new Map<string, Step>();
  private readonly endings = new Map<string, number>();

  private readonly runner: PodRunner;

  constructor(private readonly view: ClusterView, events: EventRecorder) {
    this.runner = new PodRunner(view, events, new PodNetwork());
  }

  observe({ type, version }: Change, wake: Wake): void {
    if (!isOfKind(version, '', 'Pod')) return;
    const pod = version.object as Pod;
    const { uid, deletionTimestamp } = pod.metadata;
    if (type === 'DELETED') {
      this.steps.delete(uid);
      this.endings.delete(uid);
    } else if (
      pod.spec.nodeName &&
      (deletionTimestamp !== undefined || !this.steps.has(uid))
    ) {
      wake.now(uid);
    }
  }

  reconcile(uid: string, wake: Wake): void {
    const pod = this.view.find<Pod>(uid, '', 'Pod');
    if (!pod?.spec.nodeName) return;
    if (pod.metadata.deletionTimestamp !== undefined) {
      this.end(pod, wake);
      return;
    }
    if (pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed')
      return;
    const behaviour = this.view.cluster.behaviourOf(pod);
    const step = this.steps.get(uid) ?? this.runner.firstStep(pod, behaviour);
    if (!step) return;
    if (step.atMs > this.view.now()) {
      this.steps.set(uid, step);
      wake.at(uid, step.atMs);
      return;
    }
    // What was just admitted has a status by now.
    const admitted = this.view.find<Pod>(uid, '', 'Pod') ?? pod;
    const next = this.runner.take(step, admitted, behaviour);
    if (!next) {
      // The pod has settled; a step in the far future keeps later changes from starting it anew.
      this.steps.set(uid, { what: 'settle', atMs: Infinity, attempt: 0 });
      return;
    }
    this.steps.set(uid, next);
    wake.at(uid, next.atMs);
  }

  private end(pod: Pod, wake: Wake): void {
    const { uid, deletionGracePeriodSeconds = 30 } = pod.metadata;
    const nowMs = this.view.now();
    let endMs = this.endings.get(uid);
    if (endMs === undefined) {
      const { shutdownMs = 1_000 } = this.view.cluster.behaviourOf(pod);
      endMs = nowMs + Math.min(shutdownMs, deletionGracePeriodSeconds * 1000);
      this.endings.set(uid, endMs);
      const started = (pod.status?.containerStatuses ?? []).filter(
        each => each.state.running,
      );
      for (const { name } of started)
        this.runner.record(
          pod,
          'Normal',
          'Killing',
          `Stopping container ${name}`,
        );
    }
    if (endMs > nowMs) {
      wake.at(uid, endMs);
      return;
    }
    if ((pod.metadata.finalizers ?? []).length > 0) return;
    const { store } = this.view.cluster;
    const stored = store.findByUid(uid);
    if (stored) store.remove(stored.definition, stored.namespace, stored.name);
  }
}
