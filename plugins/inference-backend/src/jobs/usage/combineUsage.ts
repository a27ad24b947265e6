import { histogramQuantile } from '../../decide/histogramQuantile';
import { HOUR_MS } from '../../durations';
import type {
  HistogramSignal,
  TrafficSignal,
} from '../../observe/metrics/usage/engineMetrics';
import type {
  DeviceHour,
  GatewayHour,
  PodHour,
  ServingPod,
} from '../../observe/metrics/usage/PodHour';
import type { UsageReading } from '../../observe/metrics/usage/UsageReading';
import type { TimeInterval } from '../../observe/metrics/rangeWindow';
import type { Percentiles, UsageHour } from '../../record/usage/UsageHour';

/** A pod of a server in an hour; `hour` is null when no series speaks of it. */
interface PodOfHour {
  readonly pod: ServingPod;
  readonly hour: PodHour | null;
}

const known = <T>(values: Iterable<T | null>) =>
  [...values].filter((value): value is T => value !== null);

function sumKnown(values: Iterable<number | null>): number | null {
  const numbers = known(values);
  return numbers.length === 0
    ? null
    : numbers.reduce((sum, value) => sum + value, 0);
}

function maxKnown(values: Iterable<number | null>): number | null {
  const numbers = known(values);
  return numbers.length === 0 ? null : Math.max(...numbers);
}

/** The largest of what several told of the same. */
const largest = (tellers: ReadonlyMap<string, number> | undefined) =>
  tellers === undefined ? null : maxKnown(tellers.values());

function counted(
  hours: readonly PodHour[],
  signal: TrafficSignal,
): number | null {
  return (
    sumKnown(hours.map(({ counters }) => largest(counters.get(signal)))) ??
    countedByProxies(hours, signal)
  );
}

function countedByProxies(
  hours: readonly PodHour[],
  signal: TrafficSignal,
): number | null {
  return sumKnown(hours.map(({ proxied }) => largest(proxied.get(signal))));
}

function successes(hours: readonly PodHour[]): number | null {
  const byEngines = sumKnown(
    hours.map(({ counters, failures }) => {
      const all = largest(counters.get('requests'));
      return all === null ? null : Math.max(0, all - failures);
    }),
  );
  const byProxies = countedByProxies(hours, 'requests');
  return byEngines === null && byProxies !== null
    ? Math.max(0, byProxies - (countedByProxies(hours, 'errors') ?? 0))
    : byEngines;
}

/** Percentiles over all pods, out of their buckets. */
function percentiles(
  hours: readonly PodHour[],
  signal: HistogramSignal,
): Percentiles | null {
  const all = new Map<number, number>();
  for (const { histograms } of hours) {
    const [most] = [...(histograms.get(signal)?.values() ?? [])].sort(
      (a, b) => (b.get(Infinity) ?? 0) - (a.get(Infinity) ?? 0),
    );
    for (const [bound, count] of most ?? []) {
      all.set(bound, (all.get(bound) ?? 0) + count);
    }
  }
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map(quantile => {
    const value = histogramQuantile(quantile, all);
    return value === null ? null : value * 1_000;
  });
  return typeof p50 === 'number' &&
    typeof p95 === 'number' &&
    typeof p99 === 'number'
    ? { p50, p95, p99 }
    : null;
}

/** How long a pod lived in an hour, ms; null when nobody tells. */
function lifeWithin(
  { life }: ServingPod,
  { start, end }: TimeInterval,
): number | null {
  return life === null
    ? null
    : Math.max(
        0,
        Math.min(end, life.to ?? Infinity) - Math.max(start, life.from),
      );
}

/** Seen time of pods as a share of the time that they lived. */
function coverage(
  pods: readonly PodOfHour[],
  interval: TimeInterval,
  seenMs: (hour: PodHour) => number,
): number | null {
  let expected = 0;
  let seen = 0;
  for (const { pod, hour } of pods) {
    const own = hour ? Math.min(HOUR_MS, seenMs(hour)) : 0;
    const life = lifeWithin(pod, interval);
    seen += own;
    expected += Math.max(own, life ?? (own > 0 ? HOUR_MS : 0));
  }
  return expected === 0 ? null : seen / expected;
}

function devicesSeenMs({ devices }: PodHour, binMs: number): number {
  const bins = [...devices.values()].map(device => device.bins.size);
  return bins.length === 0
    ? 0
    : (bins.reduce((sum, count) => sum + count, 0) / bins.length) * binMs;
}

/** The server's own GPUs. Those that others use at the same time tell nothing of it. */
function ownDevices(
  pods: readonly PodOfHour[],
  shared: ReadonlySet<string>,
): DeviceHour[] | null {
  const devices = pods.flatMap(({ hour }) => [...(hour?.devices ?? [])]);
  return pods.some(({ pod }) => pod.sharesGpus) ||
    devices.some(([id]) => shared.has(id))
    ? null
    : devices.map(([, device]) => device);
}

