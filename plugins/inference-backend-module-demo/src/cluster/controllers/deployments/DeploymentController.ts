import { findController } from '../../objects';
import { templateHash } from '../../Random';
import type { Change } from '../../store/EventLog';
import type { Deployment, Pod, ReplicaSet } from '../../workloadTypes';
import { isOfKind, type ClusterView } from '../ClusterView';
import type { Controller, Wake } from '../Controller';
import type { EventRecorder } from '../EventRecorder';
import { isActive } from '../pods';
import {
  HASH,
  highestRevision,
  newReplicaSet,
  sizeAnnotations,
} from './newReplicaSet';
import { deploymentStatus } from './deploymentStatus';
import {
  annotationsForRevision,
  copiedAnnotations,
  isMadeFrom,
  REVISION,
  revisionOf,
} from './revisions';
import { newReplicaSetSize, oldReplicaSetSizes } from './rollingUpdate';

/** Moves Deployments through their ReplicaSets. */
export class DeploymentController implements Controller {
  readonly name = 'deployment-controller';

  constructor(
    private readonly view: ClusterView,
    private readonly events: EventRecorder,
  ) {}

  observe({ type, version }: Change, wake: Wake): void {
    const { metadata } = version.object;
    if (isOfKind(version, 'apps', 'Deployment')) wake.now(metadata.uid);
    if (isOfKind(version, 'apps', 'ReplicaSet')) {
      const owner = findController(metadata);
      if (owner?.kind === 'Deployment') wake.now(owner.uid);
    }
    // Recreate waits until the last pod of the old ReplicaSet is gone.
    if (type === 'DELETED' && isOfKind(version, '', 'Pod')) {
      const set = findController(metadata);
      const owner =
        set && this.view.find<ReplicaSet>(set.uid, 'apps', 'ReplicaSet');
      const deployment = owner && findController(owner.metadata);
      if (deployment?.kind === 'Deployment') wake.now(deployment.uid);
    }
  }

  reconcile(uid: string, wake: Wake): void {
    const deployment = this.view.find<Deployment>(uid, 'apps', 'Deployment');
    if (!deployment || deployment.metadata.deletionTimestamp !== undefined)
      return;
    const sets = this.listSets(deployment);
    const existing = sets.find(set =>
      isMadeFrom(set, deployment.spec.template, HASH),
    );
    const oldSets = sets.filter(set => set !== existing);
    const newSet =
      existing || deployment.spec.paused
        ? existing
        : this.createSet(deployment, oldSets);
    if (newSet) this.keepRevision(deployment, newSet, oldSets);
    if (deployment.spec.paused) this.scalePaused(deployment, sets);
    else if (newSet && deployment.spec.strategy?.type === 'Recreate')
      this.recreate(deployment, newSet, oldSets);
    else if (newSet) this.roll(deployment, newSet, oldSets);
    this.finish(uid, wake);
  }

  private listSets(deployment: Deployment): ReplicaSet[] {
    return this.view
      .listControlled<ReplicaSet>(deployment, 'apps', 'ReplicaSet')
      .filter(set => set.metadata.deletionTimestamp === undefined)
      .sort(
        (a, b) =>
          revisionOf(a.metadata.annotations) -
            revisionOf(b.metadata.annotations) ||
          Date.parse(a.metadata.creationTimestamp) -
            Date.parse(b.metadata.creationTimestamp),
      );
  }

  private createSet(
    deployment: Deployment,
    oldSets: readonly ReplicaSet[],
  ): ReplicaSet | undefined {
    const { name, namespace = '' } = deployment.metadata;
    const { template } = deployment.spec;
    const definition = this.view.definition('apps/v1', 'ReplicaSet');
    if (!definition) return undefined;
    const { store } = this.view.cluster;
    let hash = templateHash(template);
    for (
      let attempt = 1;
      store.find(definition, namespace, `${name}-${hash}`);
      attempt++
    ) {
      // A ReplicaSet of that name that is not ours.
      hash = templateHash(template, String(attempt));
    }
    const literal = newReplicaSet(deployment, oldSets, hash);
    const created = this.view.create('apps/v1', 'ReplicaSet', literal);
    if (!created) return undefined;
    const { replicas } = literal.spec;
    if (replicas > 0) {
      this.recordScaling(deployment, created.metadata.name, 0, replicas);
    }
    return this.view.find<ReplicaSet>(
      created.metadata.uid,
      'apps',
      'ReplicaSet',
    );
  }

