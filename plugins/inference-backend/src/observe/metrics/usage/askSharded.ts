import { HOUR_MS } from '../../../durations';
import type { PrometheusClient } from '../PrometheusClient';
import type { QueryFailure, SampleSeries } from '../PrometheusResult';
import { passesLimit } from '../describeFailure';
import type { InstantMs } from '../../../types';
import type { UsageQuery, UsageScope } from './UsageQuery';
import type { UsageWindow } from './UsageWindow';

/** Last letters of names of pods and of ids of GPUs. */
const LETTERS = '0123456789abcdefghijklmnopqrstuvwxyz';

/** The part of a Prometheus client that is asked. */
export type UsageClient = Pick<PrometheusClient, 'query' | 'queryRange'>;

/** All series of a query, or why there are none. */
export type UsageAnswer =
  | {
      readonly status: 'ok';
      readonly warnings: readonly string[];
      /** Parts that it was asked in. */
      readonly shards: number;
      readonly queries: number;
    }
  | { readonly status: 'failed'; readonly failure: QueryFailure };

/**
 * Matchers that part series by the last letter of a label, so that each series is in one part. What has no such letter is in the first.
 */
export function shardMatchers(label: string, shards: number): string[] {
  if (shards === 1) {
    return [''];
  }
  const cut = (index: number) => Math.ceil((index * LETTERS.length) / shards);
  const matchers = Array.from(
    { length: shards },
    (_, index) =>
      `${label}=~".*[${LETTERS.slice(cut(index), cut(index + 1))}]"`,
  );
  matchers[0] = `${label}!~".*[${LETTERS.slice(cut(1))}]"`;
  return matchers;
}

/**
 * Asks a query for a window, in more and smaller parts while a part passes a limit of the server or of the portal. Nothing is answered
 * before all parts are there: half of them would look like a fleet that has fallen silent.
 */
export async function askSharded(options: {
  readonly client: UsageClient;
  readonly query: UsageQuery;
  readonly window: UsageWindow;
  readonly scope: Omit<UsageScope, 'shard' | 'binMs'>;
  /** Parts to begin with. */
  readonly shards: number;
  readonly signal?: AbortSignal;
}): Promise<
  UsageAnswer & { readonly series: readonly (readonly SampleSeries[])[] }
> {
  const { client, query, window, scope, signal } = options;
  const { binMs } = window;
  const stepMs = query.step === 'bin' ? binMs : HOUR_MS;
  let asked = 0;
  for (let shards = options.shards; ; shards = Math.min(36, shards * 3)) {
    const parts: (readonly SampleSeries[])[] = [];
    const warnings = new Set<string>();
    let failure: QueryFailure | undefined;
    for (const shard of shardMatchers(query.shardLabel, shards)) {
      asked += 1;
      const result = await client.queryRange(
        query.build({ ...scope, shard, binMs }),
        {
          start: (window.start -
            1 +
            (query.isCumulative ? 0 : stepMs)) as InstantMs,
          end: (window.end - 1) as InstantMs,
          stepSeconds: stepMs / 1_000,
          signal,
        },
      );
      if (result.status === 'failed') {
        failure = result;
        break;
      }
      result.warnings.forEach(warning => warnings.add(warning));
      parts.push(result.series);
    }
    if (!failure) {
      return {
        status: 'ok',
        series: parts,
        warnings: [...warnings],
        shards,
        queries: asked,
      };
    }
    if (!passesLimit(failure) || shards >= 36 || signal?.aborted) {
      return { status: 'failed', failure, series: [] };
    }
  }
}
