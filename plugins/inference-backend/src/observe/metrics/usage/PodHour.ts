import type { InstantMs } from '../../../types';
import type {
  GaugeSignal,
  HistogramSignal,
  TrafficSignal,
} from './engineMetrics';

/** A pod that belongs to a model server, as far as it is known. */
export interface ServingPod {
  /** Unique. */
  readonly key: string;
  readonly serverId: string;
  /** Life of the pod; null when only metrics tell of it. */
  readonly life: {
    readonly from: InstantMs;
    readonly to: InstantMs | null;
  } | null;
  /** Holds slices of time of GPUs that others use, too. */
  readonly sharesGpus: boolean;
}

/** Finds the servers that series speak of. */
export interface PodLookup {
  /** By uid, else by name at that time. */
  findPod(options: {
    readonly uid: string | null;
    readonly namespace: string;
    readonly name: string;
    readonly at: InstantMs;
  }): ServingPod | undefined;
  /** The server that a gateway calls by the name of a workload, a service or a model. */
  findDestination(options: {
    readonly namespace: string | null;
    readonly name: string;
  }): string | undefined;
}

/** What one device did for a pod in an hour. */
export interface DeviceHour {
  max: number | null;
  avg: number | null;
  memoryBytes: number | null;
  /** Begins of the five-minute bins in which it was seen. */
  readonly bins: Set<number>;
}

/** What one pod did in one hour, as its series tell. */
export interface PodHour {
  /** Growth by signal and by who told it; several tell the same, so the largest counts. */
  readonly counters: Map<TrafficSignal, Map<string, number>>;
  /** The same of a proxy before engines, which may run in another pod than they. */
  readonly proxied: Map<TrafficSignal, Map<string, number>>;
  /** Growth of what `requests` counts though it is none. */
  failures: number;
  /** For how long a counter was watched. */
  watchedMs: number;
  readonly gauges: Map<GaugeSignal, number>;
  /** Growth of buckets by upper bound in seconds, by who told it. */
  readonly histograms: Map<HistogramSignal, Map<string, Map<number, number>>>;
  restarts: number | null;
  networkBytes: number | null;
  readonly devices: Map<string, DeviceHour>;
}

export function emptyPodHour(): PodHour {
  return {
    counters: new Map(),
    proxied: new Map(),
    failures: 0,
    watchedMs: 0,
    gauges: new Map(),
    histograms: new Map(),
    restarts: null,
    networkBytes: null,
    devices: new Map(),
  };
}

/** What gateways sent to one server in one hour, by who told it. */
export interface GatewayHour {
  readonly requests: Map<string, number>;
  readonly errors: Map<string, number>;
  watchedMs: number;
}
