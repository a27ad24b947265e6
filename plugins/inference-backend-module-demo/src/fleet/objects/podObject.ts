import type { OwnerReference } from '../../cluster/objects';
import { timestampOf } from '../../cluster/objects';
import { MINUTE_MS, SECOND_MS } from '../durations';
import { hash32, hexOf } from '../deterministic';
import { faultsOf } from '../podStories';
import type { PodStory } from '../podStories';
import type { DemoObject, Fields, PodTemplateFields } from './demoObject';

/** A pod of today, with the status that its kubelet would have reported. */
export function podObject(
  pod: PodStory,
  template: PodTemplateFields,
  options: {
    readonly owner?: OwnerReference;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly nowMs: number;
  },
): DemoObject {
  const { story } = pod.server;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: pod.name,
      namespace: story.namespace,
      uid: pod.uid,
      creationTimestamp: timestampOf(pod.createdMs),
      labels: { ...template.metadata.labels, ...options.labels },
      ...(options.annotations ? { annotations: options.annotations } : {}),
      ...(options.owner ? { ownerReferences: [options.owner] } : {}),
    },
    spec: {
      ...template.spec,
      ...(pod.node ? { nodeName: pod.node.name } : {}),
    },
    status: podStatus(pod, template.spec.containers[0].name, options.nowMs),
  };
}

function condition(
  type: string,
  status: boolean,
  atMs: number,
  reason?: string,
  message?: string,
): Fields {
  return {
    type,
    status: status ? 'True' : 'False',
    lastProbeTime: null,
    lastTransitionTime: timestampOf(atMs),
    ...(reason ? { reason } : {}),
    ...(message ? { message } : {}),
  };
}

function podStatus(pod: PodStory, container: string, nowMs: number): Fields {
  if (pod.node === null) {
    const resource = pod.server.story.resource ?? 'nvidia.com/gpu';
    return {
      phase: 'Pending',
      qosClass: 'Burstable',
      conditions: [
        condition(
          'PodScheduled',
          false,
          pod.createdMs,
          'Unschedulable',
          `0/14 nodes are available: 2 Insufficient ${resource}, 12 node(s) didn't match Pod's node affinity/selector. preemption: 0/14 nodes are available: 2 No preemption victims found for incoming pod, 12 Preemption is not helpful for scheduling.`,
        ),
      ],
    };
  }
  const ready = pod.readyMs !== null && pod.readyMs <= nowMs;
  const readyMs = pod.restartsMs.at(-1) ?? pod.readyMs ?? pod.createdMs;
  const why = ready
    ? []
    : ['ContainersNotReady', `containers with unready status: [${container}]`];
  const ip = `10.${72 + (hash32(pod.uid, 'a') % 40)}.${
    hash32(pod.uid, 'b') % 250
  }.${2 + (hash32(pod.uid, 'c') % 250)}`;
  return {
    phase: pod.fate === 'image-pull' ? 'Pending' : 'Running',
    qosClass: 'Burstable',
    startTime: timestampOf(pod.createdMs + SECOND_MS),
    hostIP: pod.node.internalIp,
    hostIPs: [{ ip: pod.node.internalIp }],
    podIP: ip,
    podIPs: [{ ip }],
    conditions: [
      condition(
        'PodReadyToStartContainers',
        true,
        pod.createdMs + 2 * SECOND_MS,
      ),
      condition('Initialized', true, pod.createdMs + SECOND_MS),
      condition('Ready', ready, readyMs, ...why),
      condition('ContainersReady', ready, readyMs, ...why),
      condition('PodScheduled', true, pod.createdMs),
    ],
    containerStatuses: [containerStatus(pod, container, ready, nowMs)],
  };
}

/** A container in a crash loop is started again about every six minutes. */
export const CRASH_PERIOD_MS = 6 * MINUTE_MS + 10 * SECOND_MS;
/** How long it lives each time. */
export const CRASH_RUN_MS = 70 * SECOND_MS;

function containerStatus(
  pod: PodStory,
  container: string,
  ready: boolean,
  nowMs: number,
): Fields {
  const image = pod.revision.image;
  const digest = hexOf(64, image);
  const running = (startedMs: number): Fields => ({
    running: { startedAt: timestampOf(startedMs) },
  });
  const base = {
    name: container,
    image,
    imageID: `${image.slice(0, image.lastIndexOf(':'))}@sha256:${digest}`,
    containerID: `containerd://${hexOf(64, pod.uid, pod.restartsMs.length)}`,
    ready,
    started: ready,
    restartCount: pod.restartsMs.length,
    lastState: {},
  };
  const fault = faultsOf(pod.server, pod.revision).find(f => f.outcome);
  if (pod.fate === 'image-pull') {
    return {
      ...base,
      imageID: '',
      containerID: undefined,
      state: {
        waiting: {
          reason: 'ImagePullBackOff',
          message: `Back-off pulling image "${image}": ErrImagePull: ${
            fault?.message ?? 'not found'
          }`,
        },
      },
    };
  }
  if (pod.fate === 'crash' || pod.fate === 'oom') {
    const count = Math.floor((nowMs - pod.startedMs) / CRASH_PERIOD_MS);
    const startedMs = pod.startedMs + count * CRASH_PERIOD_MS;
    const terminated = {
      exitCode: pod.fate === 'oom' ? 137 : 1,
      reason: pod.fate === 'oom' ? 'OOMKilled' : 'Error',
      startedAt: timestampOf(startedMs - CRASH_PERIOD_MS),
      finishedAt: timestampOf(startedMs - CRASH_PERIOD_MS + CRASH_RUN_MS),
      containerID: `containerd://${hexOf(64, pod.uid, count)}`,
      message: fault?.logs?.split('\n').at(-1),
    };
    return {
      ...base,
      restartCount: count,
      state: {
        waiting: {
          reason: 'CrashLoopBackOff',
          message: `back-off 5m0s restarting failed container=${base.name} pod=${pod.name}_${pod.server.story.namespace}(${pod.uid})`,
        },
      },
      lastState: { terminated },
    };
  }
  const restartedMs = pod.restartsMs.at(-1);
  if (restartedMs === undefined) {
    return { ...base, state: running(pod.startedMs) };
  }
  return {
    ...base,
    state: running(restartedMs),
    lastState: {
      terminated: {
        exitCode: 137,
        reason: 'OOMKilled',
        startedAt: timestampOf(pod.startedMs),
        finishedAt: timestampOf(restartedMs - 2 * SECOND_MS),
        containerID: `containerd://${hexOf(64, pod.uid, 'first')}`,
      },
    },
  };
}
