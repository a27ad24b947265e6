import { timestampOf } from '../../objects';
import type { PodBehaviour } from '../../PodBehaviour';
import type { ContainerStatus, Pod, PodStatus } from '../../workloadTypes';
import type { ClusterView } from '../ClusterView';
import type { EventRecorder } from '../EventRecorder';
import { CrashLoop } from './CrashLoop';
import type { PodNetwork } from './PodNetwork';
import {
  runningStatus,
  terminatedState,
  waitingStatus,
  withConditions,
} from './podStatus';
import { pullBackoffMs, resumedStep, settleMs, type Step } from './podSteps';

/** Does the steps of a pod's life, each of which writes its status and says what comes next. */
export class PodRunner {
  constructor(
    private readonly view: ClusterView,
    private readonly events: EventRecorder,
    private readonly network: PodNetwork,
  ) {}

  /** Where a pod stands that the kubelet sees for the first time: a new one, or one with a history. */
  firstStep(pod: Pod, behaviour: PodBehaviour): Step | undefined {
    const nowMs = this.view.now();
    const [first] = pod.status?.containerStatuses ?? [];
    if (!first) {
      this.admit(pod);
      return {
        what: 'pulled',
        atMs: nowMs + (behaviour.pullMs ?? 1_000),
        attempt: 0,
      };
    }
    return resumedStep(first, behaviour, nowMs);
  }

  /** Does a step that is due. Undefined when the pod has settled. */
  take(step: Step, pod: Pod, behaviour: PodBehaviour): Step | undefined {
    switch (step.what) {
      case 'pulled':
      case 'pull-again':
        return this.pull(step, pod, behaviour);
      case 'restart':
        return this.startContainers(pod, behaviour, step.attempt + 1);
      case 'settle':
        return this.settle(step, pod, behaviour);
      default:
        return undefined;
    }
  }

  private admit(pod: Pod): void {
    const nowMs = this.view.now();
    const hostIP = this.network.hostIp(pod.spec.nodeName ?? '');
    this.write(pod, {
      ...pod.status,
      phase: 'Pending',
      hostIP,
      hostIPs: [{ ip: hostIP }],
      startTime: timestampOf(nowMs),
      containerStatuses: pod.spec.containers.map(waitingStatus),
    });
    for (const { image } of pod.spec.containers) {
      this.record(pod, 'Normal', 'Pulling', `Pulling image "${image}"`);
    }
  }

  private pull(
    step: Step,
    pod: Pod,
    behaviour: PodBehaviour,
  ): Step | undefined {
    const nowMs = this.view.now();
    if (behaviour.outcome !== 'image-pull') {
      for (const { image } of pod.spec.containers) {
        this.record(
          pod,
          'Normal',
          'Pulled',
          `Successfully pulled image "${image}" in ${
            behaviour.pullMs ?? 1_000
          }ms`,
        );
      }
      return this.startContainers(pod, behaviour, 0);
    }
    const image = pod.spec.containers[0]?.image ?? '';
    const failure =
      behaviour.message ??
      `failed to pull and unpack image "${image}": failed to resolve reference "${image}": ${image}: not found`;
    const trying = step.attempt % 2 === 0;
    const reason = trying ? 'ErrImagePull' : 'ImagePullBackOff';
    const message = trying
      ? failure
      : `Back-off pulling image "${image}": ErrImagePull: ${failure}`;
    const statuses =
      pod.status?.containerStatuses ?? pod.spec.containers.map(waitingStatus);
    this.write(pod, {
      ...pod.status,
      phase: 'Pending',
      ...this.addressesOf(pod),
      containerStatuses: statuses.map((before, index) => {
        if (index === 0) {
          return { ...before, state: { waiting: { reason, message } } };
        }
        // The others do not wait for its image.
        return before.state.running
          ? before
          : { ...runningStatus(before, pod, nowMs, 0), ready: true };
      }),
    });
    if (trying) {
      this.record(
        pod,
        'Warning',
        'Failed',
        `Failed to pull image "${image}": ${failure}`,
      );
      this.record(pod, 'Warning', 'Failed', 'Error: ErrImagePull');
    } else {
      this.record(
        pod,
        'Normal',
        'BackOff',
        `Back-off pulling image "${image}"`,
      );
      this.record(pod, 'Warning', 'Failed', 'Error: ImagePullBackOff');
    }
    const delay = trying
      ? 2_000
      : pullBackoffMs(step.attempt >> 1, behaviour.backoffMs);
    return {
      what: 'pull-again',
      atMs: nowMs + delay,
      attempt: step.attempt + 1,
    };
  }

