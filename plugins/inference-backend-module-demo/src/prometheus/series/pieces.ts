import { uniformAt } from '../../fleet/deterministic';
import type { Family, FamilySeries } from './families';
import type { PodRecord } from './PodRecord';
import { isServing, requestsOf, shareOf, slowRequestsOf } from './PodRecord';
import { SCRAPE_INTERVAL_MS } from './SyntheticSeries';

type LabelsOf = (pod: PodRecord) => Readonly<Record<string, string>>;

/** Failed requests as a share of all: that of the story, times what is wrong with the release. */
export function errorShareOf(pod: PodRecord): number {
  const base = pod.story?.traffic.errorShare ?? 0.002;
  return pod.faults.reduce(
    (share, fault) => Math.min(0.9, share * (fault.errorFactor ?? 1)),
    base,
  );
}

/** How much slower than told this release answers. */
export function latencyFactorOf(pod: PodRecord): number {
  return pod.faults.reduce(
    (factor, fault) => factor * (fault.latencyFactor ?? 1),
    1,
  );
}

/** Counts up to an instant; whole numbers that never fall while the container lives. */
function counted(amount: number): number {
  // A little more than the exact product, so that 3 × 1/3 is not 2.
  return Math.floor(amount + 1e-9);
}

/** A counter that grows with successful requests. */
export function successCounter(
  name: string,
  labels: LabelsOf,
  perRequest: (pod: PodRecord) => number = () => 1,
): Family {
  return {
    name,
    type: 'counter',
    series: pod => {
      const factor = perRequest(pod) * (1 - errorShareOf(pod));
      return [
        {
          labels: labels(pod),
          valueAt: timeMs => counted(requestsOf(pod, timeMs) * factor),
        },
      ];
    },
  };
}

/** A counter of requests, one series per outcome; shares are of all requests. */
export function requestCounter(
  name: string,
  outcomes: (pod: PodRecord) => readonly {
    readonly labels: Readonly<Record<string, string>>;
    readonly share: number;
  }[],
): Family {
  return {
    name,
    type: 'counter',
    series: pod =>
      outcomes(pod).map(({ labels, share }) => ({
        labels,
        valueAt: timeMs => counted(requestsOf(pod, timeMs) * share),
      })),
  };
}

/** A gauge. */
export function gauge(
  name: string,
  labels: LabelsOf,
  value: (pod: PodRecord, timeMs: number) => number,
): Family {
  return {
    name,
    type: 'gauge',
    series: pod => [{ labels: labels(pod), valueAt: t => value(pod, t) }],
  };
}

/** Noise of a pod at an instant, in [0, 1). */
export function noise(pod: PodRecord, timeMs: number, salt = 0): number {
  return uniformAt(pod.hash + salt, Math.floor(timeMs / SCRAPE_INTERVAL_MS));
}

/** Requests in work: mean by Little's law, scattered. */
export function runningRequests(pod: PodRecord, timeMs: number): number {
  if (!pod.traffic || !pod.story || !isServing(pod, timeMs)) return 0;
  const { seconds, concurrency } = pod.story.traffic;
  const perSecond = (pod.traffic.rate(timeMs) * shareOf(pod)) / 3_600;
  const mean = perSecond * seconds * latencyFactorOf(pod);
  return Math.min(concurrency, scattered(mean, noise(pod, timeMs)));
}

/** Requests in the queue: none below nine tenths of the capacity. */
export function waitingRequests(pod: PodRecord, timeMs: number): number {
  if (!pod.traffic || !pod.story || !isServing(pod, timeMs)) return 0;
  const load = pod.traffic.load(timeMs) * latencyFactorOf(pod);
  const mean = Math.max(0, load - 0.9) * pod.story.traffic.concurrency;
  return scattered(mean, noise(pod, timeMs, 1));
}

/** A whole number around a mean: a mean of 0.2 is a one in every fifth sample. */
function scattered(mean: number, chance: number): number {
  return Math.floor(mean * (0.7 + 0.6 * chance) + chance * 0.999);
}

/** Share of the KV cache in use, 0 to 1. */
export function cacheUse(pod: PodRecord, timeMs: number): number {
  if (!pod.story) return 0;
  const running = runningRequests(pod, timeMs);
  const use = (0.85 * running) / pod.story.traffic.concurrency;
  return Math.min(0.99, Math.round(use * 1e4) / 1e4);
}

/** What one observation of a histogram measures, in its unit. */
export interface Observation {
  /** Mean under light load. */
  mean(pod: PodRecord): number;
  /** How much longer it takes on a busy server. */
  readonly slowFactor: number;
  /** Spread of the log-normal distribution. */
  readonly sigma: number;
  /** Observations per request. Default 1. */
  perRequest?(pod: PodRecord): number;
}

/** A classic histogram: `_bucket`, `_sum`, `_count`. */
export function histogram(
  name: string,
  labels: LabelsOf,
  bounds: readonly number[],
  observation: Observation,
): Family[] {
  const countAt = (pod: PodRecord, timeMs: number) => {
    const factor =
      (1 - errorShareOf(pod)) * (observation.perRequest?.(pod) ?? 1);
    const slow = slowRequestsOf(pod, timeMs) * factor;
    return { slow, fast: requestsOf(pod, timeMs) * factor - slow };
  };
  const bucket = (pod: PodRecord, bound: number): FamilySeries => {
    const mean = observation.mean(pod);
    const fastShare = logNormalShare(bound, mean, observation.sigma);
    const slowShare = logNormalShare(
      bound,
      mean * observation.slowFactor,
      observation.sigma,
    );
    return {
      labels: { ...labels(pod), le: formatBound(bound) },
      valueAt: timeMs => {
        const { fast, slow } = countAt(pod, timeMs);
        return counted(fast * fastShare + slow * slowShare);
      },
    };
  };
  return [
    {
      name: `${name}_bucket`,
      type: 'histogram',
      series: pod => [...bounds, Infinity].map(bound => bucket(pod, bound)),
    },
    {
      name: `${name}_sum`,
      type: 'histogram',
      series: pod => {
        const mean = observation.mean(pod);
        return [
          {
            labels: labels(pod),
            valueAt: timeMs => {
              const { fast, slow } = countAt(pod, timeMs);
              return mean * (fast + slow * observation.slowFactor);
            },
          },
        ];
      },
    },
    {
      name: `${name}_count`,
      type: 'histogram',
      series: pod => [
        {
          labels: labels(pod),
          valueAt: timeMs => {
            const { fast, slow } = countAt(pod, timeMs);
            return counted(fast + slow);
          },
        },
      ],
    },
  ];
}

/** `1` is written `1.0`, as the Python client does. */
function formatBound(bound: number): string {
  if (bound === Infinity) return '+Inf';
  return Number.isInteger(bound) ? `${bound}.0` : String(bound);
}

/** Share of a log-normal distribution of the given mean that lies at or below `bound`. */
function logNormalShare(bound: number, mean: number, sigma: number): number {
  if (bound === Infinity) return 1;
  if (mean <= 0) return 1;
  const mu = Math.log(mean) - (sigma * sigma) / 2;
  return normalShare((Math.log(bound) - mu) / sigma);
}

/** The standard normal distribution (Abramowitz and Stegun 7.1.26, error below 2e-7). */
function normalShare(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const polynomial =
    t *
    (0.254829592 +
      t *
        (-0.284496736 +
          t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const erf = 1 - polynomial * Math.exp(-x * x);
  return z >= 0 ? (1 + erf) / 2 : (1 - erf) / 2;
}
