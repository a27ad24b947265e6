import { findController } from '../../objects';
import { templateHash } from '../../Random';
import type { Change } from '../../store/EventLog';
import type { Deployment, ReplicaSet } from '../../workloadTypes';
import { isOfKind, type ClusterView } from '../ClusterView';
import type { Controller, Wake } from '../Controller';
import { isMadeFrom, revisionOf } from '../deployments/revisions';
import type { EventRecorder } from '../EventRecorder';
import { boundsOf, nextSides } from './canarySizes';
import { isNewUpdate, type CanarySituation } from './canaryCourse';
import {
  decideCanary,
  decideScaling,
  type CanaryDecision,
} from './canaryStatus';
import {
  available,
  DESIRED_REPLICAS,
  HASH,
  hashOf,
  highest,
  newReplicaSet,
  REVISION,
  syncedAnnotations,
} from './replicaSets';
import { pausedConditions } from './rolloutConditions';
import { replicasOf, type ResolvedRollout, type Rollout } from './rolloutTypes';
import { WorkloadReferences } from './WorkloadReferences';

const GROUP = 'argoproj.io';
const REVISIONS_KEPT = 10;

/**
 * Argo Rollouts' canary without traffic routing: weights are numbers of pods. As the real controller does, a pass
 * does one thing and leaves the rest to the next one, which what it wrote brings about.
 */
export class RolloutController implements Controller {
  readonly name = 'rollouts-controller';
  private readonly references: WorkloadReferences;

  constructor(
    private readonly view: ClusterView,
    private readonly events: EventRecorder,
  ) {
    this.references = new WorkloadReferences(view);
  }

  observe(change: Change, wake: Wake): void {
    const { version } = change;
    const { metadata } = version.object;
    if (isOfKind(version, GROUP, 'Rollout')) {
      this.references.observe(change);
      wake.now(metadata.uid);
    }
    if (isOfKind(version, 'apps', 'Deployment')) {
      // Deployments are admitted with a template.
      const deployment = version.object as Deployment;
      for (const uid of this.references.listReferrers(deployment)) {
        wake.now(uid);
      }
    }
    if (!isOfKind(version, 'apps', 'ReplicaSet')) return;
    const owner = findController(metadata);
    if (owner?.kind === 'Rollout') wake.now(owner.uid);
  }

  reconcile(uid: string, wake: Wake): void {
    const stored = this.view.find<Rollout>(uid, GROUP, 'Rollout');
    if (!stored || stored.metadata.deletionTimestamp !== undefined) return;
    const rollout = this.references.resolve(stored);
    if (!rollout) return;
    const nowMs = this.view.now();
    const conditions = pausedConditions(rollout, nowMs);
    if (conditions) {
      this.view.updateStatus(rollout, { ...rollout.status, conditions });
      return;
    }
    const current = this.currentSet(rollout);
    if (!current) return;
    const situation = this.situationOf(rollout, current, nowMs);
    if (this.isScalingEvent(situation)) {
      this.scale(situation);
      this.write(decideScaling(this.refreshed(situation)), rollout, wake);
      return;
    }
    if (!isNewUpdate(situation)) {
      this.forgetOldSets(situation);
      this.scale(situation);
    }
    this.write(decideCanary(this.refreshed(situation)), rollout, wake);
  }

  private situationOf(
    rollout: ResolvedRollout,
    { metadata: { uid } }: ReplicaSet,
    nowMs: number,
  ): CanarySituation {
    const sets = this.listSets(rollout);
    const current = sets.find(set => set.metadata.uid === uid);
    if (!current) throw new Error(`ReplicaSet ${uid} has no owner any more`);
    return {
      rollout,
      current,
      stable: sets.find(set => hashOf(set) === rollout.status?.stableRS),
      sets,
      nowMs,
    };
  }

  /** The same with the ReplicaSets as they are after a write. */
  private refreshed({
    rollout,
    current,
    nowMs,
  }: CanarySituation): CanarySituation {
    return this.situationOf(rollout, current, nowMs);
  }

  private write(
    { status, events, wakeAtMs }: CanaryDecision,
    rollout: ResolvedRollout,
    wake: Wake,
  ): void {
    this.view.updateStatus(rollout, {
      ...status,
      // Parts for strategies that the simulation does not play.
      blueGreen: {},
      canary: {},
    });
    for (const [reason, message] of events) {
      this.record(rollout, reason, message);
    }
    if (wakeAtMs !== null) wake.at(rollout.metadata.uid, wakeAtMs);
  }

  private listSets(rollout: Rollout): ReplicaSet[] {
    return this.view
      .listControlled<ReplicaSet>(rollout, 'apps', 'ReplicaSet')
      .filter(set => set.metadata.deletionTimestamp === undefined)
      .sort(
        (a, b) =>
          revisionOf(a.metadata.annotations, REVISION) -
          revisionOf(b.metadata.annotations, REVISION),
      );
  }

