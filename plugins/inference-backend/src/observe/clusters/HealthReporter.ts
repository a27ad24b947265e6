import type { LoggerService } from '@backstage/backend-plugin-api';
import { z } from 'zod';
import type { ClusterConnection } from './connection/ClusterConnection';
import type { ClusterHealth } from './health/ClusterHealth';
import type { ObserverClock, ObserverTimings } from './timings';
import type { ObservationSink } from './types';
import { untilAborted } from './untilAborted';
import { Wakeup } from './Wakeup';
import type { WatchState } from './watch/WatchState';

const versionSchema = z.looseObject({ gitVersion: z.string() });

/** Reports the health of one cluster on every change and at least every `reportMs`, and logs what came and what went. */
export class HealthReporter {
  readonly #cluster: string;
  readonly #health: ClusterHealth;
  readonly #connection: ClusterConnection;
  readonly #states: () => readonly WatchState[];
  readonly #sink: ObservationSink;
  readonly #logger: LoggerService;
  readonly #clock: ObserverClock;
  readonly #timings: ObserverTimings;
  readonly #wakeup: Wakeup;
  #status: string | null = null;
  #issues = new Map<string, string>();
  #reportFails = false;

  constructor(options: {
    cluster: string;
    health: ClusterHealth;
    connection: ClusterConnection;
    states: () => readonly WatchState[];
    sink: ObservationSink;
    logger: LoggerService;
    clock: ObserverClock;
    timings: ObserverTimings;
  }) {
    this.#cluster = options.cluster;
    this.#health = options.health;
    this.#connection = options.connection;
    this.#states = options.states;
    this.#sink = options.sink;
    this.#logger = options.logger;
    this.#clock = options.clock;
    this.#timings = options.timings;
    this.#wakeup = new Wakeup(options.clock);
  }

  /** Says that the health may have changed. */
  changed(): void {
    this.#wakeup.wake();
  }

  /** Resolves when the signal aborts. Never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    await Promise.all([this.#reports(signal), this.#versions(signal)]);
  }

  async #reports(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#report(signal);
      await this.#clock.sleep(this.#timings.drainMs, signal);
      await this.#wakeup.rest(this.#timings.reportMs, signal);
    }
  }

  async #report(signal: AbortSignal): Promise<void> {
    const facts = {
      now: this.#clock.now(),
      states: this.#states(),
      server: this.#connection.server,
      skewMs: this.#connection.clockSkewMs,
    };
    const issues = this.#health.issues(facts);
    const source = this.#health.toDataSource(
      facts,
      issues.map(({ issue }) => issue),
    );
    this.#log(
      source.status,
      new Map(issues.map(({ key, issue }) => [key, issue.message])),
    );
    try {
      await untilAborted(this.#sink.report(source), signal);
      this.#reportFails = false;
    } catch (error) {
      if (!this.#reportFails) {
        this.#reportFails = true;
        this.#logger.warn(
          `The health of cluster ${this.#cluster} cannot be recorded: ${
            error instanceof Error ? error.message : 'unknown error'
          }`,
        );
      }
    }
  }

  #log(status: string, issues: Map<string, string>): void {
    for (const [key, message] of issues) {
      if (!this.#issues.has(key)) {
        this.#logger.warn(`Cluster ${this.#cluster}: ${message}`);
      }
    }
    for (const [key, message] of this.#issues) {
      if (!issues.has(key)) {
        this.#logger.info(`Cluster ${this.#cluster}: no longer: ${message}`);
      }
    }
    if (status !== this.#status) {
      this.#logger.info(`Cluster ${this.#cluster} is ${status}.`);
    }
    this.#issues = issues;
    this.#status = status;
  }

  /** Asks for the version now and then: clusters are upgraded, and the answer tells the cluster's clock. */
  async #versions(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        const answer = await this.#connection.get('/version', {
          signal,
          timeoutMs: this.#timings.requestMs,
        });
        const version = versionSchema.safeParse(answer);
        if (version.success) {
          this.#health.noteVersion(version.data.gitVersion);
          this.changed();
        }
      } catch {
        // What keeps it from answering is told by the watches.
      }
      await this.#clock.sleep(this.#timings.reportMs, signal);
    }
  }
}
