import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { UnobservedSpan } from '../../decide/cost/ledger';
import { DAY_MS } from '../../durations';
import { findClusterSource } from '../../observe/metrics/clusterSources';
import type { TimeInterval } from '../../observe/metrics/rangeWindow';
import type { InstantMs } from '../../types';
import {
  type BackfillSource,
  ClusterBackfill,
  type ClusterBackfillOptions,
  SETTLE_MS,
  SHORTEST_MS,
} from './ClusterBackfill';

/** What {@link createBackfillLedger} works with. */
export interface BackfillOptions extends ClusterBackfillOptions {
  readonly sources: readonly BackfillSource[];
  /** How far back unobserved stretches are filled. */
  readonly backfillMs: number;
  readonly logger: LoggerService;
}

/**
 * Makes the task that fills stretches in which nobody watched from kube-state-metrics, day by day and the newest first. What was filled is
 * not looked at again; a day that failed, or of which Prometheus has nothing, stays unobserved and is tried again with the next run. The
 * nodes that were there before and after such a stretch cost money in it all the same.
 */
export function createBackfillLedger(
  options: BackfillOptions,
): (signal: AbortSignal) => Promise<void> {
  const { clusters, sources, ledger, backfillMs, logger, now } = options;
  const tried = new Map<string, string>();
  return async signal => {
    const end = (now() - SETTLE_MS) as InstantMs;
    const { unobserved } = await ledger.readLedger({
      from: (end - backfillMs - DAY_MS) as InstantMs,
      to: now(),
    });
    for (const cluster of clusters) {
      const spans = spansOf(unobserved, cluster, now());
      const source = findClusterSource(sources, cluster);
      const fingerprint = `${Math.floor(now() / 3_600_000)} ${JSON.stringify(
        spans,
      )}`;
      if (
        spans.length === 0 ||
        !source ||
        // What Prometheus did not have a moment ago it may have in an hour.
        tried.get(cluster) === fingerprint
      ) {
        continue;
      }
      try {
        const filled = await new ClusterBackfill(
          options,
          cluster,
          source,
          signal,
        ).fill(spans);
        if (!signal.aborted) {
          tried.set(cluster, fingerprint);
        }
        logger.info(
          `${(filled / 3_600_000).toFixed(
            1,
          )} hours of cluster ${cluster}, in which nobody watched, are estimated from Prometheus ${
            source.source.name
          }.`,
        );
      } catch (error) {
        logger.warn(
          `The past of cluster ${cluster} cannot be read from Prometheus ${
            source.source.name
          } and stays unobserved until it can: ${stringifyError(error)}`,
        );
      }
      if (signal.aborted) {
        return;
      }
    }
  };
}

function spansOf(
  unobserved: readonly UnobservedSpan[],
  cluster: string,
  now: InstantMs,
): readonly TimeInterval[] {
  return unobserved
    .filter(span => span.cluster === cluster)
    .map(({ from, to }) => ({ start: from, end: to ?? now }))
    .filter(({ start, end }) => end - start >= SHORTEST_MS)
    .sort((a, b) => b.end - a.end);
}
