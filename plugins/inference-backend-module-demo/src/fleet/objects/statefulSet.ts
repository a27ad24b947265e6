import { timestampOf } from '../../cluster/objects';
import { suffixOf, uidOf } from '../deterministic';
import type { ResolvedRevision, ResolvedServer } from '../resolveServer';
import type { DemoObject } from './demoObject';
import { podObject } from './podObject';
import { podTemplate, selectorOf } from './podTemplate';
import type { BuildContext } from './workloadMeta';
import { isReadyAt, ownedBy, workloadMeta } from './workloadMeta';

/** `controller-revision-hash` of a revision. */
export function controllerRevisionHash(
  server: ResolvedServer,
  revision: ResolvedRevision,
): string {
  return suffixOf(10, server.key, revision.number, 'controller');
}

/** The ControllerRevisions in which a controller remembers templates. */
export function controllerRevisions(
  server: ResolvedServer,
  context: BuildContext,
  owner: DemoObject,
  data: (revision: ResolvedRevision) => object,
): DemoObject[] {
  const { story } = server;
  return server.revisions.map((revision): DemoObject => {
    const hash = controllerRevisionHash(server, revision);
    return {
      apiVersion: 'apps/v1',
      kind: 'ControllerRevision',
      metadata: {
        name: `${story.name}-${hash}`,
        namespace: story.namespace,
        uid: uidOf(context.seed, server.key, 'cr', revision.number),
        creationTimestamp: timestampOf(revision.startedMs),
        labels: {
          ...selectorOf(server),
          'controller.kubernetes.io/hash': hash,
        },
        annotations:
          revision.cause === null
            ? {}
            : { 'kubernetes.io/change-cause': revision.cause },
        ownerReferences: [ownedBy(owner)],
      },
      revision: revision.number,
      data: data(revision),
    };
  });
}

/** A StatefulSet with its history and its pods of today. */
export function statefulSetObjects(
  server: ResolvedServer,
  context: BuildContext,
): DemoObject[] {
  const { story } = server;
  const last = server.revisions[server.revisions.length - 1];
  const template = podTemplate(server, last);
  const ready = context.pods.filter(pod =>
    isReadyAt(pod, context.nowMs),
  ).length;
  const hash = controllerRevisionHash(server, last);
  const statefulSet: DemoObject = {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: workloadMeta(server, context),
    spec: {
      replicas: story.replicas,
      serviceName: story.name,
      podManagementPolicy: 'Parallel',
      revisionHistoryLimit: 10,
      updateStrategy: {
        type: 'RollingUpdate',
        rollingUpdate: { partition: 0 },
      },
      selector: { matchLabels: selectorOf(server) },
      template,
    },
    status: {
      observedGeneration: server.revisions.length + server.replicas.length - 1,
      replicas: context.pods.length,
      readyReplicas: ready,
      availableReplicas: ready,
      currentReplicas: context.pods.length,
      updatedReplicas: context.pods.length,
      currentRevision: `${story.name}-${hash}`,
      updateRevision: `${story.name}-${hash}`,
      collisionCount: 0,
    },
  };
  return [
    statefulSet,
    ...controllerRevisions(server, context, statefulSet, revision => ({
      spec: {
        template: { ...podTemplate(server, revision), $patch: 'replace' },
      },
    })),
    ...context.pods.map(pod =>
      podObject(pod, template, {
        owner: ownedBy(statefulSet),
        labels: {
          'apps.kubernetes.io/pod-index': String(pod.slot),
          'controller-revision-hash': `${story.name}-${hash}`,
          'statefulset.kubernetes.io/pod-name': pod.name,
        },
        nowMs: context.nowMs,
      }),
    ),
  ];
}
