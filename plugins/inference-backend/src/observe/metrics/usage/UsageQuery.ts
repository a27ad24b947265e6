import type { NamedQuery } from '../namedQueries';
import type { RangeEnds } from '../rangeWindow';

/** How a query is asked of one cluster. */
export interface UsageScope {
  /** Matcher of the cluster's series, such as `cluster="eu"`; '' for a Prometheus of one cluster. */
  readonly matcher: string;
  /** Matcher of a part of the series, '' for all. */
  readonly shard: string;
  readonly ends: RangeEnds;
  /** Bins that hours are watched in. */
  readonly binMs: number;
}

/**
 * A query that hours are collected with. It is asked at the last millisecond of each step, so that a step is half-open whatever the server,
 * and the same for every fleet: what it answers is told apart by `__name__` and by pod.
 */
export interface UsageQuery extends NamedQuery {
  /** What lies between the instants it is asked at. */
  readonly step: 'bin' | 'hour';
  /** True when the instant before the first step is needed, too: the query tells counters as they stand. */
  readonly isCumulative: boolean;
  /** Label whose last letter parts the series. */
  readonly shardLabel: string;
  /** False for what is nice to have: an hour is closed without it when it fails for long. */
  readonly isEssential: boolean;
  build(scope: UsageScope): string;
}

/** A selector of series: `matcher`, `shard` and `own` together. */
export function selector(
  metric: string,
  { matcher, shard }: UsageScope,
  own = '',
): string {
  return `${metric}{${[matcher, shard, own]
    .filter(part => part !== '')
    .join(',')}}`;
}

/** Matcher of any of the metrics. */
export function among(names: Iterable<string>): string {
  return `__name__=~${JSON.stringify([...names].join('|'))}`;
}

/** Range selector that makes a step half-open, whatever the ends of the server's own ranges. */
export function range(lengthMs: number, ends: RangeEnds): string {
  return `${ends === 'both' ? lengthMs - 1 : lengthMs}ms`;
}

/** A query as it is told in Data sources, with a plain form of its PromQL. */
export function query(
  spec: Omit<UsageQuery, 'promql' | 'isEssential' | 'shardLabel'> & {
    readonly isEssential?: boolean;
    readonly shardLabel?: string;
  },
): UsageQuery {
  return {
    shardLabel: 'pod',
    isEssential: false,
    ...spec,
    promql: spec.build({
      matcher: '',
      shard: '',
      ends: 'last',
      binMs: 300_000,
    }),
  };
}