  /** The ReplicaSet of the present template, made or brought to the newest revision if need be. */
  private currentSet(rollout: ResolvedRollout): ReplicaSet | undefined {
    const sets = this.listSets(rollout);
    const present = sets.find(set =>
      isMadeFrom(set, rollout.spec.template, HASH),
    );
    const others = sets.filter(set => set !== present);
    const revision = highest(others) + 1;
    const current = present ?? this.createSet(rollout, revision);
    if (!current) return undefined;
    const annotations = syncedAnnotations(rollout, current, revision);
    if (annotations) this.view.update(current, { metadata: { annotations } });
    const number = String(
      Math.max(revision, revisionOf(current.metadata.annotations, REVISION)),
    );
    if (rollout.metadata.annotations?.[REVISION] !== number) {
      this.view.update(rollout, {
        metadata: {
          annotations: { ...rollout.metadata.annotations, [REVISION]: number },
        },
      });
      this.record(
        rollout,
        'RolloutUpdated',
        `Rollout updated to revision ${number}`,
      );
    }
    return current;
  }

  private createSet(
    rollout: ResolvedRollout,
    revision: number,
  ): ReplicaSet | undefined {
    const hash = templateHash(rollout.spec.template);
    const created = this.view.create(
      'apps/v1',
      'ReplicaSet',
      newReplicaSet(rollout, hash, revision),
    );
    if (!created) return undefined;
    const { name, uid } = created.metadata;
    this.record(
      rollout,
      'NewReplicaSetCreated',
      `Created ReplicaSet ${name} (revision ${revision})`,
    );
    return this.view.find<ReplicaSet>(uid, 'apps', 'ReplicaSet');
  }

  /** True when the number of replicas was changed since the pods were last counted out. */
  private isScalingEvent({
    rollout,
    current,
    stable,
  }: CanarySituation): boolean {
    return [current, stable].some(
      set =>
        set !== undefined &&
        set.spec.replicas > 0 &&
        set.metadata.annotations?.[DESIRED_REPLICAS] !== undefined &&
        set.metadata.annotations[DESIRED_REPLICAS] !==
          String(replicasOf(rollout)),
    );
  }

  /** Changes the size of at most one side: stable, new, then all others. */
  private scale({ rollout, current, stable, sets }: CanarySituation): void {
    if (rollout.spec.paused) return;
    const others = sets.filter(set => set !== current && set !== stable);
    const next = nextSides(rollout, current, stable, others);
    if (stable && stable !== current) {
      if (this.resize(rollout, stable, next.stable)) return;
    }
    if (this.resize(rollout, current, next.canary)) return;
    let spare =
      sets.reduce((sum, set) => sum + available(set), 0) -
      (replicasOf(rollout) - boundsOf(rollout).maxUnavailable);
    for (const set of others) {
      // Pods that serve nobody go at once, the others as the bounds allow.
      const unhealthy = set.spec.replicas - available(set);
      const less = unhealthy + Math.max(0, Math.min(available(set), spare));
      spare -= less - unhealthy;
      if (less > 0) this.resize(rollout, set, set.spec.replicas - less);
    }
  }

  private resize(rollout: Rollout, set: ReplicaSet, replicas: number): boolean {
    const from = set.spec.replicas;
    this.view.update(set, {
      spec: { replicas },
      metadata: {
        annotations: {
          ...set.metadata.annotations,
          [DESIRED_REPLICAS]: String(replicasOf(rollout)),
        },
      },
    });
    if (from === replicas) return false;
    const direction = replicas > from ? 'up' : 'down';
    const revision = revisionOf(set.metadata.annotations, REVISION);
    this.record(
      rollout,
      'ScalingReplicaSet',
      `Scaled ${direction} ReplicaSet ${set.metadata.name} (revision ${revision}) from ${from} to ${replicas}`,
    );
    return true;
  }

  private forgetOldSets({
    rollout,
    current,
    stable,
    sets,
  }: CanarySituation): void {
    const empty = sets.filter(
      set =>
        set !== current &&
        set !== stable &&
        set.spec.replicas === 0 &&
        (set.status?.replicas ?? 0) === 0,
    );
    const kept = rollout.spec.revisionHistoryLimit ?? REVISIONS_KEPT;
    for (const set of empty.slice(0, Math.max(0, empty.length - kept)))
      this.view.delete(set);
  }

  private record(rollout: Rollout, reason: string, message: string): void {
    const type = reason === 'RolloutAborted' ? 'Warning' : 'Normal';
    this.events.record(rollout, type, reason, message, {
      component: this.name,
    });
  }
}