  /** A ReplicaSet that is rolled back to becomes the newest revision again. */
  private keepRevision(
    deployment: Deployment,
    newSet: ReplicaSet,
    oldSets: readonly ReplicaSet[],
  ): void {
    const wanted = highestRevision(oldSets) + 1;
    const present = revisionOf(newSet.metadata.annotations);
    if (present < wanted) {
      this.view.update(newSet, {
        metadata: {
          annotations: {
            ...annotationsForRevision(newSet, wanted),
            ...copiedAnnotations(deployment.metadata.annotations),
          },
        },
      });
    }
    const revision = String(Math.max(present, wanted));
    if (deployment.metadata.annotations?.[REVISION] !== revision) {
      this.view.annotate(deployment, {
        ...deployment.metadata.annotations,
        [REVISION]: revision,
      });
    }
  }

  private roll(
    deployment: Deployment,
    newSet: ReplicaSet,
    oldSets: readonly ReplicaSet[],
  ): void {
    this.scale(
      deployment,
      newSet,
      newReplicaSetSize(deployment, newSet, oldSets),
    );
    const grown =
      this.view.find<ReplicaSet>(newSet.metadata.uid, 'apps', 'ReplicaSet') ??
      newSet;
    for (const [uid, size] of oldReplicaSetSizes(deployment, grown, oldSets)) {
      const set = oldSets.find(each => each.metadata.uid === uid);
      if (set) this.scale(deployment, set, size);
    }
  }

  private recreate(
    deployment: Deployment,
    newSet: ReplicaSet,
    oldSets: readonly ReplicaSet[],
  ): void {
    for (const set of oldSets) this.scale(deployment, set, 0);
    const left = oldSets.some(set =>
      this.view.listControlled<Pod>(set, '', 'Pod').some(isActiveOrTerminating),
    );
    if (!left) this.scale(deployment, newSet, deployment.spec.replicas);
  }

  /** A paused Deployment still follows its replicas, with the ReplicaSet that has pods. */
  private scalePaused(
    deployment: Deployment,
    sets: readonly ReplicaSet[],
  ): void {
    const active = sets.filter(set => set.spec.replicas > 0);
    const only = active.length <= 1 ? active[0] ?? sets.at(-1) : undefined;
    if (only) this.scale(deployment, only, deployment.spec.replicas);
  }

  private scale(
    deployment: Deployment,
    set: ReplicaSet,
    replicas: number,
  ): void {
    const annotations = {
      ...set.metadata.annotations,
      ...sizeAnnotations(deployment),
    };
    const live =
      this.view.find<ReplicaSet>(set.metadata.uid, 'apps', 'ReplicaSet') ?? set;
    this.view.update(set, {
      spec: { replicas },
      metadata: {
        annotations: {
          ...annotations,
          ...live.metadata.annotations,
          ...sizeAnnotations(deployment),
        },
      },
    });
    if (set.spec.replicas !== replicas) {
      this.recordScaling(
        deployment,
        set.metadata.name,
        set.spec.replicas,
        replicas,
      );
    }
  }

  private recordScaling(
    deployment: Deployment,
    set: string,
    from: number,
    to: number,
  ): void {
    const direction = to > from ? 'up' : 'down';
    this.events.record(
      deployment,
      'Normal',
      'ScalingReplicaSet',
      `Scaled ${direction} replica set ${set} from ${from} to ${to}`,
      { component: this.name },
    );
  }

  private finish(uid: string, wake: Wake): void {
    const deployment = this.view.find<Deployment>(uid, 'apps', 'Deployment');
    if (!deployment) return;
    const sets = this.listSets(deployment);
    const newSet = sets.find(set =>
      isMadeFrom(set, deployment.spec.template, HASH),
    );
    const oldSets = sets.filter(set => set !== newSet);
    const { status, deadlineMs } = deploymentStatus(
      deployment,
      newSet,
      oldSets,
      this.view.now(),
    );
    this.view.updateStatus(deployment, status);
    if (deadlineMs !== null) wake.at(uid, deadlineMs);
    this.forgetOldSets(deployment, oldSets);
  }

  private forgetOldSets(
    deployment: Deployment,
    oldSets: readonly ReplicaSet[],
  ): void {
    const empty = oldSets.filter(
      set => set.spec.replicas === 0 && (set.status?.replicas ?? 0) === 0,
    );
    const superfluous =
      empty.length - (deployment.spec.revisionHistoryLimit ?? 10);
    for (const set of empty.slice(0, Math.max(0, superfluous)))
      this.view.delete(set);
  }
}

function isActiveOrTerminating(pod: Pod): boolean {
  return isActive(pod) || pod.metadata.deletionTimestamp !== undefined;
}
