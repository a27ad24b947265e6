import { HOUR_MS } from '../../durations';
import type { InstantMs } from '../../types';

/** An hour is collected some minutes after its end: so old may the last sample of a healthy source be. */
const LATE_MS = 2 * HOUR_MS;

/** A cluster of which nobody can tell what its servers do. */
export interface Outage {
  readonly cluster: string;
  /** End of the last sample; null when there was none lately. */
  readonly since: InstantMs | null;
  /** A sentence for people. */
  readonly message: string;
}

function describe(cluster: string, since: InstantMs | null): string {
  return since === null
    ? `No metrics of any server of cluster ${cluster} have arrived lately, so nobody can tell which of them are used: no new findings until they do. Data sources says what is wrong.`
    : `No metrics of any server of cluster ${cluster} have arrived since ${new Date(
        since,
      ).toISOString()}: no new findings until they do. Data sources says what is wrong.`;
}

/**
 * Clusters whose whole source is silent. The silence of one server may be its own; that of all of them at once is that of whoever counts.
 *
 * @param lastSamples - end of the last hour with a sample of any server, by cluster; null when there was none lately
 * @param before - outages of the detection before, which know when they began
 */
export function findOutages(
  lastSamples: ReadonlyMap<string, InstantMs | null>,
  options: { now: InstantMs; before: readonly Outage[] },
): Outage[] {
  const begun = new Map(options.before.map(one => [one.cluster, one.since]));
  const lastHour = Math.floor(options.now / HOUR_MS) * HOUR_MS;
  return [...lastSamples]
    .filter(([, last]) => last === null || last < lastHour - LATE_MS)
    .map(([cluster, last]) => {
      const since = last ?? begun.get(cluster) ?? null;
      return { cluster, since, message: describe(cluster, since) };
    })
    .sort((a, b) => (a.cluster < b.cluster ? -1 : 1));
}
