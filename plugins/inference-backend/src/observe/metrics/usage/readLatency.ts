import { histogramQuantile } from '../../../decide/histogramQuantile';
import type { MeasuredLatency } from '../../../decide/rollback/judgeLatency';
import { SECOND_MS } from '../../../durations';
import type { InstantMs } from '../../../types';
import type { PrometheusClient } from '../PrometheusClient';
import type { Sample } from '../PrometheusResult';
import { histogramSignals } from './engineMetrics';
import { podSelector, type SelectedPods } from './podSelector';

const BUCKETS = [...histogramSignals]
  .filter(([, signal]) => signal === 'latency')
  .map(([name]) => name);

/** Cumulative counts by upper bound in seconds. */
type Buckets = Map<number, number>;

function boundOf({ le }: Sample['labels']): number | null {
  if (le === '+Inf') {
    return Infinity;
  }
  const bound = Number(le ?? '');
  return le === undefined || le === '' || Number.isNaN(bound) ? null : bound;
}

function add(to: Buckets, bound: number, count: number): void {
  to.set(bound, (to.get(bound) ?? 0) + count);
}

/** Buckets of every pod, once: of two scrapes of one pod the one that counted more. */
function bucketsByPod(series: readonly Sample[]): readonly Buckets[] {
  const pods = new Map<string, Map<string, Buckets>>();
  for (const { labels, value } of series) {
    const bound = boundOf(labels);
    if (value === null || bound === null) {
      continue;
    }
    const { __name__: name = '', job = '', pod = '' } = labels;
    const scrapes = pods.get(pod) ?? new Map<string, Buckets>();
    const scrape = `${name} ${job}`;
    const buckets: Buckets = scrapes.get(scrape) ?? new Map();
    add(buckets, bound, value);
    pods.set(pod, scrapes.set(scrape, buckets));
  }
  return [...pods.values()].flatMap(scrapes => {
    const [most] = [...scrapes.values()].sort(
      (a, b) => (b.get(Infinity) ?? 0) - (a.get(Infinity) ?? 0),
    );
    return most ? [most] : [];
  });
}

/**
 * How long requests to some pods took since the pods began: their counters begin at 0 with the pod. Null when Prometheus does not say: no
 * pod, an engine without such a histogram, no answer. With no request yet, 0 requests and null.
 */
export async function readLatency(
  client: Pick<PrometheusClient, 'query'>,
  pods: SelectedPods,
  options: { readonly now: InstantMs; readonly signal: AbortSignal },
): Promise<MeasuredLatency | null> {
  if (pods.names.length === 0) {
    return null;
  }
  const answer = await client.query(podSelector(BUCKETS, pods), {
    signal: options.signal,
  });
  if (answer.status === 'failed') {
    return null;
  }
  const all: Buckets = new Map();
  for (const buckets of bucketsByPod(answer.series)) {
    buckets.forEach((count, bound) => add(all, bound, count));
  }
  if (all.size === 0) {
    return null;
  }
  const seconds = histogramQuantile(0.95, all);
  return {
    requests: Math.max(...all.values()),
    p95Ms: seconds === null ? null : seconds * SECOND_MS,
  };
}
