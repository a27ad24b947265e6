import type { InstantMs } from '../../types';
import type { QueryFailure, QueryResult, Sample } from './PrometheusResult';

/** A half-open interval of time, `start <= t < end`. */
export interface TimeInterval {
  readonly start: InstantMs;
  readonly end: InstantMs;
}

/**
 * Which samples on the ends of a range selector a server takes: Prometheus 2 those on `both`, Prometheus 3 and what
 * follows it only those on the `last`.
 */
export type RangeEnds = 'both' | 'last';

/** At a whole minute 2 where both ends of a range count, 1 where only the last does. Needs no data. */
export const rangeEndsQuery = 'count_over_time(vector(1)[1m:1m])';

/** Any whole minute serves. */
const WHOLE_MINUTE = 60_000 as InstantMs;

/** Asks a server which ends of a range it takes. It may be replaced by another release: ask before each use. */
export async function findRangeEnds(
  client: {
    query(
      promql: string,
      options: { at: InstantMs; signal?: AbortSignal },
    ): Promise<QueryResult<Sample>>;
  },
  signal?: AbortSignal,
): Promise<RangeEnds | QueryFailure> {
  const result = await client.query(rangeEndsQuery, {
    at: WHOLE_MINUTE,
    signal,
  });
  if (result.status === 'failed') return result;
  switch (result.series[0]?.value) {
    case 2:
      return 'both';
    case 1:
      return 'last';
    default:
      return {
        status: 'failed',
        code: 'rejected',
        message: `The server answers ${rangeEndsQuery} neither as Prometheus 2 nor as Prometheus 3 does.`,
        fix: null,
        durationMs: result.durationMs,
      };
  }
}

/**
 * How to ask for exactly the samples with `start <= t < end`: write `range` into the selector and evaluate at `at`.
 * Windows that follow each other then neither share a sample nor lose one, whatever the server's {@link RangeEnds}.
 *
 * @example
 * const { at, range } = rangeWindow(hour, 'last'); // 3600000ms, a millisecond before the end
 * client.query(`sum_over_time(up[${range}])`, { at });
 *
 * @throws RangeError when the interval is shorter than 2 ms.
 */
export function rangeWindow(
  { start, end }: TimeInterval,
  ends: RangeEnds,
): { readonly at: InstantMs; readonly range: string } {
  const lengthMs = end - start;
  if (lengthMs < 2) {
    throw new RangeError(`No range can be ${lengthMs} ms long, 2 ms can`);
  }
  return {
    // Prometheus counts in whole milliseconds, and always takes the sample at the instant of evaluation.
    at: (end - 1) as InstantMs,
    range: `${ends === 'both' ? lengthMs - 1 : lengthMs}ms`,
  };
}
