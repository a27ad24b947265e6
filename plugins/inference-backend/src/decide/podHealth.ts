import type { InstantMs } from '../types';

/** How a container of a pod does. */
export interface ContainerHealth {
  readonly name: string;
  readonly image: string | null;
  readonly init: boolean;
  readonly ready: boolean;
  readonly restarts: number;
  /** Why it does not run yet. */
  readonly waiting: {
    readonly reason: string;
    readonly message: string | null;
  } | null;
  /** How it ended, when it does not run now. */
  readonly terminated: ContainerEnd | null;
  /** How it ended the time before. */
  readonly lastTerminated: ContainerEnd | null;
}

/** The end of a container's process. */
export interface ContainerEnd {
  readonly reason: string | null;
  readonly exitCode: number | null;
}

/** The part of a pod that its health is judged by. */
export interface PodHealth {
  readonly name: string;
  readonly phase: string;
  readonly ready: boolean;
  /** True once a node is chosen. */
  readonly bound: boolean;
  /** True while it shuts down. */
  readonly deleting: boolean;
  readonly createdAt: InstantMs | null;
  /** Last change of the Ready condition. */
  readonly readyChangedAt: InstantMs | null;
  /** Why no node is chosen, in the scheduler's words. */
  readonly unscheduled: {
    readonly reason: string;
    readonly message: string | null;
    readonly since: InstantMs | null;
  } | null;
  readonly containers: readonly ContainerHealth[];
  /** Reason of the pod as a whole, such as `Evicted`. */
  readonly reason: string | null;
  readonly message: string | null;
}
