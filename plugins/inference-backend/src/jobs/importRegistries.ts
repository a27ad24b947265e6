import type {
  LoggerService,
  SchedulerService,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type {
  DataSource,
  ImportReport,
} from '@inference-portal/plugin-inference-common';
import type { RegistrySource } from '@inference-portal/plugin-inference-node';
import type { DataSourceStore } from '../record';
import type { RegistryImport } from './imports/RegistryImport';
import { createDataSource } from './announceSources';

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

/** Issues of a data source at most, so that a bad source does not fill the page. */
const MAX_ISSUES = 20;

/** Imports from other registries: on schedule and when somebody asks. Tells their health as data sources. */
export class RegistryImports {
  readonly #sources: ReadonlyMap<string, ScheduledSource>;
  readonly #import: RegistryImport;
  readonly #dataSources: Pick<DataSourceStore, 'list' | 'put'>;
  readonly #logger: LoggerService;
  readonly #onChange: () => void;
  readonly #now: () => number;
  readonly #running = new Set<string>();

  constructor(options: {
    sources: readonly ScheduledSource[];
    registryImport: RegistryImport;
    dataSources: Pick<DataSourceStore, 'list' | 'put'>;
    logger: LoggerService;
    /** Told after every import that changed something, or may have before it failed. */
    onChange: () => void;
    /** Milliseconds since the Unix epoch. */
    now: () => number;
  }) {
    this.#sources = new Map(
      options.sources.map(entry => [entry.source.name, entry]),
    );
    this.#import = options.registryImport;
    this.#dataSources = options.dataSources;
    this.#logger = options.logger;
    this.#onChange = options.onChange;
    this.#now = options.now;
  }

  get names(): readonly string[] {
    return [...this.#sources.keys()];
  }

  /** Schedules every source; one replica at a time reads it. */
  async schedule(scheduler: SchedulerService): Promise<void> {
    for (const { source, schedule } of this.#sources.values()) {
      await scheduler.scheduleTask({
        ...(schedule ?? HOURLY),
        id: `inference-import-${source.name}`,
        fn: async signal => {
          try {
            await this.run(source.name, { dryRun: false, signal });
          } catch (error) {
            this.#logger.warn(
              `Registry ${source.name} could not be imported: ${stringifyError(
                error,
              )}`,
            );
          }
        },
      });
    }
  }

  /** Undefined for an unknown source, and while an import of it is running in this process. Rejects when the source cannot be read. */
  async run(
    name: string,
    options: { readonly dryRun: boolean; readonly signal: AbortSignal },
  ): Promise<ImportReport | undefined> {
    const entry = this.#sources.get(name);
    if (!entry || this.#running.has(name)) {
      return undefined;
    }
    this.#running.add(name);
    try {
      return await this.#runOnce(entry.source, options);
    } finally {
      this.#running.delete(name);
    }
  }

  async #runOnce(
    source: RegistrySource,
    options: { readonly dryRun: boolean; readonly signal: AbortSignal },
  ): Promise<ImportReport> {
    let isChanged = true;
    try {
      const report = await this.#import.run(source, options);
      isChanged = [report.models, report.versions, report.aliases].some(
        ({ created, changed }) => created + changed > 0,
      );
      if (!options.signal.aborted) {
        await this.#tell(source, await findVersion(source, options.signal), {
          problems: report.problems,
          failure: null,
        });
      }
      return report;
    } catch (error) {
      if (!options.signal.aborted) {
        await this.#tell(source, null, {
          problems: [],
          failure: stringifyError(error),
        });
      }
      throw error;
    } finally {
      if (!options.dryRun && isChanged) {
        this.#onChange();
      }
    }
  }

  async #tell(
    source: RegistrySource,
    version: string | null,
    outcome: { problems: readonly string[]; failure: string | null },
  ): Promise<void> {
    const fresh = createDataSource({ ...source, type: 'registry' });
    const before = (await this.#dataSources.list()).find(
      known => known.id === fresh.id,
    );
    const now = new Date(this.#now()).toISOString();
    const { problems, failure } = outcome;
    const since = (code: string) =>
      before?.issues.find(issue => issue.code === code)?.since ?? now;
    const issues: DataSource['issues'] =
      failure === null
        ? problems.slice(0, MAX_ISSUES).map((message, index) => ({
            code: `model-${index + 1}`,
            message,
            fix: 'Correct it at the source: the next import tries again. All other models were imported.',
            since: since(`model-${index + 1}`),
          }))
        : [
            {
              code: 'unreachable',
              message: failure,
              fix: `Check url and auth of ${source.name} under inference.registries; the next import goes on where this one ended.`,
              since: since('unreachable'),
            },
          ];
    const status = problems.length > 0 ? 'degraded' : 'healthy';
    await this.#dataSources.put({
      ...fresh,
      status: failure === null ? status : 'unreachable',
      version: version ?? before?.version ?? null,
      lastDataAt: failure === null ? now : before?.lastDataAt ?? null,
      checkedAt: now,
      issues,
    });
  }
}

async function findVersion(
  source: RegistrySource,
  signal: AbortSignal,
): Promise<string | null> {
  try {
    return await source.findVersion(signal);
  } catch {
    // The models were read; which server told them is a detail.
    return null;
  }
}