function meanActivity(devices: readonly DeviceHour[]): number | null {
  let weight = 0;
  let sum = 0;
  for (const { avg, bins } of devices) {
    if (avg !== null) {
      const own = Math.max(1, bins.size);
      weight += own;
      sum += avg * own;
    }
  }
  return weight === 0 ? null : sum / weight;
}

function toUsageHour(
  serverId: string,
  interval: TimeInterval,
  pods: readonly PodOfHour[],
  options: {
    readonly gateway: GatewayHour | undefined;
    readonly shared: ReadonlySet<string>;
    readonly binMs: number;
  },
): UsageHour {
  const { gateway, shared, binMs } = options;
  const hours = known(pods.map(({ hour }) => hour));
  const devices = ownDevices(pods, shared) ?? [];
  const gauge = (signal: 'running' | 'waiting' | 'kvCache') =>
    hours.map(({ gauges }) => gauges.get(signal) ?? null);
  const bytes = sumKnown(hours.map(({ networkBytes }) => networkBytes));
  const isWatched = gateway !== undefined && gateway.watchedMs > 0;
  return {
    serverId,
    hour: interval.start,
    requests: maxKnown([
      successes(hours),
      isWatched ? largest(gateway.requests) : null,
    ]),
    errors: maxKnown([
      counted(hours, 'errors'),
      isWatched ? largest(gateway.errors) : null,
    ]),
    promptTokens: counted(hours, 'promptTokens'),
    generatedTokens: counted(hours, 'generatedTokens'),
    prefillSeconds: counted(hours, 'prefillSeconds'),
    decodeSeconds: counted(hours, 'decodeSeconds'),
    latencyMs: percentiles(hours, 'latency'),
    firstTokenMs: percentiles(hours, 'firstToken'),
    waitingMax: sumKnown(gauge('waiting')),
    runningMax: sumKnown(gauge('running')),
    kvCacheMax: maxKnown(gauge('kvCache')),
    gpuActivityAvg: meanActivity(devices),
    gpuActivityMax: maxKnown(devices.map(({ max }) => max)),
    gpuMemoryBytes: sumKnown(devices.map(({ memoryBytes }) => memoryBytes)),
    networkBytesPerSecond: bytes === null ? null : bytes / 3_600,
    restarts: sumKnown(hours.map(({ restarts }) => restarts)),
    coverage: {
      traffic: coverage(pods, interval, ({ watchedMs }) => watchedMs),
      gpu: coverage(pods, interval, hour => devicesSeenMs(hour, binMs)),
      gateway: isWatched ? Math.min(1, gateway.watchedMs / HOUR_MS) : null,
    },
  };
}

/** Devices that pods of several servers used within the same bin. */
function sharedDevices(pods: readonly PodOfHour[]): ReadonlySet<string> {
  const users = new Map<string, string>();
  const shared = new Set<string>();
  for (const { pod, hour } of pods) {
    for (const [id, { bins }] of hour?.devices ?? []) {
      for (const bin of bins) {
        const key = `${id} ${bin}`;
        const other = users.get(key);
        if (other !== undefined && other !== pod.serverId) {
          shared.add(id);
        }
        users.set(key, pod.serverId);
      }
    }
  }
  return shared;
}

/**
 * What servers did in each hour, out of what their pods and the gateways before them did. A server that had pods gets an hour even if no
 * series speaks of them: that somebody looked is worth knowing.
 *
 * @param lived - pods of the ledger, whether or not they have series
 */
export function combineUsage(
  reading: UsageReading,
  lived: Iterable<ServingPod>,
): UsageHour[] {
  const pods = new Map([...reading.pods].map(([key, { pod }]) => [key, pod]));
  for (const pod of lived) {
    pods.set(pod.key, pod);
  }
  return reading.window.hours.flatMap((interval, index) => {
    const byServer = new Map<string, PodOfHour[]>();
    for (const [key, pod] of pods) {
      const hour = reading.pods.get(key)?.hours[index] ?? null;
      const isSeen =
        hour !== null &&
        (hour.watchedMs > 0 || hour.devices.size > 0 || hour.gauges.size > 0);
      if (isSeen || (lifeWithin(pod, interval) ?? 0) > 0) {
        const own = byServer.get(pod.serverId) ?? [];
        own.push({ pod, hour });
        byServer.set(pod.serverId, own);
      }
    }
    for (const [serverId, hours] of reading.gateways) {
      if ((hours[index]?.watchedMs ?? 0) > 0 && !byServer.has(serverId)) {
        byServer.set(serverId, []);
      }
    }
    const shared = sharedDevices([...byServer.values()].flat());
    return [...byServer].map(([serverId, own]) =>
      toUsageHour(serverId, interval, own, {
        gateway: reading.gateways.get(serverId)?.[index],
        shared,
        binMs: reading.window.binMs,
      }),
    );
  });
}
