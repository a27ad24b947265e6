import { HOUR_MS } from '../../../durations';
import { counterIncrease } from '../counterIncrease';
import type { SampleSeries } from '../PrometheusResult';
import type { InstantMs } from '../../../types';
import {
  counterSignals,
  failureCounters,
  gaugeSignals,
  type HistogramSignal,
  lazyGauges,
  proxySignals,
  type TrafficSignal,
} from './engineMetrics';
import type { PodLookup } from './PodHour';
import {
  cleanCounter,
  findPodOf,
  fromBirth,
  maxGapOf,
  type Points,
} from './podSeries';
import { HTTP_REQUESTS } from './usageQueries';
import type { UsageReading } from './UsageReading';

/** Shares a little above 1 are rounding; blank values of DCGM are 2^31 and more. */
const HIGHEST_SHARE = 1.05;
const MEBIBYTE = 1_048_576;

const firstAt = (points: Points) => points[0]?.at ?? (Infinity as InstantMs);

/** Counters of engines, by pod: how much each grew in each hour. */
export function readCounters(
  series: readonly SampleSeries[],
  lookup: PodLookup,
  reading: UsageReading,
): void {
  const { window } = reading;
  const maxGapMs = maxGapOf(window);
  // When each pod was seen first by any of its series: a counter that appears later began at 0.
  const seen = new Map<string, number>();
  const told = new Set<string>();
  const found = series.flatMap(({ labels, points }) => {
    const pod = findPodOf(labels, firstAt(points), lookup);
    if (!pod) {
      return [];
    }
    const name = labels.__name__ ?? '';
    const key = [pod.key, name, labels.job, labels.status].join(' ');
    if (told.has(key)) {
      reading.note({
        code: 'duplicate-series',
        message:
          'The answer holds a series more than once; it is counted once.',
        fix: 'Look at the deduplication of what stands before the Prometheus servers.',
      });
      return [];
    }
    told.add(key);
    const clean = cleanCounter(points, reading);
    seen.set(pod.key, Math.min(seen.get(pod.key) ?? Infinity, firstAt(clean)));
    return [{ pod, name, labels, points: clean }];
  });
  const jobs = new Map<string, string>();
  for (const { pod, name, labels, points } of found) {
    const first = firstAt(points);
    const isBorn =
      (seen.get(pod.key) ?? Infinity) < first ||
      (pod.life !== null &&
        first > window.start &&
        pod.life.from > first - maxGapMs);
    const job = labels.job ?? '';
    const other = jobs.get(`${pod.key} ${name}`);
    if (other !== undefined && other !== job) {
      reading.note({
        code: 'scraped-twice',
        message: `Pods are scraped by two jobs, such as ${other} and ${job}; the larger count is taken.`,
        fix: 'Let one PodMonitor or ServiceMonitor select them.',
      });
    }
    jobs.set(`${pod.key} ${name}`, job);
    const counted = lazyGauges.has(name)
      ? points
      : fromBirth(points, isBorn, window.binMs);
    window.hours.forEach((hour, index) => {
      const { increase, observedMs } = counterIncrease(counted, hour, maxGapMs);
      const own = observedMs > 0 ? reading.hourOf(pod, index) : undefined;
      if (!own) {
        return;
      }
      own.watchedMs = Math.max(own.watchedMs, observedMs);
      const add = (
        signal: TrafficSignal,
        growth: number,
        counters = own.counters,
      ) => {
        const tellers = counters.get(signal) ?? new Map<string, number>();
        const teller = `${name} ${job}`;
        tellers.set(teller, (tellers.get(teller) ?? 0) + growth);
        counters.set(signal, tellers);
      };
      if (lazyGauges.has(name)) {
        add('requests', 0);
        return;
      }
      if (name === HTTP_REQUESTS) {
        add('errors', /^5/.test(labels.status ?? '') ? increase : 0);
        return;
      }
      const proxied = proxySignals.get(name);
      if (proxied) {
        add(proxied, increase, own.proxied);
      }
      const signal = counterSignals.get(name);
      if (signal) {
        add(signal, increase);
        own.failures += failureCounters.has(name) ? increase : 0;
      }
    });
  }
}

