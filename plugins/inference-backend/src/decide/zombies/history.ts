import type { InstantMs } from '../../types';

/**
 * What one model server did, hour by hour, over all of its replicas. Slot `i` of every series is the UTC hour that begins at
 * `start + i * HOUR_MS`; all series are equally long. NaN means that no sample was seen, which is never the same as 0.
 */
export interface ActivityHistory {
  /** Begin of the first slot, on a full UTC hour. */
  readonly start: InstantMs;
  /** Successful requests that the server itself or a gateway before it counted, whichever is more; health probes of the kubelet are not among them. */
  readonly requests: Float32Array;
  /** Tokens that were generated. */
  readonly generatedTokens: Float32Array;
  /** Highest activity of any of the server's GPUs, 0 to 1. */
  readonly gpuActivityMax: Float32Array;
  /** Mean activity of the server's GPUs, 0 to 1. */
  readonly gpuActivityAvg: Float32Array;
  /** Bytes a second, received and sent. */
  readonly networkBytesPerSecond: Float32Array;
}

/** What is known of a server beside its activity. */
export interface ServerFacts {
  /** First seen, or created according to its cluster. */
  readonly createdAt: InstantMs;
  /** A declared warm standby: it shall wait. */
  readonly declaredStandby: boolean;
  /** A declared schedule, five cron fields in UTC; null when none was declared. */
  readonly schedule: string | null;
  /** A newer version of the same model serves. */
  readonly newerVersionServing: boolean;
  /** Since when a newer version serves; null when that is not known. */
  readonly newerVersionSince: InstantMs | null;
  /** Crash-looping now. */
  readonly crashLooping: boolean;
  /** Since when it crash-loops; null when that is not known. */
  readonly crashLoopingSince: InstantMs | null;
  /** Pods wait for a node since; null when none does. */
  readonly pendingSince: InstantMs | null;
  /** The owner stands in the catalog. */
  readonly ownerResolved: boolean;
  /** Others use the same physical GPUs, so that their activity tells nothing of this server. */
  readonly gpuShared: boolean;
  /** Another server of the same cluster and namespace that runs the same model with the same arguments; null when there is none. */
  readonly duplicateOf: string | null;
  /** Begins of activity before the history, oldest first, from the bits that are kept for longer. */
  readonly earlierActivity: readonly InstantMs[];
  /** Load of the last seven days; null when the runtime does not tell it. */
  readonly load: ServerLoad | null;
}

/** How full a server was over the last seven days. */
export interface ServerLoad {
  readonly replicas: number;
  /** 95th percentile over hours of the KV-cache use, 0 to 1. */
  readonly kvCacheP95: number;
  /** 99th percentile over hours of the waiting requests. */
  readonly waitingP99: number;
  /** 95th percentile of the running requests, as a share of the most that ever ran at once, 0 to 1. */
  readonly runningP95Share: number;
}
