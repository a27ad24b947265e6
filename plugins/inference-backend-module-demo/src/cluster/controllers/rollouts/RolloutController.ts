import { controllerReference, findController } from '../../objects';
import { templateHash } from '../../Random';
import { labelSelectorText } from '../../selectors/labelSelector';
import type { Change } from '../../store/EventLog';
import type { PodTemplate, ReplicaSet } from '../../workloadTypes';
import { isOfKind, type ClusterView } from '../ClusterView';
import type { Controller, Wake } from '../Controller';
import { isMadeFrom, revisionOf } from '../deployments/revisions';
import { nextSizes, parseSteps, sidesFor, weightAt } from './canary';
import { positionOf, type Position } from './position';
import { available, HASH, hashOf, highest, REVISION } from './replicaSets';
import type { Rollout } from './rolloutTypes';

const GROUP = 'argoproj.io';

/** Argo Rollouts' canary without traffic routing: weights are numbers of pods. */
export class RolloutController implements Controller {
  readonly name = 'rollouts-controller';

  constructor(private readonly view: ClusterView) {}

  observe({ version }: Change, wake: Wake): void {
    const { metadata } = version.object;
    if (isOfKind(version, GROUP, 'Rollout')) wake.now(metadata.uid);
    if (!isOfKind(version, 'apps', 'ReplicaSet')) return;
    const owner = findController(metadata);
    if (owner?.kind === 'Rollout') wake.now(owner.uid);
  }

  reconcile(uid: string, wake: Wake): void {
    const rollout = this.view.find<Rollout>(uid, GROUP, 'Rollout');
    // A Rollout that refers to a Deployment's template is left to itself.
    const template = rollout?.spec.template;
    if (
      !rollout ||
      !template ||
      rollout.metadata.deletionTimestamp !== undefined
    )
      return;
    const sets = this.listSets(rollout);
    const current =
      sets.find(set => isMadeFrom(set, template, HASH)) ??
      this.createSet(rollout, template, sets);
    if (!current) return;
    this.keepRevision(rollout, current, sets);
    const hash = hashOf(current);
    const stable = this.stableSet(rollout, sets) ?? current;
    const position = positionOf(rollout, current, stable, this.view.now());
    this.scale(rollout, sets, current, stable, position);
    this.updateStatus(rollout, hash, position);
    if (position.wakeAtMs !== null) wake.at(uid, position.wakeAtMs);
  }

  private scale(
    rollout: Rollout,
    sets: readonly ReplicaSet[],
    current: ReplicaSet,
    stable: ReplicaSet,
    position: Position,
  ): void {
    const replicas = rollout.spec.replicas ?? 1;
    if (current === stable) {
      this.resize(current, replicas);
    } else if (position.stable === hashOf(current)) {
      this.resize(current, replicas);
      this.resize(stable, 0);
    } else {
      const steps = parseSteps(rollout.spec.strategy?.canary?.steps);
      const weight =
        position.phase === 'Degraded' ? 0 : weightAt(steps, position.stepIndex);
      const next = nextSizes(
        replicas,
        sidesFor(replicas, weight),
        {
          canary: current.spec.replicas,
          stable: stable.spec.replicas,
          canaryAvailable: available(current),
          stableAvailable: available(stable),
        },
        this.boundsOf(rollout, replicas),
      );
      this.resize(current, next.canary);
      this.resize(stable, next.stable);
    }
    for (const set of sets) {
      if (
        set.metadata.uid !== current.metadata.uid &&
        set.metadata.uid !== stable.metadata.uid
      ) {
        this.resize(set, 0);
      }
    }
  }

  private boundsOf(
    { spec }: Rollout,
    replicas: number,
  ): { maxSurge: number; maxUnavailable: number } {
    const { maxSurge = '25%', maxUnavailable = '25%' } =
      spec.strategy?.canary ?? {};
    const resolve = (value: number | string, round: (x: number) => number) =>
      typeof value === 'number'
        ? value
        : round((Number.parseFloat(value) / 100) * replicas) || 0;
    const surge = resolve(maxSurge, Math.ceil);
    const unavailable = resolve(maxUnavailable, Math.floor);
    return {
      maxSurge: surge,
      maxUnavailable: surge === 0 ? Math.max(1, unavailable) : unavailable,
    };
  }

