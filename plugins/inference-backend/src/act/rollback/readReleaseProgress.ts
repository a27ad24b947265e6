import type {
  ModelServerDetail,
  ServerPod,
} from '@inference-portal/plugin-inference-common';
import type { RollbackProgress } from '../../decide/rollback/rollbackRecord';
import { redactText } from '../../decide/secrets/redactText';
import { SECOND_MS } from '../../durations';
import {
  at,
  conditionOf,
  integerOf,
  jsonObjectOf,
  textOf,
} from '../../observe/clusters/adapters/fields';
import { readChangeAuthor } from '../../observe/clusters/servers/changeAuthor';
import type { ClusterWriter } from '../clusters/ClusterWriter';
import { findWorkload, serverKeyOf } from './findWorkload';
import { readSpecification } from './readSpecification';
import { followReference } from './followReference';
import { readCanary } from './readRelease';

/** Reasons of pods that do not get better by waiting. */
const CRASHES = new Set([
  'CrashLoopBackOff',
  'OOMKilled',
  'ImagePullBackOff',
  'ErrImagePull',
  'InvalidImageName',
  'CreateContainerConfigError',
  'CreateContainerError',
]);

/** How far a release is, out of the cluster itself. */
export interface ReleaseProgress {
  /** SHA-256, hex, of the specification that stands there now. */
  readonly hash: string;
  /** True while part of the traffic goes to another version. */
  readonly splits: boolean;
  readonly pods: NonNullable<RollbackProgress['pods']>;
  /** True when all pods are of the newest specification and ready. */
  readonly isReady: boolean;
  /** Why new pods cannot even be made, such as a quota, in the cluster's words; null when they can, or nobody says. */
  readonly obstacle: string | null;
  /** Who wrote the specification last. */
  readonly changedBy: string | null;
}

/** True when the old pods are gone, as far as the kind tells. */
function hasSettled(kind: string, object: unknown): boolean {
  const status = at(object, 'status');
  switch (kind) {
    case 'Deployment':
      return (
        (integerOf(at(status, 'replicas')) ?? 0) <=
        (integerOf(at(status, 'updatedReplicas')) ?? 0)
      );
    case 'StatefulSet':
      return (
        textOf(at(status, 'currentRevision')) ===
        textOf(at(status, 'updateRevision'))
      );
    case 'Rollout':
      return textOf(at(status, 'phase')) === 'Healthy';
    default:
      return true;
  }
}

function isObserved(object: unknown): boolean {
  const seen = integerOf(at(object, 'status', 'observedGeneration'));
  const generation = integerOf(at(object, 'metadata', 'generation'));
  return seen === null || generation === null || seen >= generation;
}

/** Whether a pod was made after `since`, UTC ms; the times of pods have seconds only. */
export function isNewPod(
  { createdAt }: Pick<ServerPod, 'createdAt'>,
  since: number,
): boolean {
  return createdAt === null || Date.parse(createdAt) >= since - SECOND_MS;
}

/** Deployments and Rollouts say it; of a StatefulSet only its events tell. */
function obstacleOf(object: unknown): string | null {
  const { message, reason, status } = conditionOf(
    at(object, 'status'),
    'ReplicaFailure',
  );
  const words = textOf(message) ?? textOf(reason);
  return status === 'True' && words !== null ? redactText(words) : null;
}

function crashingPods({ pods }: ModelServerDetail, since: number): number {
  return pods.filter(
    pod =>
      pod.reason !== null && CRASHES.has(pod.reason) && isNewPod(pod, since),
  ).length;
}

/** Looks how far the release of a server is; pods made after `since` (UTC ms) are asked whether they crash. Throws NotFoundError when it is gone. */
export async function readReleaseProgress(
  writer: ClusterWriter,
  detail: ModelServerDetail,
  since: number,
): Promise<ReleaseProgress> {
  const workload = await findWorkload(writer, serverKeyOf(detail));
  const { found, object } = await followReference(writer, workload);
  const { replicas } = workload.adapter.read(jsonObjectOf(object));
  const { desired, ready, updated } = replicas;
  const { kind } = workload.ref;
  const isCounted = desired !== null && ready !== null;
  const condition = conditionOf(at(object, 'status'), 'Ready');
  const crashing = crashingPods(detail, since);
  return {
    hash: readSpecification(workload, object).hash,
    splits: readCanary(kind, object, []) !== null,
    pods: { desired, ready, updated, crashing },
    isReady:
      isObserved(workload.found.object) &&
      hasSettled(kind, workload.found.object) &&
      crashing === 0 &&
      (isCounted
        ? ready >= desired && (updated ?? desired) >= desired
        : condition.status === 'True'),
    obstacle: obstacleOf(workload.found.object),
    changedBy: readChangeAuthor(found.object).changedBy,
  };
}
