import type { ManagedFieldsEntry, OwnerReference } from '../../cluster/objects';
import { timestampOf } from '../../cluster/objects';
import { uidOf } from '../deterministic';
import type { PodStory } from '../podStories';
import { fieldManagerOf } from '../resolveServer';
import type { ResolvedServer } from '../resolveServer';
import type { DemoMeta, DemoObject, Fields } from './demoObject';

/** What the builders of objects need to know. */
export interface BuildContext {
  readonly seed: number;
  readonly nowMs: number;
  /** Pods of the server that exist now. */
  readonly pods: readonly PodStory[];
}

/** Reads "ready now" off a pod of the story. */
export function isReadyAt(pod: PodStory, nowMs: number): boolean {
  return pod.readyMs !== null && pod.readyMs <= nowMs;
}

/** API group and plural of a kind, as in an Argo CD tracking id. */
const groups: Readonly<Record<string, string>> = {
  Deployment: 'apps',
  StatefulSet: 'apps',
};

function managerMarks(server: ResolvedServer): {
  labels: Record<string, string>;
  annotations: Record<string, string>;
} {
  const { manager, name, namespace, kind } = server.story;
  switch (manager) {
    case 'argo-cd':
      return {
        labels: {},
        annotations: {
          'argocd.argoproj.io/tracking-id': `${name}:${
            groups[kind] ?? ''
          }/${kind}:${namespace}/${name}`,
        },
      };
    case 'flux':
      return {
        labels: {
          'kustomize.toolkit.fluxcd.io/name': namespace,
          'kustomize.toolkit.fluxcd.io/namespace': 'flux-system',
        },
        annotations: {},
      };
    case 'helm':
      return {
        labels: {
          'app.kubernetes.io/managed-by': 'Helm',
          'app.kubernetes.io/instance': name,
          'helm.sh/chart': `model-server-2.4.1`,
        },
        annotations: {
          'meta.helm.sh/release-name': name,
          'meta.helm.sh/release-namespace': namespace,
        },
      };
    default:
      return { labels: {}, annotations: {} };
  }
}

/** Metadata of the top-level object of a server. */
export function workloadMeta(
  server: ResolvedServer,
  context: BuildContext,
  options: { readonly annotations?: Readonly<Record<string, string>> } = {},
): DemoMeta {
  const { story } = server;
  const marks = managerMarks(server);
  const last = server.revisions[server.revisions.length - 1];
  return {
    name: story.name,
    namespace: story.namespace,
    uid: uidOf(context.seed, server.key, story.kind),
    creationTimestamp: timestampOf(server.revisions[0].startedMs),
    generation: server.revisions.length + server.replicas.length - 1,
    labels: {
      'app.kubernetes.io/name': story.name,
      'app.kubernetes.io/component': 'model-server',
      ...marks.labels,
      ...story.labels,
    },
    annotations: {
      ...marks.annotations,
      ...story.annotations,
      ...(last.cause === null
        ? {}
        : { 'kubernetes.io/change-cause': last.cause }),
      ...options.annotations,
    },
    managedFields: [
      managedFields(
        fieldManagerOf(story),
        apiVersionOf(story.kind),
        last.startedMs,
      ),
    ],
  };
}

/** apiVersion of each kind of the story. */
export function apiVersionOf(kind: string): string {
  const versions: Readonly<Record<string, string>> = {
    Deployment: 'apps/v1',
    ReplicaSet: 'apps/v1',
    StatefulSet: 'apps/v1',
    LeaderWorkerSet: 'leaderworkerset.x-k8s.io/v1',
    Rollout: 'argoproj.io/v1alpha1',
    InferenceService: 'serving.kserve.io/v1beta1',
    LLMInferenceService: 'serving.kserve.io/v1alpha2',
    RayService: 'ray.io/v1',
    RayCluster: 'ray.io/v1',
    NIMService: 'apps.nvidia.com/v1alpha1',
  };
  return versions[kind] ?? 'v1';
}

/** The field of each kind's specification that decides what runs. */
const specificationFields: Readonly<Record<string, string>> = {
  'leaderworkerset.x-k8s.io/v1': 'f:leaderWorkerTemplate',
  'serving.kserve.io/v1beta1': 'f:predictor',
  'serving.kserve.io/v1alpha2': 'f:model',
  'ray.io/v1': 'f:rayClusterConfig',
  'apps.nvidia.com/v1alpha1': 'f:image',
};

/** One entry of managedFields: who wrote the specification, and when. */
export function managedFields(
  manager: string,
  apiVersion: string,
  atMs: number,
): ManagedFieldsEntry {
  return {
    manager,
    operation: manager === 'kustomize-controller' ? 'Apply' : 'Update',
    apiVersion,
    time: timestampOf(atMs),
    fieldsType: 'FieldsV1',
    fieldsV1: {
      'f:spec': { [specificationFields[apiVersion] ?? 'f:template']: {} },
    },
  };
}

/** A controller reference to an object of the story. */
export function ownedBy(owner: DemoObject): OwnerReference {
  return {
    apiVersion: owner.apiVersion,
    kind: owner.kind,
    name: owner.metadata.name,
    uid: owner.metadata.uid ?? '',
    controller: true,
    blockOwnerDeletion: true,
  };
}

/** A condition with the fields that operators write. */
export function statusCondition(
  type: string,
  status: boolean,
  atMs: number,
  reason: string,
  message: string,
): Fields {
  return {
    type,
    status: status ? 'True' : 'False',
    lastUpdateTime: timestampOf(atMs),
    lastTransitionTime: timestampOf(atMs),
    reason,
    message,
  };
}
