import type { SampleSeries } from '../PrometheusResult';
import type { RangeEnds } from '../rangeWindow';
import { askSharded, type UsageClient } from './askSharded';
import type { PodLookup } from './PodHour';
import { readGateways } from './readGateways';
import {
  readBuckets,
  readCounters,
  readDevices,
  readGauges,
  readHourly,
} from './readUsage';
import type { UsageIssue } from './UsageIssue';
import { usageQueries, type UsageQueryName } from './usageQueries';
import { UsageReading } from './UsageReading';
import type { UsageWindow } from './UsageWindow';

/** What one look at a window of hours brought. */
export interface UsageLook {
  readonly reading: UsageReading;
  /** Why the hours stay open: queries that failed, and partial answers. */
  readonly failures: readonly (UsageIssue & {
    /** False when the hours can be closed without it after a while. */
    readonly isEssential: boolean;
  })[];
  /** Queries that were sent. */
  readonly queries: number;
}

/** Parts in which each query was answered last. */
export type ShardMemory = Map<UsageQueryName, number>;

type Reader = (
  series: readonly SampleSeries[],
  lookup: PodLookup,
  reading: UsageReading,
) => void;

/** Queries in the order in which they are asked; the clock has been asked before. */
const readers: {
  readonly [Name in Exclude<UsageQueryName, 'clock'>]: Reader;
} = {
  counters: readCounters,
  gpuActivityMax: (series, lookup, reading) =>
    readDevices(series, 'max', lookup, reading),
  gpuActivityAvg: (series, lookup, reading) =>
    readDevices(series, 'avg', lookup, reading),
  gpuMemory: (series, lookup, reading) =>
    readDevices(series, 'memory', lookup, reading),
  gauges: readGauges,
  latency: (series, lookup, reading) =>
    readBuckets(series, 'latency', lookup, reading),
  firstToken: (series, lookup, reading) =>
    readBuckets(series, 'firstToken', lookup, reading),
  gateways: readGateways,
  restarts: (series, lookup, reading) =>
    readHourly(series, 'restarts', lookup, reading),
  network: (series, lookup, reading) =>
    readHourly(series, 'networkBytes', lookup, reading),
};

function namesOf(table: typeof readers): (keyof typeof readers)[] {
  return Object.keys(table) as (keyof typeof readers)[];
}

/**
 * Asks a Prometheus for everything of some hours, one query after the other. An essential query that fails ends the look: the server is in
 * trouble, and nothing can be closed.
 */
export async function collectUsage(options: {
  readonly client: UsageClient;
  readonly window: UsageWindow;
  /** Matcher of the cluster's series; '' for all. */
  readonly matcher: string;
  readonly ends: RangeEnds;
  readonly lookup: PodLookup;
  readonly shards: ShardMemory;
  readonly signal?: AbortSignal;
}): Promise<UsageLook> {
  const { client, window, matcher, ends, lookup, shards, signal } = options;
  const reading = new UsageReading(window);
  const failures: UsageLook['failures'][number][] = [];
  let queries = 0;
  for (const name of namesOf(readers)) {
    const query = usageQueries[name];
    const answer = await askSharded({
      client,
      query,
      window,
      scope: { matcher, ends },
      shards: shards.get(name) ?? 1,
      signal,
    });
    if (answer.status === 'failed') {
      const { code, message, fix } = answer.failure;
      queries += 1;
      failures.push({
        code,
        message: `Query ${query.name}: ${message}`,
        fix,
        isEssential: query.isEssential,
      });
      if (query.isEssential) {
        break;
      }
      continue;
    }
    queries += answer.queries;
    shards.set(name, answer.shards);
    failures.push(
      ...answer.warnings.filter(isPartial).map(message => ({
        code: 'partial',
        message: `Query ${query.name}: ${message}`,
        fix: null,
        isEssential: query.isEssential,
      })),
    );
    for (const part of answer.series) {
      readers[name](part, lookup, reading);
    }
  }
  return { reading, failures, queries };
}

/** Prometheus 3 also warns of queries that it finds odd; these answers are whole. */
function isPartial(warning: string): boolean {
  return !/^PromQL (info|warning)/i.test(warning);
}