/** Calls back for every value of an hour that is a number. */
function eachHour(
  { labels, points }: SampleSeries,
  lookup: PodLookup,
  reading: UsageReading,
  use: (
    hour: NonNullable<ReturnType<UsageReading['hourOf']>>,
    value: number,
    at: InstantMs,
  ) => void,
): void {
  for (const { at, value } of points) {
    const index = reading.window.indexOf(at);
    const pod =
      value === null || index < 0 ? undefined : findPodOf(labels, at, lookup);
    const hour = pod && reading.hourOf(pod, index);
    if (hour && value !== null) {
      use(hour, value, at);
    }
  }
}

/** Peaks of queues and caches. */
export function readGauges(
  series: readonly SampleSeries[],
  lookup: PodLookup,
  reading: UsageReading,
): void {
  for (const one of series) {
    const signal = gaugeSignals.get(one.labels.metric ?? '');
    if (signal) {
      eachHour(one, lookup, reading, (hour, value) => {
        if (value >= 0 && (signal !== 'kvCache' || value <= HIGHEST_SHARE)) {
          hour.gauges.set(
            signal,
            Math.max(value, hour.gauges.get(signal) ?? 0),
          );
        }
      });
    }
  }
}

/** Growth of the buckets of histograms. */
export function readBuckets(
  series: readonly SampleSeries[],
  signal: HistogramSignal,
  lookup: PodLookup,
  reading: UsageReading,
): void {
  for (const one of series) {
    const { le, job = '' } = one.labels;
    const bound = le === '+Inf' ? Infinity : Number(le ?? NaN);
    if (Number.isNaN(bound)) {
      continue;
    }
    eachHour(one, lookup, reading, (hour, value) => {
      const tellers =
        hour.histograms.get(signal) ?? new Map<string, Map<number, number>>();
      const buckets = tellers.get(job) ?? new Map<number, number>();
      buckets.set(bound, (buckets.get(bound) ?? 0) + value);
      tellers.set(job, buckets);
      hour.histograms.set(signal, tellers);
    });
  }
}

/** Activity and memory of GPUs. */
export function readDevices(
  series: readonly SampleSeries[],
  figure: 'max' | 'avg' | 'memory',
  lookup: PodLookup,
  reading: UsageReading,
): void {
  for (const one of series) {
    const { UUID, Hostname, gpu, GPU_I_ID } = one.labels;
    const id = [UUID ?? `${Hostname} ${gpu}`, GPU_I_ID ?? ''].join(' ');
    eachHour(one, lookup, reading, (hour, value, at) => {
      if (
        value < 0 ||
        (figure !== 'memory' && value > HIGHEST_SHARE) ||
        value >= 2 ** 31
      ) {
        reading.note({
          code: 'blank-values',
          message: 'GPU metrics hold blank values of DCGM; these are left out.',
          fix: 'Look at the DCGM exporter: it cannot read these fields of these devices.',
        });
        return;
      }
      const device = hour.devices.get(id) ?? {
        max: null,
        avg: null,
        memoryBytes: null,
        bins: new Set<number>(),
      };
      hour.devices.set(id, device);
      switch (figure) {
        case 'max':
          device.max = Math.max(device.max ?? 0, Math.min(1, value));
          device.bins.add(Math.floor(at / reading.window.binMs));
          break;
        case 'avg':
          device.avg = Math.min(1, value);
          break;
        default:
          device.memoryBytes = value * MEBIBYTE;
      }
    });
  }
}

/** Restarts, and bytes sent and received: counters that are told once an hour. */
export function readHourly(
  series: readonly SampleSeries[],
  figure: 'restarts' | 'networkBytes',
  lookup: PodLookup,
  reading: UsageReading,
): void {
  for (const { labels, points: raw } of series) {
    const points = cleanCounter(raw, reading);
    const pod = findPodOf(labels, firstAt(points), lookup);
    if (!pod) {
      continue;
    }
    const [first] = points;
    // A pod has not restarted before it was there.
    const counted =
      figure === 'restarts' && first && first.at > reading.window.start
        ? [{ at: (first.at - HOUR_MS) as InstantMs, value: 0 }, ...points]
        : points;
    reading.window.hours.forEach((hour, index) => {
      const { increase, observedMs } = counterIncrease(counted, hour, HOUR_MS);
      const own = observedMs > 0 ? reading.hourOf(pod, index) : undefined;
      if (own) {
        own[figure] = (own[figure] ?? 0) + increase;
      }
    });
  }
}
