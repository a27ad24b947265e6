import type {
  ServerUsage,
  UsagePoint,
  UsageSums,
} from '@inference-portal/plugin-inference-common';
import { instantToText, nullableInstantToText } from '../record/database/codec';
import { listAllServers, type TimeWindow } from '../record';
import type { UsageFigures } from '../record/usage/signals';
import { parseUsageSource } from '../record/usage/usageSource';
import type { UsageStore } from '../record/usage/UsageStore';
import type { InstantMs } from '../types';
import type { AuthorizedInventory, OnBehalfOf } from './AuthorizedInventory';
import { AuthorizedReleases } from './AuthorizedReleases';

function toPoint(
  start: InstantMs,
  usage: UsageFigures,
  activeHours: number | null,
): UsagePoint {
  return {
    start: instantToText(start),
    requests: usage.requests,
    errors: usage.errors,
    promptTokens: usage.promptTokens,
    generatedTokens: usage.generatedTokens,
    latencyMs: usage.latencyMs,
    firstTokenMs: usage.firstTokenMs,
    waitingMax: usage.waitingMax,
    runningMax: usage.runningMax,
    kvCacheMax: usage.kvCacheMax,
    gpuActivityAvg: usage.gpuActivityAvg,
    gpuActivityMax: usage.gpuActivityMax,
    gpuMemoryBytes: usage.gpuMemoryBytes,
    networkBytesPerSecond: usage.networkBytesPerSecond,
    restarts: usage.restarts,
    activeHours,
    coverage: usage.coverage,
  };
}

function extreme(
  values: readonly (InstantMs | null)[],
  pick: (...values: number[]) => number,
): InstantMs | null {
  const known = values.filter(value => value !== null);
  return known.length === 0 ? null : (pick(...known) as InstantMs);
}

type ReadableServers = Pick<AuthorizedInventory, 'getServer' | 'listServers'>;

/** What servers did, for those who may read the servers. */
export class AuthorizedUsage {
  readonly #usage: UsageStore;
  readonly #servers: ReadableServers;
  /** How the same servers are since their last revision. */
  readonly releases: AuthorizedReleases;

  constructor(options: { usage: UsageStore; servers: ReadableServers }) {
    this.#usage = options.usage;
    this.#servers = options.servers;
    this.releases = new AuthorizedReleases(options);
  }

  /** Throws like `AuthorizedInventory.getServer`. */
  async getUsage(
    serverId: string,
    question: TimeWindow & { granularity: 'hour' | 'day' },
    onBehalfOf: OnBehalfOf,
  ): Promise<Omit<ServerUsage, 'unitCosts'>> {
    const { from, to, granularity } = question;
    const { cluster } = await this.#servers.getServer(serverId, onBehalfOf);
    const sources = (await this.#usage.listSources()).filter(
      ({ source }) => parseUsageSource(source)?.cluster === cluster,
    );
    const items =
      granularity === 'hour'
        ? (await this.#usage.listHours(serverId, from, to)).map(hour =>
            toPoint(hour.hour, hour, null),
          )
        : (await this.#usage.listDays(serverId, from, to)).map(day =>
            toPoint(day.day, day, day.activeHours),
          );
    return {
      granularity,
      from: instantToText(from),
      to: instantToText(to),
      completeFrom: nullableInstantToText(
        extreme(
          sources.map(({ completeFrom }) => completeFrom),
          Math.min,
        ),
      ),
      completeTo: nullableInstantToText(
        extreme(
          sources.map(({ completeTo }) => completeTo),
          Math.max,
        ),
      ),
      items,
    };
  }

  /** What the servers that the caller may read did; of those in `ids`, when there are any. Throws `NotAllowedError` when the caller may read none. */
  async listSums(
    ids: readonly string[] | null,
    { from, to }: TimeWindow,
    onBehalfOf: OnBehalfOf,
  ): Promise<UsageSums> {
    const readable = await listAllServers(
      {
        listServers: options => this.#servers.listServers(options, onBehalfOf),
      },
      ids === null ? null : { kind: 'id', anyOf: ids },
    );
    const sums = await this.#usage.sums(
      readable.map(({ id }) => id),
      from,
      to,
    );
    return {
      from: instantToText(from),
      to: instantToText(to),
      items: [...sums].map(([serverId, { requests, errors, latencyMs }]) => ({
        serverId,
        requests,
        errors,
        latencyMs,
      })),
    };
  }
}
