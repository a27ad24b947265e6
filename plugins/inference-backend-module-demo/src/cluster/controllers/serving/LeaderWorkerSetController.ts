import { controllerReference, isRecord, type KubeObject } from '../../objects';
import { templateHash } from '../../Random';
import type { Change } from '../../store/EventLog';
import type { Pod, PodTemplate, StatefulSet } from '../../workloadTypes';
import { isOfKind, type ClusterView } from '../ClusterView';
import type { Controller, Wake } from '../Controller';
import { isReady } from '../pods';
import { withCondition } from './conditions';

const GROUP = 'leaderworkerset.x-k8s.io';
const PREFIX = 'leaderworkerset.sigs.k8s.io';
const NAME = `${PREFIX}/name`;
const GROUP_INDEX = `${PREFIX}/group-index`;
const WORKER_INDEX = `${PREFIX}/worker-index`;
const HASH = `${PREFIX}/template-revision-hash`;

interface LeaderWorkerSet extends KubeObject {
  readonly spec: {
    readonly replicas?: number;
    readonly leaderWorkerTemplate: {
      readonly size?: number;
      readonly leaderTemplate?: PodTemplate;
      readonly workerTemplate: PodTemplate;
    };
  };
}

/**
 * A StatefulSet of leaders, and behind each leader pod a StatefulSet of its workers. What is there when a set is
 * first seen is taken over as it is.
 */
export class LeaderWorkerSetController implements Controller {
  readonly name = 'leaderworkerset-controller';
  private readonly generations = new Map<string, number>();

  constructor(private readonly view: ClusterView) {}

  observe({ type, version }: Change, wake: Wake): void {
    const { metadata } = version.object;
    if (isOfKind(version, GROUP, 'LeaderWorkerSet')) {
      if (type === 'DELETED') this.generations.delete(metadata.uid);
      else wake.now(metadata.uid);
      return;
    }
    const name = metadata.labels?.[NAME];
    if (name === undefined || metadata.namespace === undefined) return;
    const definition = this.view.definition(`${GROUP}/v1`, 'LeaderWorkerSet');
    const set =
      definition &&
      this.view.cluster.store.find(definition, metadata.namespace, name);
    if (set) wake.now(set.object.metadata.uid);
  }

  reconcile(uid: string): void {
    const set = this.view.find<LeaderWorkerSet>(uid, GROUP, 'LeaderWorkerSet');
    if (
      !set ||
      set.metadata.deletionTimestamp !== undefined ||
      !isRecord(set.spec)
    )
      return;
    const [present] = this.view.listControlled<StatefulSet>(
      set,
      'apps',
      'StatefulSet',
    );
    const generation = set.metadata.generation ?? 1;
    const known =
      this.generations.get(uid) ?? (present ? generation : undefined);
    if (!present || known !== generation) this.writeLeaders(set, present);
    this.generations.set(uid, generation);
    const [leaders] = this.view.listControlled<StatefulSet>(
      set,
      'apps',
      'StatefulSet',
    );
    if (!leaders) return;
    const pods = this.view.listControlled<Pod>(leaders, '', 'Pod');
    for (const pod of pods) this.ensureWorkers(set, pod);
    this.updateStatus(set, pods);
  }

  private writeLeaders(
    set: LeaderWorkerSet,
    present: StatefulSet | undefined,
  ): void {
    const { leaderWorkerTemplate, replicas = 1 } = set.spec;
    const { name, namespace } = set.metadata;
    const hash = this.hashOf(set);
    const template =
      leaderWorkerTemplate.leaderTemplate ??
      leaderWorkerTemplate.workerTemplate;
    const selector = { [NAME]: name, [WORKER_INDEX]: '0' };
    const spec = {
      replicas,
      template: withMetadata(
        template,
        { ...selector, [HASH]: hash },
        {
          [`${PREFIX}/size`]: String(leaderWorkerTemplate.size ?? 1),
        },
      ),
    };
    if (present) {
      this.view.update(present, { spec });
      return;
    }
    this.view.create('apps/v1', 'StatefulSet', {
      metadata: {
        name,
        namespace,
        labels: { [NAME]: name, [HASH]: hash },
        ownerReferences: [controllerReference(set)],
      },
      spec: {
        ...spec,
        serviceName: name,
        podManagementPolicy: 'Parallel',
        selector: { matchLabels: selector },
      },
    });
  }

