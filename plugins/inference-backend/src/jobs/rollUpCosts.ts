import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { integrate } from '../decide/cost/integrate';
import type { Ledger } from '../decide/cost/ledger';
import type { DirtyPartition, LedgerStore } from '../record';
import type { InstantMs } from '../types';

/** How often the day that lasts is computed anew. */
const REFRESH_MS = 10 * 60_000;

/** Partitions that are listed at once; what becomes dirty meanwhile is seen with the next list. */
const PARTITIONS_AT_ONCE = 200;

/** Partitions of one day, of one zone. */
interface DirtyDay {
  readonly day: InstantMs;
  readonly dayEnd: InstantMs;
  readonly partitions: readonly DirtyPartition[];
}

const keyOf = ({ timezone, day, cluster }: DirtyPartition) =>
  JSON.stringify([timezone, day, cluster]);

function groupByDay(partitions: readonly DirtyPartition[]): DirtyDay[] {
  const days = new Map<string, DirtyPartition[]>();
  for (const partition of partitions) {
    const key = JSON.stringify([partition.timezone, partition.day]);
    const day = days.get(key);
    if (day) {
      day.push(partition);
    } else {
      days.set(key, [partition]);
    }
  }
  return [...days.values()].flatMap(group =>
    group[0] ? [{ ...group[0], partitions: group }] : [],
  );
}

/**
 * Recomputes the days whose roll-ups no longer agree with the intervals, newest first, one transaction for each day and cluster: it may
 * end at any time and goes on where it ended. Answers how many partitions were computed.
 */
export function createRollUpCosts(options: {
  ledger: Pick<
    LedgerStore,
    'openDays' | 'listDirty' | 'readLedger' | 'replaceDay'
  >;
  logger: LoggerService;
  /** Milliseconds since the Unix epoch. */
  now: () => number;
}): (signal: AbortSignal) => Promise<number> {
  const { ledger, logger, now } = options;

  const compute = async (
    partition: DirtyPartition,
    intervals: Ledger,
    computedTo: InstantMs,
  ) => {
    const window = { from: partition.day, to: computedTo };
    await ledger.replaceDay(
      partition,
      window.from < window.to
        ? integrate(intervals, { window, clusters: [partition.cluster] })
        : [],
      computedTo,
    );
  };

  /** Answers how many succeeded: one that fails does not keep the others from being computed. */
  const computeDay = async (
    { day, dayEnd, partitions }: DirtyDay,
    signal: AbortSignal,
  ): Promise<number> => {
    const computedTo = Math.max(day, Math.min(dayEnd, now())) as InstantMs;
    const window = { from: day, to: dayEnd };
    let allNodes: Ledger['nodes'] | undefined;
    let count = 0;
    for (const partition of partitions) {
      if (signal.aborted) {
        break;
      }
      try {
        const own = await ledger.readLedger(window, [partition.cluster]);
        let intervals = own;
        if (own.commitments.some(({ match }) => match.cluster === null)) {
          // It pays for nodes of any cluster, so that what one uses is not there for another; who holds them there does not matter.
          allNodes ??= (await ledger.readLedger(window)).nodes;
          intervals = { ...own, nodes: allNodes };
        }
        await compute(partition, intervals, computedTo);
        count += 1;
        // SQLite answers without leaving the event loop: requests get their turn between two partitions.
        await nextTurn();
      } catch (error) {
        logger.warn(
          `Costs of ${new Date(day).toISOString()} (${
            partition.timezone
          }) on cluster ${
            partition.cluster
          } could not be rolled up, which is tried again: ${stringifyError(
            error,
          )}`,
        );
      }
    }
    return count;
  };

  return async signal => {
    await ledger.openDays(now() as InstantMs, REFRESH_MS);
    const tried = new Set<string>();
    let limit = PARTITIONS_AT_ONCE;
    let count = 0;
    while (!signal.aborted) {
      // Once in a run: what failed, or changed again meanwhile as the day that lasts does, is for the next.
      const dirty = await ledger.listDirty(limit);
      const fresh = dirty.filter(partition => !tried.has(keyOf(partition)));
      if (fresh.length === 0) {
        if (dirty.length < limit) {
          break;
        }
        limit *= 2;
      }
      for (const day of groupByDay(fresh)) {
        if (signal.aborted) {
          break;
        }
        count += await computeDay(day, signal);
        day.partitions.forEach(partition => tried.add(keyOf(partition)));
      }
    }
    return count;
  };
}
