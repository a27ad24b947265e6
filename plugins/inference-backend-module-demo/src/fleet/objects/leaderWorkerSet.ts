import { timestampOf } from '../../cluster/objects';
import { uidOf } from '../deterministic';
import type { ResolvedServer } from '../resolveServer';
import { controllerRevisionHash } from './statefulSet';
import type { DemoObject } from './demoObject';
import { podObject } from './podObject';
import { podTemplate } from './podTemplate';
import type { BuildContext } from './workloadMeta';
import {
  isReadyAt,
  ownedBy,
  statusCondition,
  workloadMeta,
} from './workloadMeta';

/** A LeaderWorkerSet, its StatefulSets of leaders and workers, and their pods of today. */
export function leaderWorkerSetObjects(
  server: ResolvedServer,
  context: BuildContext,
): DemoObject[] {
  const { story } = server;
  const size = story.podsPerReplica ?? 1;
  const last = server.revisions[server.revisions.length - 1];
  const template = podTemplate(server, last);
  const hash = controllerRevisionHash(server, last);
  const ready = Math.floor(
    context.pods.filter(pod => isReadyAt(pod, context.nowMs)).length / size,
  );
  const set: DemoObject = {
    apiVersion: 'leaderworkerset.x-k8s.io/v1',
    kind: 'LeaderWorkerSet',
    metadata: workloadMeta(server, context),
    spec: {
      replicas: story.replicas,
      startupPolicy: 'LeaderCreated',
      rolloutStrategy: {
        type: 'RollingUpdate',
        rollingUpdateConfiguration: { maxUnavailable: 1, maxSurge: 0 },
      },
      leaderWorkerTemplate: {
        size,
        restartPolicy: 'RecreateGroupOnPodRestart',
        leaderTemplate: template,
        workerTemplate: template,
      },
    },
    status: {
      replicas: story.replicas,
      readyReplicas: ready,
      updatedReplicas: story.replicas,
      hpaPodSelector: `leaderworkerset.sigs.k8s.io/name=${story.name},leaderworkerset.sigs.k8s.io/worker-index=0`,
      conditions: [
        statusCondition(
          'Available',
          ready === story.replicas,
          last.startedMs,
          'AllGroupsReady',
          'All replicas are ready',
        ),
      ],
    },
  };
  const labels = (replica: number, worker: number) => ({
    'leaderworkerset.sigs.k8s.io/name': story.name,
    'leaderworkerset.sigs.k8s.io/group-index': String(replica),
    'leaderworkerset.sigs.k8s.io/worker-index': String(worker),
    'leaderworkerset.sigs.k8s.io/template-revision-hash': hash,
  });
  const statefulSet = (
    name: string,
    owner: DemoObject,
    replicas: number,
    startOrdinal: number,
    memberLabels: Readonly<Record<string, string>>,
  ): DemoObject => ({
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: {
      name,
      namespace: story.namespace,
      uid: uidOf(context.seed, server.key, 'sts', name),
      creationTimestamp: timestampOf(server.revisions[0].startedMs + 1_000),
      labels: {
        'leaderworkerset.sigs.k8s.io/name': story.name,
        'leaderworkerset.sigs.k8s.io/template-revision-hash': hash,
      },
      ownerReferences: [ownedBy(owner)],
    },
    spec: {
      replicas,
      serviceName: story.name,
      podManagementPolicy: 'Parallel',
      ...(startOrdinal > 0 ? { ordinals: { start: startOrdinal } } : {}),
      selector: { matchLabels: memberLabels },
      template: {
        ...template,
        metadata: { labels: { ...template.metadata.labels, ...memberLabels } },
      },
    },
    status: {
      replicas,
      readyReplicas: replicas,
      availableReplicas: replicas,
      currentReplicas: replicas,
      updatedReplicas: replicas,
    },
  });
  const leaders = statefulSet(story.name, set, story.replicas, 0, {
    'leaderworkerset.sigs.k8s.io/name': story.name,
    'leaderworkerset.sigs.k8s.io/worker-index': '0',
  });
  const objects = [set, leaders];
  for (let replica = 0; replica < story.replicas; replica += 1) {
    const members = context.pods.filter(
      pod => Math.floor(pod.slot / size) === replica,
    );
    const [first, ...others] = members;
    if (!first) continue;
    const leader = podObject(first, template, {
      owner: ownedBy(leaders),
      labels: labels(replica, 0),
      annotations: { 'leaderworkerset.sigs.k8s.io/size': String(size) },
      nowMs: context.nowMs,
    });
    const workers = statefulSet(
      `${story.name}-${replica}`,
      leader,
      size - 1,
      1,
      {
        'leaderworkerset.sigs.k8s.io/name': story.name,
        'leaderworkerset.sigs.k8s.io/group-index': String(replica),
      },
    );
    objects.push(
      leader,
      workers,
      ...others.map(pod =>
        podObject(pod, template, {
          owner: ownedBy(workers),
          labels: labels(replica, pod.slot % size),
          nowMs: context.nowMs,
        }),
      ),
    );
  }
  return objects;
}
