import type { WatchedResource } from '@inference-portal/plugin-inference-node';
import {
  readScaledDownFrom,
  ANNOTATION_SCALED_DOWN_FROM,
} from '../../decide/remediation/scaledDownFrom';
import type {
  ObjectRef,
  ScaleTarget,
  ScalingObstacle,
} from '../../decide/remediation/scalableWorld';
import {
  at,
  integerOf,
  isFields,
  itemsOf,
  textMapOf,
  textOf,
} from '../../observe/clusters/adapters/fields';
import { builtinWorkloadAdapters } from '../../observe/clusters/adapters';
import { findManager } from '../../observe/clusters/servers/manager';
import type { VersionedObject } from '../clusters/ClusterWriter';

const REPLICAS = ['spec', 'replicas'] as const;

interface Scaling {
  readonly field: readonly string[] | null;
  readonly startsOnDemand: boolean;
  readonly obstacles: readonly ScalingObstacle[];
}

function refused(reason: string): Scaling {
  return {
    field: null,
    startsOnDemand: false,
    obstacles: [{ kind: 'not-scalable', reason }],
  };
}

function byReplicas(obstacles: readonly ScalingObstacle[] = []): Scaling {
  return { field: REPLICAS, startsOnDemand: false, obstacles };
}

function scalingOfStatefulSet(object: unknown): Scaling {
  const whenScaled = at(
    object,
    'spec',
    'persistentVolumeClaimRetentionPolicy',
    'whenScaled',
  );
  return byReplicas(
    whenScaled === 'Delete' ? [{ kind: 'deletes-volumes' }] : [],
  );
}

function scalingOfRollout(object: unknown): Scaling {
  const phase = textOf(at(object, 'status', 'phase'));
  const stable = textOf(at(object, 'status', 'stableRS'));
  const current = textOf(at(object, 'status', 'currentPodHash'));
  // A first release that never became stable has nothing to be confused; a crash loop is the reason to be here.
  const releasing = stable !== null && current !== null && stable !== current;
  return byReplicas(
    releasing && (phase === 'Progressing' || phase === 'Paused')
      ? [{ kind: 'release-in-progress' }]
      : [],
  );
}

function scalingOfInferenceService(object: unknown): Scaling {
  const mode =
    textOf(
      at(object, 'metadata', 'annotations', 'serving.kserve.io/deploymentMode'),
    ) ?? textOf(at(object, 'status', 'deploymentMode'));
  if (mode !== 'Knative' && mode !== 'Serverless') {
    return refused(
      `KServe keeps at least one replica in deployment mode ${
        mode ?? 'Standard'
      }: stop it through KServe, or delete the InferenceService when nobody needs it.`,
    );
  }
  return {
    field: ['spec', 'predictor', 'minReplicas'],
    startsOnDemand: true,
    obstacles:
      integerOf(at(object, 'spec', 'predictor', 'canaryTrafficPercent')) ===
      null
        ? []
        : [{ kind: 'release-in-progress' }],
  };
}

function scalingOfLlmInferenceService(object: unknown): Scaling {
  if (isFields(at(object, 'spec', 'scaling'))) {
    return refused(
      'Its own spec.scaling turns the replicas: change that instead.',
    );
  }
  return isFields(at(object, 'spec', 'prefill'))
    ? refused(
        'It prefills and decodes in separate pods, which have to be stopped together: stop it through KServe.',
      )
    : byReplicas();
}

function scalingOfNimService(object: unknown): Scaling {
  return at(object, 'spec', 'scale', 'enabled') === true
    ? refused(
        'The NIM Operator lets its own autoscaler (spec.scale) turn the replicas: switch that off first.',
      )
    : byReplicas();
}

function scalingOf(kind: string, object: unknown): Scaling {
  switch (kind) {
    case 'Deployment':
    case 'LeaderWorkerSet':
      return byReplicas();
    case 'StatefulSet':
      return scalingOfStatefulSet(object);
    case 'Rollout':
      return scalingOfRollout(object);
    case 'InferenceService':
      return scalingOfInferenceService(object);
    case 'LLMInferenceService':
      return scalingOfLlmInferenceService(object);
    case 'NIMService':
      return scalingOfNimService(object);
    case 'RayService':
      return refused(
        'A RayService has no number of replicas: its Ray cluster has a head that always runs. Delete the RayService when nobody needs it; its definition stays with you.',
      );
    case 'Pod':
      return refused(
        'A pod without a controller cannot be scaled, only deleted, which the portal never does.',
      );
    default:
      return refused(`The portal does not know how to scale a ${kind}.`);
  }
}

/** Where servers of a kind stand in the API; undefined for kinds that the portal does not know. */
export function findResource(
  group: string,
  kind: string,
): WatchedResource | undefined {
  return builtinWorkloadAdapters
    .map(({ resource }) => resource)
    .find(resource => resource.group === group && resource.kind === kind);
}

/** Reads the top-level object of a server as far as scaling cares. */
export function readTarget(
  ref: ObjectRef,
  { uid, object }: VersionedObject,
): ScaleTarget {
  const metadata = at(object, 'metadata');
  const annotations = textMapOf(at(metadata, 'annotations'));
  const { field, startsOnDemand, obstacles } = scalingOf(ref.kind, object);
  const controller = itemsOf(at(metadata, 'ownerReferences')).find(
    owner => at(owner, 'controller') === true,
  );
  return {
    ref,
    uid,
    replicasField: field,
    replicas: field === null ? null : integerOf(at(object, ...field)),
    startsOnDemand,
    obstacles:
      textOf(at(metadata, 'deletionTimestamp')) === null
        ? obstacles
        : [...obstacles, { kind: 'being-deleted' }],
    remembered: readScaledDownFrom(
      annotations[ANNOTATION_SCALED_DOWN_FROM] ?? null,
    ),
    manager: findManager({
      ...ref,
      labels: textMapOf(at(metadata, 'labels')),
      annotations,
      managers: itemsOf(at(metadata, 'managedFields')).flatMap(
        entry => textOf(at(entry, 'manager')) ?? [],
      ),
      operator:
        controller === undefined
          ? null
          : {
              group: (textOf(at(controller, 'apiVersion')) ?? '').replace(
                /\/?[^/]*$/,
                '',
              ),
              kind: textOf(at(controller, 'kind')) ?? 'an unnamed kind',
              name: textOf(at(controller, 'name')) ?? 'without a name',
            },
    }),
  };
}
