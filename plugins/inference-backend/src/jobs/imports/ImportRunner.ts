import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { ImportRun } from '@inference-portal/plugin-inference-common';
import type { RegistrySource } from '@inference-portal/plugin-inference-node';
import type {
  DataSourceStore,
  ImportEnd,
  ImportProgress,
  ImportRunStore,
} from '../../record';
import type { InstantMs } from '../../types';
import type { RegistryImport } from './RegistryImport';
import { RegistryHealth } from './RegistryHealth';

/** A run that is not renewed for so long counts as interrupted: its process has ended, or cannot reach the database. */
export const RUN_TTL_MS = 60_000;
/** How often a page's findings are written at most: they may be long. */
const PROGRESS_EVERY_MS = 2_000;

/** Why this process ends a run before its time. */
class Stop extends Error {
  readonly how: 'shutdown' | 'lost' | 'timeout';

  constructor(how: Stop['how']) {
    super(how);
    this.how = how;
  }
}

/** What is needed to carry out runs. */
export interface ImportRunnerOptions {
  readonly runs: Pick<ImportRunStore, 'renew' | 'end'>;
  readonly registryImport: RegistryImport;
  readonly dataSources: Pick<DataSourceStore, 'list' | 'put'>;
  readonly logger: LoggerService;
  /** Told after every import that changed something, or may have before it failed. */
  readonly onChange: () => void;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
}

/** Carries out the runs that this process has begun, and keeps them alive. */
export class ImportRunner {
  readonly #options: ImportRunnerOptions;
  readonly #health: RegistryHealth;
  readonly #active = new Map<
    string,
    { readonly controller: AbortController; readonly ended: Promise<void> }
  >();

  constructor(options: ImportRunnerOptions) {
    this.#options = options;
    this.#health = new RegistryHealth(options);
  }

  /** Carries out a run that has begun. Settles when it has ended, however it did; never rejects. `signal` ends it before. */
  carryOut(
    run: ImportRun,
    source: RegistrySource,
    signal?: AbortSignal,
  ): Promise<void> {
    const controller = new AbortController();
    const onAbort = () => controller.abort(new Stop('timeout'));
    signal?.addEventListener('abort', onAbort, { once: true });
    const ended = this.#carryOut(run, source, controller)
      .catch(error => {
        // The database is away: the run ends as interrupted when its time is over.
        this.#options.logger.warn(
          `The import of ${source.name} could not be ended: ${stringifyError(
            error,
          )}`,
        );
      })
      .finally(() => {
        this.#active.delete(run.id);
        signal?.removeEventListener('abort', onAbort);
      });
    this.#active.set(run.id, { controller, ended });
    return ended;
  }

  /** Renews the runs of this process; one that somebody else has ended meanwhile is stopped. */
  async renew(): Promise<void> {
    for (const [id, { controller }] of this.#active) {
      const isOurs = await this.#options.runs.renew(id, {
        now: this.#now(),
        ttlMs: RUN_TTL_MS,
      });
      if (!isOurs) {
        controller.abort(new Stop('lost'));
      }
    }
  }

  /** Ends all runs of this process as interrupted, so that another one goes on at once. */
  async shutdown(): Promise<void> {
    const active = [...this.#active.values()];
    active.forEach(({ controller }) => controller.abort(new Stop('shutdown')));
    await Promise.all(active.map(({ ended }) => ended));
  }

  #now(): InstantMs {
    return this.#options.now() as InstantMs;
  }

  async #carryOut(
    run: ImportRun,
    source: RegistrySource,
    controller: AbortController,
  ): Promise<void> {
    const { registryImport, runs } = this.#options;
    const { signal } = controller;
    let progress: ImportProgress | undefined;
    let writtenAt = this.#now();
    const onProgress = async (latest: ImportProgress) => {
      progress = latest;
      const now = this.#now();
      const isDue = now - writtenAt >= PROGRESS_EVERY_MS;
      const isOurs = await runs.renew(run.id, {
        now,
        ttlMs: RUN_TTL_MS,
        ...(isDue ? { progress } : {}),
      });
      writtenAt = isDue ? now : writtenAt;
      if (!isOurs) {
        // Before the page is written: whoever has taken over writes it.
        controller.abort(new Stop('lost'));
      }
    };
    let end: ImportEnd;
    try {
      progress = await registryImport.run(source, {
        dryRun: run.dryRun,
        signal,
        onProgress,
      });
      end = signal.aborted ? endOf(signal) : { state: 'succeeded' };
    } catch (error) {
      end = signal.aborted
        ? endOf(signal)
        : { state: 'failed', error: stringifyError(error) };
    }
    const isOurs = await runs.end(run.id, end, { now: this.#now(), progress });
    if (isOurs) {
      await this.#tell(source, end, progress);
    }
    if (!run.dryRun && mayHaveChanged(end, progress)) {
      this.#options.onChange();
    }
  }

  async #tell(
    source: RegistrySource,
    end: ImportEnd,
    progress: ImportProgress | undefined,
  ): Promise<void> {
    if (end.state === 'failed') {
      this.#options.logger.warn(
        `Registry ${source.name} could not be imported: ${end.error}`,
      );
      await this.#health.tell(source, {
        version: null,
        problems: [],
        failure: end.error,
      });
    } else if (end.state === 'succeeded') {
      await this.#health.tell(source, {
        version: await findVersion(source),
        problems: progress?.foundProblems ?? [],
        failure: null,
      });
    }
  }
}

function endOf({ reason }: AbortSignal): ImportEnd {
  return reason instanceof Stop && reason.how === 'timeout'
    ? {
        state: 'failed',
        error:
          'It took longer than the timeout of its schedule; the next import goes on where this one ended. Raise schedule.timeout of the registry if this happens again.',
      }
    : { state: 'interrupted' };
}

function mayHaveChanged(
  end: ImportEnd,
  progress: ImportProgress | undefined,
): boolean {
  if (end.state !== 'succeeded' || progress === undefined) {
    return true;
  }
  const { models, versions, aliases, retired, restored } = progress;
  return (
    retired + restored > 0 ||
    [models, versions, aliases].some(
      ({ created, changed }) => created + changed > 0,
    )
  );
}

async function findVersion(source: RegistrySource): Promise<string | null> {
  try {
    return await source.findVersion(AbortSignal.timeout(30_000));
  } catch {
    // The models were read; which server told them is a detail.
    return null;
  }
}