  /** Starts all containers, or again the first one after it died. */
  private startContainers(
    pod: Pod,
    behaviour: PodBehaviour,
    restartCount: number,
  ): Step {
    const nowMs = this.view.now();
    const statuses =
      pod.status?.containerStatuses ?? pod.spec.containers.map(waitingStatus);
    const failing =
      behaviour.outcome === 'crash' || behaviour.outcome === 'oom';
    const containerStatuses = statuses.map((before, index) => {
      if (restartCount > 0 && index > 0) return before;
      const running = runningStatus(before, pod, nowMs, restartCount);
      // Only the first container fails.
      return failing && index > 0 ? { ...running, ready: true } : running;
    });
    this.write(pod, {
      ...pod.status,
      phase: 'Running',
      ...this.addressesOf(pod),
      containerStatuses,
    });
    const started =
      restartCount > 0 ? pod.spec.containers.slice(0, 1) : pod.spec.containers;
    for (const { name } of started) {
      this.record(pod, 'Normal', 'Created', `Created container: ${name}`);
      this.record(pod, 'Normal', 'Started', `Started container ${name}`);
    }
    return {
      what: 'settle',
      atMs: nowMs + settleMs(behaviour),
      attempt: restartCount,
    };
  }

  /** The containers have run for their time: they are ready, done or dead. */
  private settle(
    step: Step,
    pod: Pod,
    behaviour: PodBehaviour,
  ): Step | undefined {
    switch (behaviour.outcome) {
      case 'succeed': {
        const nowMs = this.view.now();
        const end = { exitCode: 0, reason: 'Completed' };
        const containerStatuses = (pod.status?.containerStatuses ?? []).map(
          each => ({
            ...each,
            ready: false,
            started: false,
            state: terminatedState(each, nowMs, end),
          }),
        );
        this.write(pod, {
          ...pod.status,
          phase: 'Succeeded',
          containerStatuses,
        });
        return undefined;
      }
      case 'crash':
      case 'oom':
        return this.crash(step, pod, behaviour);
      default: {
        const containerStatuses = (pod.status?.containerStatuses ?? []).map(
          each => ({ ...each, ready: true }),
        );
        this.write(pod, { ...pod.status, phase: 'Running', containerStatuses });
        return undefined;
      }
    }
  }

  private crash(
    step: Step,
    pod: Pod,
    behaviour: PodBehaviour,
  ): Step | undefined {
    const nowMs = this.view.now();
    const end = CrashLoop.endOf(behaviour);
    if (pod.spec.restartPolicy === 'Never') {
      this.writeFirst(
        pod,
        before => ({
          ...before,
          ready: false,
          started: false,
          state: terminatedState(before, nowMs, end),
        }),
        'Failed',
      );
      return undefined;
    }
    if (step.attempt === 0) {
      // The first end is answered with a start at once.
      this.writeFirst(pod, before => ({
        ...before,
        ready: false,
        started: false,
        state: terminatedState(before, nowMs, end),
      }));
      return { what: 'restart', atMs: nowMs, attempt: 0 };
    }
    const backoffMs = CrashLoop.backoffMs(step.attempt, behaviour.backoffMs);
    const name = pod.spec.containers[0]?.name ?? '';
    const { name: podName, namespace = '', uid } = pod.metadata;
    const message = `back-off ${CrashLoop.durationText(
      backoffMs,
    )} restarting failed container=${name} pod=${podName}_${namespace}(${uid})`;
    this.writeFirst(pod, before => ({
      ...before,
      ready: false,
      started: false,
      state: { waiting: { reason: 'CrashLoopBackOff', message } },
      lastState: terminatedState(before, nowMs, end),
    }));
    this.record(
      pod,
      'Warning',
      'BackOff',
      `Back-off restarting failed container ${name} in pod ${podName}_${namespace}(${uid})`,
    );
    return { what: 'restart', atMs: nowMs + backoffMs, attempt: step.attempt };
  }

  private addressesOf({ status, metadata }: Pod) {
    const podIP = status?.podIP ?? this.network.podIp(metadata.uid);
    return { podIP, podIPs: [{ ip: podIP }] };
  }

  private write(pod: Pod, status: PodStatus): void {
    this.view.updateStatus(pod, withConditions(status, this.view.now()));
  }

  private writeFirst(
    pod: Pod,
    change: (before: ContainerStatus) => ContainerStatus,
    phase?: string,
  ): void {
    const statuses =
      pod.status?.containerStatuses ?? pod.spec.containers.map(waitingStatus);
    const containerStatuses = statuses.map((each, index) =>
      index === 0 ? change(each) : each,
    );
    this.write(pod, {
      ...pod.status,
      phase: phase ?? pod.status?.phase ?? 'Pending',
      containerStatuses,
    });
  }

  /** Records an event of the kubelet about a pod. */
  record(
    pod: Pod,
    type: 'Normal' | 'Warning',
    reason: string,
    message: string,
  ): void {
    const host = pod.spec.nodeName ?? '';
    this.events.record(pod, type, reason, message, {
      component: 'kubelet',
      host,
    });
  }
}
