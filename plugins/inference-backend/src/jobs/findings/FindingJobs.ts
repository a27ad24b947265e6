import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { MINUTE_MS } from '../../durations';
import type { DetectionRunStore } from '../../record';
import type { UsageSource } from '../../record/usage/UsageStore';
import type { DetectFindings } from './DetectFindings';
import type { FindingSettings } from './readFindingSettings';

/** However much comes in, servers are not looked at more often; while a cluster has no metrics, its first ones are not waited for. */
const SOONEST_MS = 5 * MINUTE_MS;
/** While the past of a cluster is being read. */
const READING_MS = 2 * MINUTE_MS;
/** Also without anything new: pods crash, and snoozes end. */
const LATEST_MS = 55 * MINUTE_MS;

/** Schedules the detection, and what owners are told of it; one replica at a time. */
export class FindingJobs {
  readonly #detection: Pick<DetectFindings, 'run'>;
  readonly #tellOwners: (signal: AbortSignal) => Promise<number>;
  readonly #sendDigests: (signal: AbortSignal) => Promise<number>;
  readonly #usage: { listSources(): Promise<readonly UsageSource[]> };
  readonly #runs: Pick<DetectionRunStore, 'findLast'>;
  readonly #settings: FindingSettings;
  readonly #logger: LoggerService;
  readonly #now: () => number;
  /** How far the hours were collected when this replica last looked. */
  #seen: string | null = null;

  constructor(options: {
    detection: Pick<DetectFindings, 'run'>;
    tellOwners: (signal: AbortSignal) => Promise<number>;
    sendDigests: (signal: AbortSignal) => Promise<number>;
    usage: { listSources(): Promise<readonly UsageSource[]> };
    runs: Pick<DetectionRunStore, 'findLast'>;
    settings: FindingSettings;
    logger: LoggerService;
    /** Milliseconds since the Unix epoch. */
    now: () => number;
  }) {
    this.#detection = options.detection;
    this.#tellOwners = options.tellOwners;
    this.#sendDigests = options.sendDigests;
    this.#usage = options.usage;
    this.#runs = options.runs;
    this.#settings = options.settings;
    this.#logger = options.logger;
    this.#now = options.now;
  }

  async schedule(scheduler: SchedulerService): Promise<void> {
    const { notifies, digest } = this.#settings;
    await scheduler.scheduleTask({
      id: 'inference-detect-findings',
      frequency: { minutes: 1 },
      timeout: { minutes: 30 },
      // After the first look at clusters and the catalog.
      initialDelay: { seconds: 60 },
      fn: signal => this.tick(signal),
    });
    if (notifies && digest !== null) {
      await scheduler.scheduleTask({
        id: 'inference-finding-digests',
        ...digest,
        fn: async signal => {
          const sent = await this.#orWarn('Digests could not be sent', () =>
            this.#sendDigests(signal),
          );
          if (sent) {
            this.#logger.info(`${sent} weekly digests of findings were sent.`);
          }
        },
      });
    }
  }

  /** Detects when hours came in since the last time, and at least once an hour; then tells owners. */
  async tick(signal: AbortSignal): Promise<void> {
    await this.#orWarn('Servers could not be looked at', async () => {
      const collected = JSON.stringify(
        (await this.#usage.listSources()).map(one => [
          one.source,
          one.completeTo,
          one.completeFrom,
        ]),
      );
      const last = await this.#runs.findLast();
      const age = last === null ? Infinity : this.#now() - last.ranAt;
      const paused = new Set(last?.paused.map(({ kind }) => kind));
      const soonest = paused.has('outage') ? 0 : SOONEST_MS;
      const isDue =
        age >= LATEST_MS ||
        (paused.has('past') && age >= READING_MS) ||
        (age >= soonest && collected !== this.#seen);
      if (!isDue) {
        return;
      }
      const report = await this.#detection.run(signal);
      if (report === null) {
        return;
      }
      this.#seen = collected;
      const known = new Set(last?.paused.map(({ cluster }) => cluster));
      for (const { cluster, message } of report.outages) {
        if (!known.has(cluster)) {
          this.#logger.warn(message);
        }
      }
    });
    if (this.#settings.notifies && !signal.aborted) {
      await this.#orWarn('Owners could not be told of findings', () =>
        this.#tellOwners(signal),
      );
    }
  }

  async #orWarn<T>(what: string, work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      this.#logger.warn(
        `${what}, the next run tries again: ${stringifyError(error)}`,
      );
      return null;
    }
  }
}
