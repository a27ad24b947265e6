import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../durations';
import { findRangeEnds } from '../../observe/metrics/rangeWindow';
import type { UsageClient } from '../../observe/metrics/usage/askSharded';
import {
  collectUsage,
  type ShardMemory,
} from '../../observe/metrics/usage/collectUsage';
import { UsageWindow } from '../../observe/metrics/usage/UsageWindow';
import type { UsageIssue } from '../../observe/metrics/usage/UsageIssue';
import type { LedgerStore } from '../../record';
import { usageSource } from '../../record/usage/usageSource';
import type { UsageStore } from '../../record/usage/UsageStore';
import type { InstantMs } from '../../types';
import { checkClock } from './checkClock';
import { combineUsage } from './combineUsage';
import { PodIndex, type NamedServer } from './PodIndex';

/** An hour is asked for when it has been over for so long: scrapes and remote writes are late. */
const SETTLE_MS = 5 * MINUTE_MS;
/** What was collected is asked for once more with the hour after it: what came in late counts. */
const LATE_HOURS = 1;
/** Hours that cannot be read for so long are closed with what there is, so that others are not held up. */
const GIVE_UP_MS = 24 * HOUR_MS;
/** The same when only something that is nice to have is missing. */
const GIVE_UP_PARTS_MS = 6 * HOUR_MS;
/** Hours times servers of one look, so that answers stay small. */
const SERVER_HOURS_AT_ONCE = 6_000;
const MAX_HOURS_AT_ONCE = 72;
/** Bins that the latest hours are watched in. */
const BIN_MS = 5 * MINUTE_MS;
/** The past is watched in larger ones, so that a hundred days are asked for in minutes and load nobody. */
const PAST_BIN_MS = 30 * MINUTE_MS;
/** So long a stretch without any sample is the end of what the source remembers. */
const EMPTY_HOURS = 7 * 24;

/** What one step of the collection did. */
type Step = 'done' | 'more' | 'failed';

/** Collects the hours of one cluster from one Prometheus: the newest first, then what was missed, then the past. */
export class UsageCollector {
  /** Key of its watermark. */
  readonly source: string;
  /** For the scheduler. */
  readonly name: string;
  readonly #options: UsageCollectorOptions;
  readonly #shards: ShardMemory = new Map();
  #emptyHours = 0;
  /** The end of the window that could not be read, and since when it is tried. */
  #open: { readonly end: InstantMs; readonly since: InstantMs } | null = null;

  constructor(options: UsageCollectorOptions) {
    this.#options = options;
    this.source = usageSource(options);
    this.name = `${options.prometheus}-${options.cluster}`;
  }

