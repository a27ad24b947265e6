import { DAY_MS } from '../../durations';
import type { InstantMs } from '../../types';
import type { Percentiles, UsageHour } from './UsageHour';

/** How hours of a signal make a day. */
type DayRule = 'sum' | 'max' | 'mean' | 'weighted' | 'share';

interface Signal {
  /** Stored is the value times this, rounded. */
  readonly scale: number;
  readonly day: DayRule;
}

const count = { scale: 1, day: 'sum' } as const;
const seconds = { scale: 1_000, day: 'sum' } as const;
const milliseconds = { scale: 10, day: 'weighted' } as const;
const most = { scale: 1, day: 'max' } as const;
const share = { scale: 1_000, day: 'share' } as const;

/** Signals of an hour in the order in which they are stored: only ever append. */
export const SIGNALS: readonly Signal[] = [
  count, // requests
  count, // errors
  count, // prompt tokens
  count, // generated tokens
  seconds, // prefill
  seconds, // decode
  milliseconds, // latency
  milliseconds,
  milliseconds,
  milliseconds, // first token
  milliseconds,
  milliseconds,
  most, // waiting
  most, // running
  { scale: 10_000, day: 'max' }, // KV cache
  { scale: 100_000, day: 'mean' }, // GPU activity
  { scale: 100_000, day: 'max' },
  { scale: 1 / 1_048_576, day: 'max' }, // GPU memory, to the MiB
  { scale: 1, day: 'mean' }, // network
  count, // restarts
  share, // coverage: traffic
  share, // GPU
  share, // gateway
];

const REQUESTS = 0;
const GENERATED_TOKENS = 3;
const GPU_ACTIVITY_AVG = 15;
const GPU_ACTIVITY_MAX = 16;
/** Place of the GPU memory. */
export const GPU_MEMORY = 17;
const NETWORK = 18;

/** Places of the signals that histories are made of. */
export const HISTORY_SIGNALS = {
  requests: REQUESTS,
  generatedTokens: GENERATED_TOKENS,
  gpuActivityMax: GPU_ACTIVITY_MAX,
  gpuActivityAvg: GPU_ACTIVITY_AVG,
  networkBytesPerSecond: NETWORK,
} as const;

/** Below this a driver's own noise may be all. */
const GPU_ACTIVE = 0.1;

/** Values of the signals of an hour or a day, in the order of {@link SIGNALS}. */
export type SignalValues = readonly (number | null)[];

/** Everything of an hour or a day but what it is of. */
export type UsageFigures = Omit<UsageHour, 'serverId' | 'hour'>;

/** Whether somebody used the server: requests, tokens, or a GPU that worked. */
export function isActive(values: SignalValues): boolean {
  return (
    (values[REQUESTS] ?? 0) > 0 ||
    (values[GENERATED_TOKENS] ?? 0) > 0 ||
    (values[GPU_ACTIVITY_MAX] ?? 0) >= GPU_ACTIVE
  );
}

export function figuresToValues(usage: UsageFigures): SignalValues {
  const of = (percentiles: Percentiles | null) => [
    percentiles?.p50 ?? null,
    percentiles?.p95 ?? null,
    percentiles?.p99 ?? null,
  ];
  return [
    usage.requests,
    usage.errors,
    usage.promptTokens,
    usage.generatedTokens,
    usage.prefillSeconds,
    usage.decodeSeconds,
    ...of(usage.latencyMs),
    ...of(usage.firstTokenMs),
    usage.waitingMax,
    usage.runningMax,
    usage.kvCacheMax,
    usage.gpuActivityAvg,
    usage.gpuActivityMax,
    usage.gpuMemoryBytes,
    usage.networkBytesPerSecond,
    usage.restarts,
    usage.coverage.traffic,
    usage.coverage.gpu,
    usage.coverage.gateway,
  ];
}

export function valuesToFigures(values: SignalValues): UsageFigures {
  const at = (place: number) => values[place] ?? null;
  const percentiles = (place: number): Percentiles | null => {
    const [p50, p95, p99] = [at(place), at(place + 1), at(place + 2)];
    return p50 === null || p95 === null || p99 === null
      ? null
      : { p50, p95, p99 };
  };
  return {
    requests: at(REQUESTS),
    errors: at(1),
    promptTokens: at(2),
    generatedTokens: at(GENERATED_TOKENS),
    prefillSeconds: at(4),
    decodeSeconds: at(5),
    latencyMs: percentiles(6),
    firstTokenMs: percentiles(9),
    waitingMax: at(12),
    runningMax: at(13),
    kvCacheMax: at(14),
    gpuActivityAvg: at(GPU_ACTIVITY_AVG),
    gpuActivityMax: at(GPU_ACTIVITY_MAX),
    gpuMemoryBytes: at(GPU_MEMORY),
    networkBytesPerSecond: at(NETWORK),
    restarts: at(19),
    coverage: { traffic: at(20), gpu: at(21), gateway: at(22) },
  };
}

/** One signal of a day out of its hours, null for hours that are not there. */
function dayValue(
  rule: DayRule,
  values: SignalValues,
  weights: SignalValues,
  hours: number,
): number | null {
  const known = values.filter(value => value !== null);
  if (known.length === 0) {
    return null;
  }
  const sum = known.reduce((total, value) => total + value, 0);
  switch (rule) {
    case 'sum':
      return sum;
    case 'max':
      return Math.max(...known);
    case 'mean':
      return sum / known.length;
    case 'share':
      // Hours of which nothing is known were not covered.
      return sum / hours;
    default: {
      let weight = 0;
      let weighted = 0;
      values.forEach((value, slot) => {
        if (value !== null) {
          const own = Math.max(1, weights[slot] ?? 0);
          weight += own;
          weighted += own * value;
        }
      });
      return weighted / weight;
    }
  }
}

/**
 * What the hours of a day add up to. Percentiles are the mean of the hours' own, weighted by their requests.
 *
 * @param hours - 24 slots, null where there is no row
 */
export function sumDay(hours: readonly (SignalValues | null)[]): SignalValues {
  const elapsed = hours.reduce(
    (last, values, slot) => (values === null ? last : slot + 1),
    0,
  );
  const column = (place: number) =>
    hours.map(values => values?.[place] ?? null);
  const requests = column(REQUESTS);
  return SIGNALS.map(({ day }, place) =>
    dayValue(day, column(place), requests, elapsed),
  );
}

/** Days since 1970 of an instant, UTC. */
export function dayOf(instant: InstantMs): number {
  return Math.floor(instant / DAY_MS);
}
