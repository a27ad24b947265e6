import type { NodeStory } from '../../fleet/nodeStories';
import type { EngineName, Fault, ServerStory } from '../../fleet/storyTypes';
import type { ClusterName } from '../../fleet/storyTypes';
import type { ScrapeSchedule } from './SyntheticSeries';
import type { TrafficCurve } from './TrafficCurve';

/**
 * A pod that holds GPUs, of today or of the past, as the exporters see it. Its ends move while it lives, so series
 * read them anew. Instants are UTC ms.
 */
export interface PodRecord {
  readonly cluster: ClusterName;
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly ip: string;
  readonly container: string;
  readonly image: string;
  readonly owner: { readonly kind: string; readonly name: string } | null;
  /** Null for pods that belong to no server of the story. */
  readonly story: ServerStory | null;
  readonly traffic: TrafficCurve | null;
  readonly faults: readonly Fault[];
  /** Null when it exports no metrics of its own: unknown image, worker of a group. */
  readonly engine: EngineName | null;
  /** Keeps its GPUs busy all the time, as training does. */
  readonly busy: boolean;
  readonly resource: string;
  readonly amount: number;
  readonly schedule: ScrapeSchedule;
  /** A number from which the pod's noise follows. */
  readonly hash: number;
  readonly createdMs: number;
  /** Null until it is bound. */
  node: NodeStory | null;
  units: readonly number[];
  startedMs: number | null;
  readyMs: number | null;
  endedMs: number | null;
  restartsMs: number[];
  phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed';
}

/** Start of the container that runs at an instant: counters begin there. */
export function counterBase(pod: PodRecord, timeMs: number): number {
  let base = pod.readyMs ?? Infinity;
  for (const restartMs of pod.restartsMs) {
    if (restartMs <= timeMs && restartMs > base) base = restartMs;
  }
  return base;
}

/** Whether the server inside answers at an instant. */
export function isServing(pod: PodRecord, timeMs: number): boolean {
  return (
    pod.readyMs !== null &&
    timeMs >= pod.readyMs &&
    (pod.endedMs === null || timeMs < pod.endedMs)
  );
}

/** Requests that this container has taken since it started, not rounded. */
export function requestsOf(pod: PodRecord, timeMs: number): number {
  if (!pod.traffic || !isServing(pod, timeMs)) return 0;
  const base = counterBase(pod, timeMs);
  return (
    shareOf(pod) * (pod.traffic.requests(timeMs) - pod.traffic.requests(base))
  );
}

/** As {@link requestsOf}, of requests that met a busy server. */
export function slowRequestsOf(pod: PodRecord, timeMs: number): number {
  if (!pod.traffic || !isServing(pod, timeMs)) return 0;
  const base = counterBase(pod, timeMs);
  return (
    shareOf(pod) *
    (pod.traffic.slowRequests(timeMs) - pod.traffic.slowRequests(base))
  );
}

/** Load balancers are never quite fair: 0.96 to 1.04 of an equal share. */
export function shareOf(pod: PodRecord): number {
  return 0.96 + ((pod.hash >>> 8) % 81) / 1_000;
}
