import type { InstantMs } from '../../../types';
import { MINUTE_MS } from '../../../durations';
import type { PrometheusClient } from '../PrometheusClient';
import { gaugeSignals } from './engineMetrics';
import { podSelector, type SelectedPods } from './podSelector';

/** An older sample says nothing of now; servers are scraped more often. */
const FRESH_MS = 3 * MINUTE_MS;

/**
 * Requests that engines in some pods work at or let wait at this moment, as Prometheus saw it at its last scrape. Null when it does not
 * say: no pod, no such metric, no fresh sample, no answer.
 */
export async function readRunningNow(
  client: Pick<PrometheusClient, 'query'>,
  pods: SelectedPods,
  options: { readonly now: InstantMs; readonly signal: AbortSignal },
): Promise<number | null> {
  if (pods.names.length === 0) {
    return null;
  }
  const metrics = [...gaugeSignals]
    .filter(([, signal]) => signal !== 'kvCache')
    .map(([name]) => name);
  // The instant of the value, not that of the question.
  const selector = podSelector(metrics, pods);
  const [values, times] = await Promise.all([
    client.query(selector, options),
    client.query(`timestamp(${selector})`, options),
  ]);
  if (values.status === 'failed' || times.status === 'failed') {
    return null;
  }
  const newest = Math.max(0, ...times.series.map(({ value }) => value ?? 0));
  const known = values.series.flatMap(({ value }) => value ?? []);
  return known.length === 0 || newest * 1000 < options.now - FRESH_MS
    ? null
    : known.reduce((a, b) => a + b, 0);
}
