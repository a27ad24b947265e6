import type { Answered } from '../../../decide/rollback/judgeAnswered';
import type { InstantMs } from '../../../types';
import type { PrometheusClient } from '../PrometheusClient';
import {
  counterSignals,
  engineMetrics,
  failureCounters,
} from './engineMetrics';
import { podSelector, type SelectedPods } from './podSelector';

const COUNTED: ReadonlySet<string> = new Set(['requests', 'errors']);
const COUNTERS = [...counterSignals]
  .filter(([, signal]) => COUNTED.has(signal))
  .map(([name]) => name);

/** Of engines whose counter of errors appears with the first one: while these are there, none has happened. */
const GAUGES_OF_LAZY_ERRORS: ReadonlySet<string> = new Set(
  engineMetrics
    .filter(
      ({ counters, countsLazily }) =>
        countsLazily && counters.some(([signal]) => signal === 'errors'),
    )
    .flatMap(({ gauges }) => gauges.map(([, name]) => name)),
);

/**
 * What engines in some pods did with their requests since they began: their counters begin at 0 with the pod. Null when Prometheus does
 * not say: no pod, no such metric, no answer.
 */
export async function readAnswered(
  client: Pick<PrometheusClient, 'query'>,
  pods: SelectedPods,
  options: { readonly now: InstantMs; readonly signal: AbortSignal },
): Promise<Answered | null> {
  if (pods.names.length === 0) {
    return null;
  }
  const metrics = [...COUNTERS, ...GAUGES_OF_LAZY_ERRORS];
  const answer = await client.query(podSelector(metrics, pods), {
    signal: options.signal,
  });
  if (answer.status === 'failed') {
    return null;
  }
  let requests: number | null = null;
  let errors: number | null = null;
  for (const { labels, value } of answer.series) {
    const { __name__: name = '' } = labels;
    const signal = counterSignals.get(name);
    if (value === null) {
      continue;
    }
    if (GAUGES_OF_LAZY_ERRORS.has(name)) {
      requests ??= 0;
      errors ??= 0;
    } else if (signal === 'requests') {
      requests = (requests ?? 0) + value;
    } else if (signal === 'errors') {
      errors = (errors ?? 0) + value;
      // Where they count as requests, too, they were no success.
      requests = (requests ?? 0) - (failureCounters.has(name) ? value : 0);
    }
  }
  return requests === null
    ? null
    : { succeeded: Math.max(0, requests), failed: errors };
}