  private ensureWorkers(set: LeaderWorkerSet, leader: Pod): void {
    const { size = 1, workerTemplate } = set.spec.leaderWorkerTemplate;
    if (size <= 1 || leader.metadata.deletionTimestamp !== undefined) return;
    if (this.view.listControlled(leader, 'apps', 'StatefulSet').length > 0)
      return;
    const { name, namespace } = set.metadata;
    const definition = this.view.definition('apps/v1', 'StatefulSet');
    // The workers of the leader's predecessor may still be on their way out.
    if (
      !definition ||
      this.view.cluster.store.find(
        definition,
        namespace ?? '',
        leader.metadata.name,
      )
    )
      return;
    const index = /-(\d+)$/.exec(leader.metadata.name)?.[1] ?? '0';
    const hash = leader.metadata.labels?.[HASH] ?? this.hashOf(set);
    const selector = { [NAME]: name, [GROUP_INDEX]: index };
    this.view.create('apps/v1', 'StatefulSet', {
      metadata: {
        name: leader.metadata.name,
        namespace,
        labels: { ...selector, [HASH]: hash },
        ownerReferences: [controllerReference(leader)],
      },
      spec: {
        replicas: size - 1,
        ordinals: { start: 1 },
        serviceName: name,
        podManagementPolicy: 'Parallel',
        selector: { matchLabels: selector },
        template: withMetadata(
          workerTemplate,
          { ...selector, [HASH]: hash },
          {
            [`${PREFIX}/leader-name`]: leader.metadata.name,
          },
        ),
      },
    });
  }

  private updateStatus(set: LeaderWorkerSet, leaders: readonly Pod[]): void {
    const { replicas = 1 } = set.spec;
    const ready = leaders.filter(leader => this.isReadyGroup(leader)).length;
    const hash = this.hashOf(set);
    const updated = leaders.filter(
      ({ metadata }) => (metadata.labels?.[HASH] ?? hash) === hash,
    ).length;
    const present = isRecord(set.status) ? set.status : {};
    this.view.updateStatus(set, {
      ...present,
      replicas: leaders.length,
      readyReplicas: ready,
      // The hash of groups that were there from the start is not one of ours.
      updatedReplicas:
        present.updatedReplicas !== undefined && updated === 0
          ? present.updatedReplicas
          : updated,
      hpaPodSelector: `${NAME}=${set.metadata.name},${WORKER_INDEX}=0`,
      conditions: withCondition(present.conditions, this.view.now(), {
        type: 'Available',
        status: ready >= replicas ? 'True' : 'False',
        reason: ready >= replicas ? 'AllGroupsReady' : 'GroupsProgressing',
        message:
          ready >= replicas
            ? 'All replicas are ready'
            : 'Replicas are progressing',
      }),
    });
  }

  private isReadyGroup(leader: Pod): boolean {
    const sets = this.view.listControlled<StatefulSet>(
      leader,
      'apps',
      'StatefulSet',
    );
    return (
      isReady(leader) &&
      sets.every(
        set => Number(set.status?.readyReplicas ?? 0) >= set.spec.replicas,
      )
    );
  }

  private hashOf({ spec }: LeaderWorkerSet): string {
    return templateHash(spec.leaderWorkerTemplate);
  }
}

function withMetadata(
  template: PodTemplate,
  labels: Readonly<Record<string, string>>,
  annotations: Readonly<Record<string, string>>,
): PodTemplate {
  return {
    ...template,
    metadata: {
      ...template.metadata,
      labels: { ...template.metadata?.labels, ...labels },
      annotations: { ...template.metadata?.annotations, ...annotations },
    },
  };
}
