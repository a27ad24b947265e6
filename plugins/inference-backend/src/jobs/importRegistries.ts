import type {
  LoggerService,
  SchedulerService,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import type {
  ImportRun,
  ImportRunDetail,
} from '@inference-portal/plugin-inference-common';
import type { RegistrySource } from '@inference-portal/plugin-inference-node';
import type { ImportRunStore, ImportStartOutcome } from '../record';
import type { InstantMs } from '../types';
import { RUN_TTL_MS, type ImportRunner } from './imports/ImportRunner';

/** A source and when it is read. */
export interface ScheduledSource {
  readonly source: RegistrySource;
  /** Null: every hour. */
  readonly schedule: SchedulerServiceTaskScheduleDefinition | null;
}

const HOURLY: SchedulerServiceTaskScheduleDefinition = {
  frequency: { hours: 1 },
  timeout: { hours: 1 },
  initialDelay: { seconds: 5 },
};

/** Renewing thrice before a run expires leaves room for a slow database. */
const TEND_SECONDS = 15;
/** What ends so often before its time is not tried at once again: the import itself may be what ends the process. */
const MAX_IN_A_ROW = 3;
/** Who starts what nobody asked for. */
const SCHEDULER = 'service:scheduler';

/**
 * Imports from other registries: on schedule and when somebody asks. Runs are kept in the database, so that every replica knows them; one whose
 * process ends is taken up by whichever replica looks next.
 */
export class RegistryImports {
  readonly #sources: ReadonlyMap<string, ScheduledSource>;
  readonly #runs: ImportRunStore;
  readonly #runner: ImportRunner;
  readonly #logger: LoggerService;
  readonly #now: () => number;
  #isEnding = false;

  constructor(options: {
    sources: readonly ScheduledSource[];
    runs: ImportRunStore;
    runner: ImportRunner;
    logger: LoggerService;
    /** Milliseconds since the Unix epoch. */
    now: () => number;
  }) {
    this.#sources = new Map(
      options.sources.map(entry => [entry.source.name, entry]),
    );
    this.#runs = options.runs;
    this.#runner = options.runner;
    this.#logger = options.logger;
    this.#now = options.now;
  }

  get names(): readonly string[] {
    return [...this.#sources.keys()];
  }

  /** Schedules every source, one replica at a time reads it; and has every replica tend its own runs. */
  async schedule(scheduler: SchedulerService): Promise<void> {
    for (const { source, schedule } of this.#sources.values()) {
      await scheduler.scheduleTask({
        ...(schedule ?? HOURLY),
        id: `inference-import-${source.name}`,
        fn: async signal => {
          const outcome = await this.#start(source.name, {
            dryRun: false,
            startedBy: SCHEDULER,
            scheduled: true,
            signal,
          });
          if (outcome.status === 'started') {
            await outcome.ended;
          }
        },
      });
    }
    await scheduler.scheduleTask({
      id: 'inference-tend-imports',
      scope: 'local',
      frequency: { seconds: TEND_SECONDS },
      timeout: { seconds: TEND_SECONDS },
      initialDelay: { seconds: TEND_SECONDS },
      fn: () => this.tend(),
    });
  }

  /** Begins an import that somebody asks for, and does not wait for its end. */
  async start(
    name: string,
    options: { readonly dryRun: boolean; readonly startedBy: string },
  ): Promise<ImportStartOutcome> {
    return this.#start(name, { ...options, scheduled: false });
  }

  /** Newest first. */
  async list(options: {
    readonly source?: string;
    readonly limit: number;
  }): Promise<readonly ImportRun[]> {
    return this.#runs.list(options);
  }

  async find(id: string): Promise<ImportRunDetail | undefined> {
    return this.#runs.find(id);
  }

  /** Keeps the runs of this process alive, and goes on with those whose process has ended. */
  async tend(): Promise<void> {
    await this.#runner.renew();
    await this.#runs.endExpired(this.#now() as InstantMs);
    for (const { run, inARow } of await this.#runs.listInterrupted()) {
      if (inARow < MAX_IN_A_ROW && this.#sources.has(run.source)) {
        const { source, startedBy } = run;
        const outcome = await this.#start(source, {
          dryRun: false,
          startedBy,
          scheduled: startedBy === SCHEDULER,
        });
        if (outcome.status === 'started') {
          this.#logger.info(
            `The import of ${source} was interrupted and goes on where it ended`,
          );
        }
      }
    }
  }

  /** Ends the runs of this process; another replica goes on with them. */
  async shutdown(): Promise<void> {
    this.#isEnding = true;
    await this.#runner.shutdown();
  }

  async #start(
    name: string,
    options: {
      readonly dryRun: boolean;
      readonly startedBy: string;
      readonly scheduled: boolean;
      readonly signal?: AbortSignal;
    },
  ): Promise<ImportStartOutcome> {
    const entry = this.#sources.get(name);
    if (!entry) {
      return { status: 'unknown-source' };
    }
    if (this.#isEnding) {
      return { status: 'ending' };
    }
    const { signal, ...wanted } = options;
    const outcome = await this.#runs.begin({
      ...wanted,
      source: name,
      now: this.#now() as InstantMs,
      ttlMs: RUN_TTL_MS,
    });
    if (outcome.status === 'running') {
      return outcome;
    }
    const { run } = outcome;
    const ended = this.#runner.carryOut(run, entry.source, signal);
    return { status: 'started', run, ended };
  }
}