  /** Collects until nothing is due, something fails, or `signal` aborts. */
  async run(signal: AbortSignal): Promise<void> {
    let step: Step = 'more';
    while (step === 'more' && !signal.aborted) {
      try {
        step = await this.#step(signal);
      } catch (error) {
        step = 'failed';
        await this.#tell([
          {
            code: 'not-recorded',
            message: `Usage of cluster ${
              this.#options.cluster
            } could not be recorded: ${stringifyError(error)}`,
            fix: 'Look at the database of the portal; the hour is collected again.',
          },
        ]);
      }
      // Others want to work, too.
      await new Promise(resolve => {
        setImmediate(resolve);
      });
    }
  }

  async #step(signal: AbortSignal): Promise<Step> {
    const { store, now, backfillMs } = this.#options;
    const due = (Math.floor((now() - SETTLE_MS) / HOUR_MS) *
      HOUR_MS) as InstantMs;
    const completeTo = await store.watermark(this.source);
    const oldest = Math.max(
      Math.ceil((now() - backfillMs) / HOUR_MS) * HOUR_MS,
      0,
    );
    if (completeTo === null) {
      const servers = await this.#options.listServers();
      if (servers.length === 0) {
        // Nobody has looked at the cluster yet, or nothing runs there.
        return 'done';
      }
      const start = Math.max(
        oldest,
        due - this.#hoursAtOnce(servers) * HOUR_MS,
      );
      const step = await this.#collect(start, due, servers, signal);
      if (step === 'more') {
        await store.setCompleteFrom(this.source, start as InstantMs);
      }
      return step;
    }
    if (completeTo < due) {
      const servers = await this.#options.listServers();
      // A portal that was down for longer than it keeps hours has nothing to catch up with.
      const from = Math.max(completeTo, oldest);
      const to = Math.min(due, from + this.#hoursAtOnce(servers) * HOUR_MS);
      return this.#collect(
        Math.max(oldest, from - LATE_HOURS * HOUR_MS),
        to,
        servers,
        signal,
      );
    }
    return this.#backfill(oldest, signal);
  }

  #hoursAtOnce(servers: readonly NamedServer[]): number {
    return Math.max(
      1,
      Math.min(
        MAX_HOURS_AT_ONCE,
        Math.floor(SERVER_HOURS_AT_ONCE / Math.max(1, servers.length)),
      ),
    );
  }

  async #backfill(oldest: number, signal: AbortSignal): Promise<Step> {
    const { store } = this.#options;
    const known = (await store.listSources()).find(
      ({ source }) => source === this.source,
    );
    const completeFrom = known?.completeFrom ?? null;
    if (
      completeFrom === null ||
      completeFrom <= oldest ||
      this.#emptyHours >= EMPTY_HOURS
    ) {
      return 'done';
    }
    const servers = await this.#options.listServers();
    const start = Math.max(
      oldest,
      completeFrom - this.#hoursAtOnce(servers) * HOUR_MS,
    );
    const step = await this.#collect(start, completeFrom, servers, signal);
    if (step === 'more') {
      await store.setCompleteFrom(this.source, start as InstantMs);
    }
    return step;
  }

  /** Collects hours; moves the watermark when they are the newest. */
  async #collect(
    from: number,
    to: number,
    servers: readonly NamedServer[],
    signal: AbortSignal,
  ): Promise<Step> {
    const { client, cluster, matcher, store, ledger } = this.#options;
    const window = new UsageWindow(
      from as InstantMs,
      to as InstantMs,
      to <= this.#options.now() - DAY_MS ? PAST_BIN_MS : BIN_MS,
    );
    const clock = await checkClock(window, { ...this.#options, signal });
    if (clock?.code === 'late' && window.hours.length > 1 + LATE_HOURS) {
      // The hours before are over for long enough.
      return this.#collect(from, to - HOUR_MS, servers, signal);
    }
    if (clock !== null && this.#triedFor(window) < GIVE_UP_MS) {
      await this.#tell([clock]);
      return 'failed';
    }
    const ends = await findRangeEnds(client, signal);
    if (typeof ends !== 'string') {
      await this.#tell([ends]);
      return 'failed';
    }
    const { allocations } = await ledger.readLedger(
      { from: window.start, to: window.end },
      [cluster],
    );
    const lookup = new PodIndex({ servers, allocations });
    const { reading, failures } = await collectUsage({
      client,
      window,
      matcher,
      ends,
      lookup,
      shards: this.#shards,
      signal,
    });
    if (signal.aborted) {
      return 'failed';
    }
    const isOpen =
      failures.length > 0 &&
      this.#triedFor(window) <
        (failures.some(({ isEssential }) => isEssential)
          ? GIVE_UP_MS
          : GIVE_UP_PARTS_MS);
    if (isOpen) {
      await this.#tell(failures);
      return 'failed';
    }
    this.#open = null;
    const hours = combineUsage(reading, lookup.pods);
    await store.saveHours(hours);
    const isEmpty = reading.pods.size === 0 && reading.gateways.size === 0;
    this.#emptyHours = isEmpty ? this.#emptyHours + window.hours.length : 0;
    const before = await store.watermark(this.source);
    if (before === null || window.end > before) {
      await store.setWatermark(this.source, window.end);
      await this.#tell([...failures, ...reading.issues]);
    }
    return 'more';
  }

  /** For how long a window has been tried in vain, ms. */
  #triedFor({ end }: UsageWindow): number {
    const now = this.#options.now();
    if (this.#open === null || this.#open.end > end) {
      this.#open = { end, since: now };
    }
    return now - this.#open.since;
  }

  async #tell(issues: readonly UsageIssue[]): Promise<void> {
    const { store, logger } = this.#options;
    try {
      await store.setIssues(
        this.source,
        issues.map(({ code, message, fix }) => ({ code, message, fix })),
      );
    } catch (error) {
      logger.warn(
        `What is wrong with ${
          this.source
        } could not be recorded: ${stringifyError(error)}`,
      );
    }
  }
}

/** What a {@link UsageCollector} works with. */
export interface UsageCollectorOptions {
  /** Name of the Prometheus. */
  readonly prometheus: string;
  readonly cluster: string;
  readonly client: UsageClient;
  /** Matcher of the cluster's series; '' where the Prometheus has no other cluster. */
  readonly matcher: string;
  readonly store: UsageStore;
  readonly ledger: Pick<LedgerStore, 'readLedger'>;
  /** Servers of the cluster as they are now. */
  readonly listServers: () => Promise<readonly NamedServer[]>;
  /** How far back hours are collected. */
  readonly backfillMs: number;
  readonly logger: LoggerService;
  readonly now: () => InstantMs;
}
