import type { InstantMs } from '../types';
import type { ContainerEnd, ContainerHealth, PodHealth } from './podHealth';

/** What keeps a pod from becoming ready by itself. */
export interface PodTrouble {
  readonly kind:
    | 'out-of-memory'
    | 'crash-looping'
    | 'image-pull-error'
    | 'pending';
  /** Kubernetes' word for it, such as `CrashLoopBackOff`. */
  readonly reason: string;
  /** A sentence. */
  readonly message: string;
  readonly since: InstantMs | null;
}

const PULL_REASONS = new Set([
  'ErrImagePull',
  'ImagePullBackOff',
  'InvalidImageName',
  'ErrImageNeverPull',
  'ImageInspectError',
  'RegistryUnavailable',
  'SignatureValidationFailed',
]);

/** The kubelet tries again for ever, as it does with a crashing container. */
const CREATE_REASONS = new Set([
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
  'PreStartHookError',
  'PostStartHookError',
]);

/** A first crash may be a race at the start; from the second on it is a loop. */
const LOOP_RESTARTS = 2;

function failed(end: ContainerEnd | null): end is ContainerEnd {
  return end !== null && end.exitCode !== 0;
}

function describeEnd(end: ContainerEnd | null): string {
  if (end === null) {
    return '';
  }
  const code = end.exitCode === null ? '' : ` with exit code ${end.exitCode}`;
  const reason =
    end.reason === null || end.reason === 'Error' ? '' : ` (${end.reason})`;
  return `; it last ended${code}${reason}`;
}

function restarted(container: ContainerHealth): string {
  const { restarts } = container;
  return `restarted ${restarts} time${restarts === 1 ? '' : 's'}`;
}

function withMessage(sentence: string, message: string | null): string {
  const words = message?.trim() ?? '';
  return words === '' ? `${sentence}.` : `${sentence}: ${words}`;
}

function containerTrouble(
  container: ContainerHealth,
): Omit<PodTrouble, 'since'> | null {
  const { name, waiting } = container;
  const reason = waiting?.reason ?? '';
  if (PULL_REASONS.has(reason)) {
    return {
      kind: 'image-pull-error',
      reason,
      message: withMessage(
        `Image ${
          container.image ?? 'of container '.concat(name)
        } cannot be pulled (${reason})`,
        waiting?.message ?? null,
      ),
    };
  }
  const end = container.terminated ?? container.lastTerminated;
  if (end?.reason === 'OOMKilled') {
    return {
      kind: 'out-of-memory',
      reason: 'OOMKilled',
      message: `Container ${name} was killed for using more memory than its limit and ${restarted(
        container,
      )}.`,
    };
  }
  if (CREATE_REASONS.has(reason)) {
    return {
      kind: 'crash-looping',
      reason,
      message: withMessage(
        `Container ${name} cannot be started (${reason})`,
        waiting?.message ?? null,
      ),
    };
  }
  const looping =
    reason === 'CrashLoopBackOff' ||
    (container.restarts >= LOOP_RESTARTS && failed(end)) ||
    (container.init && container.restarts > 0 && failed(end));
  return looping
    ? {
        kind: 'crash-looping',
        reason: reason === '' ? 'CrashLoopBackOff' : reason,
        message: `Container ${name} keeps crashing, ${restarted(
          container,
        )}${describeEnd(end)}.`,
      }
    : null;
}

/** Why a pod that is not ready will not become so by waiting; null when nothing has failed. */
export function findTrouble(pod: PodHealth): PodTrouble | null {
  if (pod.ready) {
    return null;
  }
  if (pod.unscheduled !== null && !pod.bound) {
    return {
      kind: 'pending',
      reason: pod.unscheduled.reason,
      message: withMessage(
        pod.unscheduled.reason === 'SchedulingGated'
          ? 'The pod is held back from scheduling'
          : 'No node fits',
        pod.unscheduled.message,
      ),
      since: pod.unscheduled.since ?? pod.createdAt,
    };
  }
  for (const container of pod.containers) {
    // A finished init container and a ready one have nothing to tell.
    const trouble = container.ready ? null : containerTrouble(container);
    if (trouble !== null) {
      return { ...trouble, since: pod.readyChangedAt ?? pod.createdAt };
    }
  }
  return null;
}
