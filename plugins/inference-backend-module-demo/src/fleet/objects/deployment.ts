import { timestampOf } from '../../cluster/objects';
import { uidOf } from '../deterministic';
import { childName } from '../names';
import { templateHash } from '../podStories';
import type { ResolvedRevision, ResolvedServer } from '../resolveServer';
import type { DemoMeta, DemoObject } from './demoObject';
import { podObject } from './podObject';
import { podTemplate, selectorOf } from './podTemplate';
import type { BuildContext } from './workloadMeta';
import {
  isReadyAt,
  managedFields,
  ownedBy,
  statusCondition,
  workloadMeta,
} from './workloadMeta';

/** How ReplicaSets of Deployments and of Argo Rollouts differ. */
export interface ReplicaSetStyle {
  readonly hashLabel: string;
  readonly revisionAnnotation: string;
}

const deploymentStyle: ReplicaSetStyle = {
  hashLabel: 'pod-template-hash',
  revisionAnnotation: 'deployment.kubernetes.io/revision',
};

/** A Deployment with its ReplicaSets of all revisions and its pods of today. */
export function deploymentObjects(
  server: ResolvedServer,
  context: BuildContext,
): DemoObject[] {
  const { story } = server;
  const deployment = deploymentObject(
    server,
    context,
    workloadMeta(server, context),
  );
  return [
    deployment,
    ...replicaSetsAndPods(server, context, deployment, deploymentStyle),
    ...(story.cases?.includes('autoscaled') ? [autoscaler(server)] : []),
  ];
}

/** The Deployment that an operator makes for its custom resource. */
export function operatorDeploymentObjects(
  server: ResolvedServer,
  context: BuildContext,
  owner: DemoObject,
  manager: string,
): DemoObject[] {
  const { story } = server;
  const last = server.revisions[server.revisions.length - 1];
  const deployment = deploymentObject(server, context, {
    name: childName(server),
    namespace: story.namespace,
    uid: uidOf(context.seed, server.key, 'Deployment'),
    creationTimestamp: timestampOf(server.revisions[0].startedMs),
    generation: server.revisions.length,
    labels: podTemplate(server, last).metadata.labels,
    annotations: {},
    ownerReferences: [ownedBy(owner)],
    managedFields: [managedFields(manager, 'apps/v1', last.startedMs)],
  });
  return [
    deployment,
    ...replicaSetsAndPods(server, context, deployment, deploymentStyle),
  ];
}

function deploymentObject(
  server: ResolvedServer,
  context: BuildContext,
  meta: DemoMeta,
): DemoObject {
  const { story } = server;
  const last = server.revisions[server.revisions.length - 1];
  const ready = context.pods.filter(pod =>
    isReadyAt(pod, context.nowMs),
  ).length;
  const updated = context.pods.filter(pod => pod.revision === last).length;
  const complete = ready >= story.replicas && updated >= story.replicas;
  const available =
    ready >= story.replicas - 1 && (ready > 0 || story.replicas === 0);
  const changedMs = last.startedMs;
  // Where no GPU is to spare, a rollout takes the old pod down first.
  const surge = story.halfRolledOut !== undefined;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      ...meta,
      annotations: {
        ...meta.annotations,
        'deployment.kubernetes.io/revision': String(last.number),
      },
    },
    spec: {
      replicas: story.replicas,
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 1800,
      selector: { matchLabels: selectorOf(server) },
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: surge
          ? { maxSurge: 1, maxUnavailable: 0 }
          : { maxSurge: 0, maxUnavailable: 1 },
      },
      template: podTemplate(server, last),
    },
    status: {
      observedGeneration: meta.generation,
      replicas: context.pods.length,
      updatedReplicas: updated,
      readyReplicas: ready,
      availableReplicas: ready,
      unavailableReplicas: Math.max(0, context.pods.length - ready),
      conditions: [
        statusCondition(
          'Available',
          available,
          changedMs,
          available ? 'MinimumReplicasAvailable' : 'MinimumReplicasUnavailable',
          available
            ? 'Deployment has minimum availability.'
            : 'Deployment does not have minimum availability.',
        ),
        complete
          ? statusCondition(
              'Progressing',
              true,
              changedMs,
              'NewReplicaSetAvailable',
              `ReplicaSet "${replicaSetName(
                server,
                last,
              )}" has successfully progressed.`,
            )
          : statusCondition(
              'Progressing',
              false,
              changedMs + 1_800_000,
              'ProgressDeadlineExceeded',
              `ReplicaSet "${replicaSetName(
                server,
                last,
              )}" has timed out progressing.`,
            ),
      ],
    },
  };
}

function replicaSetName(
  server: ResolvedServer,
  revision: ResolvedRevision,
): string {
  return `${childName(server)}-${templateHash(server, revision)}`;
}

/** ReplicaSets of all revisions that the history limit keeps, and the pods of today. */
export function replicaSetsAndPods(
  server: ResolvedServer,
  context: BuildContext,
  owner: DemoObject,
  style: ReplicaSetStyle,
): DemoObject[] {
  const { story } = server;
  return server.revisions.flatMap(revision => {
    const hash = templateHash(server, revision);
    const template = podTemplate(server, revision);
    const pods = context.pods.filter(pod => pod.revision === revision);
    const ready = pods.filter(pod => isReadyAt(pod, context.nowMs)).length;
    const labels = { ...template.metadata.labels, [style.hashLabel]: hash };
    const replicaSet: DemoObject = {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: {
        name: replicaSetName(server, revision),
        namespace: story.namespace,
        uid: uidOf(context.seed, server.key, 'rs', revision.number),
        creationTimestamp: timestampOf(revision.startedMs + 1_000),
        generation: pods.length === 0 ? 2 : 1,
        labels,
        annotations: {
          [style.revisionAnnotation]: String(revision.number),
          'deployment.kubernetes.io/desired-replicas': String(story.replicas),
          'deployment.kubernetes.io/max-replicas': String(
            story.replicas + (story.halfRolledOut ? 1 : 0),
          ),
          ...(revision.cause === null
            ? {}
            : { 'kubernetes.io/change-cause': revision.cause }),
        },
        ownerReferences: [ownedBy(owner)],
        managedFields: [
          managedFields(
            'kube-controller-manager',
            'apps/v1',
            revision.startedMs,
          ),
        ],
      },
      spec: {
        replicas: pods.length,
        selector: {
          matchLabels: { ...selectorOf(server), [style.hashLabel]: hash },
        },
        template: { ...template, metadata: { ...template.metadata, labels } },
      },
      status: {
        replicas: pods.length,
        fullyLabeledReplicas: pods.length,
        readyReplicas: ready,
        availableReplicas: ready,
        observedGeneration: pods.length === 0 ? 2 : 1,
      },
    };
    return [
      replicaSet,
      ...pods.map(pod =>
        podObject(pod, template, {
          owner: ownedBy(replicaSet),
          labels: { [style.hashLabel]: hash },
          nowMs: context.nowMs,
        }),
      ),
    ];
  });
}

function autoscaler(server: ResolvedServer): DemoObject {
  const { story } = server;
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: story.name, namespace: story.namespace },
    spec: {
      scaleTargetRef: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        name: story.name,
      },
      minReplicas: 2,
      maxReplicas: 4,
      metrics: [
        {
          type: 'Pods',
          pods: {
            metric: { name: 'te_queue_size' },
            target: { type: 'AverageValue', averageValue: '5' },
          },
        },
      ],
    },
  };
}