  private listSets(rollout: Rollout): ReplicaSet[] {
    return this.view
      .listControlled<ReplicaSet>(rollout, 'apps', 'ReplicaSet')
      .sort(
        (a, b) =>
          revisionOf(a.metadata.annotations, REVISION) -
          revisionOf(b.metadata.annotations, REVISION),
      );
  }

  private stableSet(
    { status }: Rollout,
    sets: readonly ReplicaSet[],
  ): ReplicaSet | undefined {
    return sets.find(set => hashOf(set) === status?.stableRS);
  }

  private createSet(
    rollout: Rollout,
    template: PodTemplate,
    sets: readonly ReplicaSet[],
  ): ReplicaSet | undefined {
    const hash = templateHash(template);
    const labels = { ...template.metadata?.labels, [HASH]: hash };
    const { selector } = rollout.spec;
    const created = this.view.create('apps/v1', 'ReplicaSet', {
      metadata: {
        name: `${rollout.metadata.name}-${hash}`,
        namespace: rollout.metadata.namespace,
        labels,
        annotations: { [REVISION]: String(highest(sets) + 1) },
        ownerReferences: [controllerReference(rollout)],
      },
      spec: {
        replicas: 0,
        selector: {
          ...selector,
          matchLabels: { ...selector.matchLabels, [HASH]: hash },
        },
        template: { ...template, metadata: { ...template.metadata, labels } },
      },
    });
    return (
      created &&
      this.view.find<ReplicaSet>(created.metadata.uid, 'apps', 'ReplicaSet')
    );
  }

  private keepRevision(
    rollout: Rollout,
    current: ReplicaSet,
    sets: readonly ReplicaSet[],
  ): void {
    const others = sets.filter(
      set => set.metadata.uid !== current.metadata.uid,
    );
    const revision = Math.max(
      highest(others) + 1,
      revisionOf(current.metadata.annotations, REVISION),
    );
    const annotate = (
      annotations: Readonly<Record<string, string>> | undefined,
    ) => ({
      metadata: {
        annotations: { ...annotations, [REVISION]: String(revision) },
      },
    });
    this.view.update(current, annotate(current.metadata.annotations));
    this.view.update(rollout, annotate(rollout.metadata.annotations));
  }

  private resize(set: ReplicaSet, replicas: number): void {
    this.view.update(set, { spec: { replicas } });
  }

  private updateStatus(
    rollout: Rollout,
    hash: string,
    position: Position,
  ): void {
    const {
      abort,
      pauseConditions: _pause,
      controllerPause: _paused,
      promoteFull,
      ...before
    } = rollout.status ?? {};
    const sets = this.listSets(rollout);
    const total = (field: 'replicas' | 'readyReplicas' | 'availableReplicas') =>
      sets.reduce((sum, set) => sum + (set.status?.[field] ?? 0), 0);
    const current = sets.find(set => hashOf(set) === hash);
    const stillAborted =
      abort && before.currentPodHash === hash && position.phase === 'Degraded';
    const stillPromoting = promoteFull && position.phase === 'Progressing';
    this.view.updateStatus(rollout, {
      ...before,
      ...(stillAborted ? { abort } : {}),
      ...(stillPromoting ? { promoteFull } : {}),
      ...(position.pause
        ? { pauseConditions: position.pause, controllerPause: true }
        : {}),
      phase: position.phase,
      message: position.message,
      currentStepIndex: position.stepIndex,
      currentPodHash: hash,
      stableRS: position.stable,
      observedGeneration: String(rollout.metadata.generation ?? 1),
      replicas: total('replicas'),
      readyReplicas: total('readyReplicas'),
      availableReplicas: total('availableReplicas'),
      updatedReplicas: current?.status?.replicas ?? 0,
      HPAReplicas: total('replicas'),
      selector: labelSelectorText(rollout.spec.selector),
    });
  }
}
