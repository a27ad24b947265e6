import { createHash } from 'node:crypto';
import { timestampOf } from '../../objects';
import type {
  Condition,
  Container,
  ContainerState,
  ContainerStatus,
  Pod,
  PodStatus,
} from '../../workloadTypes';

/** What the kubelet says about a container it has not started. */
export function waitingStatus({ name, image }: Container): ContainerStatus {
  return {
    name,
    image,
    imageID: '',
    ready: false,
    started: false,
    restartCount: 0,
    state: { waiting: { reason: 'ContainerCreating' } },
    lastState: {},
  };
}

/** The digest that a registry would have for an image: the one in its name, else one that follows from the name. */
export function imageIdOf(image: string): string {
  const [repository = image, digest] = image.split('@');
  if (digest) return image;
  const name = repository.replace(/:[^/:]+$/, '');
  const hash = createHash('sha256').update(image).digest('hex');
  return `${name}@sha256:${hash}`;
}

/** A container in a running state. */
export function runningStatus(
  before: ContainerStatus,
  pod: Pod,
  nowMs: number,
  restartCount: number,
): ContainerStatus {
  return {
    ...before,
    imageID: imageIdOf(before.image),
    containerID: containerIdOf(pod, before.name, restartCount),
    ready: false,
    started: true,
    restartCount,
    state: { running: { startedAt: timestampOf(nowMs) } },
    lastState: before.state.terminated ? before.state : before.lastState,
  };
}

/** The terminated state of a container that was running. */
export function terminatedState(
  before: ContainerStatus,
  nowMs: number,
  end: {
    readonly exitCode: number;
    readonly reason: string;
    readonly message?: string;
  },
): ContainerState {
  const startedAt = before.state.running?.startedAt;
  return {
    terminated: {
      ...end,
      ...(startedAt ? { startedAt } : {}),
      finishedAt: timestampOf(nowMs),
      ...(before.containerID ? { containerID: before.containerID } : {}),
    },
  };
}

function containerIdOf(
  { metadata }: Pod,
  container: string,
  restartCount: number,
): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([metadata.uid, container, restartCount]))
    .digest('hex');
  return `containerd://${hash}`;
}

/** Puts a pod's conditions in line with its containers; unchanged ones keep their times. */
export function withConditions(status: PodStatus, nowMs: number): PodStatus {
  const containers = status.containerStatuses ?? [];
  const unready = containers.filter(each => !each.ready).map(each => each.name);
  const succeeded = status.phase === 'Succeeded';
  const ready = unready.length === 0 && containers.length > 0;
  // The network is there before the images are.
  const started = status.podIP !== undefined;
  const notReady = succeeded
    ? { reason: 'PodCompleted' }
    : {
        reason: 'ContainersNotReady',
        message: `containers with unready status: [${unready.join(' ')}]`,
      };
  const readiness = (type: string): Condition =>
    ready && !succeeded
      ? { type, status: 'True' }
      : { type, status: 'False', ...notReady };
  const wanted: Condition[] = [
    { type: 'PodReadyToStartContainers', status: started ? 'True' : 'False' },
    { type: 'Initialized', status: 'True' },
    readiness('Ready'),
    readiness('ContainersReady'),
  ];
  const present = status.conditions ?? [];
  const kept = present.filter(
    each => !wanted.some(({ type }) => type === each.type),
  );
  const next = wanted.map((condition): Condition => {
    const before = present.find(each => each.type === condition.type);
    const lastTransitionTime =
      before?.status === condition.status && before.lastTransitionTime
        ? before.lastTransitionTime
        : timestampOf(nowMs);
    return { ...condition, lastTransitionTime };
  });
  return { ...status, conditions: [...next, ...kept] };
}
