import type { InstantMs } from '../../types';

/** One model server's traffic in one UTC hour. Absent is null, never 0. */
export interface UsageHour {
  readonly serverId: string;
  /** Begin of the hour. */
  readonly hour: InstantMs;
  /** Successful requests; the larger of what the server and what a gateway counted. */
  readonly requests: number | null;
  readonly errors: number | null;
  readonly promptTokens: number | null;
  readonly generatedTokens: number | null;
  /** Seconds that the engine spent on prompts and on generation, for the split of cost by tokens. */
  readonly prefillSeconds: number | null;
  readonly decodeSeconds: number | null;
  /** Milliseconds from request to last token, and to the first. */
  readonly latencyMs: Percentiles | null;
  readonly firstTokenMs: Percentiles | null;
  /** Most requests that waited or ran at once. */
  readonly waitingMax: number | null;
  readonly runningMax: number | null;
  /** 0 to 1. */
  readonly kvCacheMax: number | null;
  /** 0 to 1; null for shared devices as well, whose activity tells nothing of one server. */
  readonly gpuActivityAvg: number | null;
  readonly gpuActivityMax: number | null;
  /** Bytes of GPU memory held by all devices of the server. */
  readonly gpuMemoryBytes: number | null;
  readonly networkBytesPerSecond: number | null;
  readonly restarts: number | null;
  /** Share of the expected samples that were there, 0 to 1, by signal; null when the signal was not looked for. */
  readonly coverage: {
    readonly traffic: number | null;
    readonly gpu: number | null;
    readonly gateway: number | null;
  };
}

/** Milliseconds. */
export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}
