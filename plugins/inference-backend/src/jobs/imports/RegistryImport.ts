import { stringifyError } from '@backstage/errors';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  ImportReport,
  Model,
  ModelRef,
} from '@inference-portal/plugin-inference-common';
import type {
  ImportedModel,
  ImportPage,
  RegistrySource,
} from '@inference-portal/plugin-inference-node';
import type { RegistryStore, Writer } from '../../record';
import type { InstantMs } from '../../types';
import { importAliases } from './importAliases';
import { importModel } from './importModel';
import { ImportMemory } from './ImportMemory';
import { importRetirements } from './importRetirements';
import { ImportTally, type FoundConflict } from './ImportTally';
import { importVersions, type VersionOfModel } from './importVersions';
import { readImportedAlias, readImportedContent } from './readImported';

/** Name of the import of a source in histories. */
export function importActor(source: string): string {
  return `service:import:${source}`;
}

/** Copies one registry into ours, page by page. Doing it again, or going on after a stop, converges to the same rows. */
export class RegistryImport {
  readonly #store: RegistryStore;
  readonly #isProtected: (alias: string) => boolean;
  readonly #logger: LoggerService;
  readonly #now: () => number;

  constructor(options: {
    store: RegistryStore;
    isProtected: (alias: string) => boolean;
    logger: LoggerService;
    /** Milliseconds since the Unix epoch. */
    now: () => number;
  }) {
    this.#store = options.store;
    this.#isProtected = options.isProtected;
    this.#logger = options.logger;
    this.#now = options.now;
  }

  /**
   * Reads what changed since the last import. With `dryRun` nothing is written, the bookmark neither. Rejects when the source cannot be
   * read; what was read until then is imported and not read again. Ends early, without a complaint, when `signal` aborts.
   */
  async run(
    source: RegistrySource,
    options: { readonly dryRun: boolean; readonly signal: AbortSignal },
  ): Promise<ImportReport> {
    const { dryRun, signal } = options;
    const startedAt = new Date(this.#now()).toISOString();
    const tally = new ImportTally();
    const bookmark = await this.#store.readImportBookmark(source.name);
    const memory = await ImportMemory.read(this.#store, source.name);
    for await (const page of source.read({ bookmark, signal })) {
      if (signal.aborted) {
        break;
      }
      await this.#importPage(page, source, { dryRun, tally, memory });
      if (!dryRun) {
        await memory.save();
        // Last: after a crash before this line the page is imported again, which changes nothing.
        await this.#store.writeImportBookmark(source.name, page.bookmark);
      }
    }
    return tally.toReport({
      source: source.name,
      dryRun,
      startedAt,
      finishedAt: new Date(this.#now()).toISOString(),
    });
  }

  async #importPage(
    page: ImportPage,
    source: RegistrySource,
    run: { dryRun: boolean; tally: ImportTally; memory: ImportMemory },
  ): Promise<void> {
    const { dryRun, tally } = run;
    const store = this.#store;
    const writer: Writer = {
      actor: importActor(source.name),
      at: this.#now() as InstantMs,
      origin: source.type,
    };
    for (const problem of page.problems ?? []) {
      tally.addProblem(null, problem);
    }
    const imported: { model: Model; from: ImportedModel }[] = [];
    for (const from of page.models) {
      for (const problem of from.problems) {
        tally.addProblem(from.ref, problem);
      }
      const registered = await this.#guard(tally, from.ref, () =>
        importModel(from, { store, writer, dryRun }),
      );
      tally.countModel(registered?.fate ?? 'skipped');
      if (registered) {
        imported.push({ model: registered.model, from });
      }
    }
    const versions: VersionOfModel[] = imported.flatMap(({ model, from }) =>
      from.versions.flatMap(version => {
        const read = readImportedContent(version);
        if (read.status === 'valid') {
          return [{ model, content: read.content }];
        }
        tally.countVersion('skipped');
        tally.addProblem(model, `version ${version.version}: ${read.problem}`);
        return [];
      }),
    );
    const conflicts = await importVersions(versions, {
      store,
      writer,
      dryRun,
      tally,
      isPartial: source.type === 'catalog',
    });
    tally.addConflicts(conflicts);
    for (const { model, from } of imported) {
      await this.#guard(tally, model, async () => {
        await importAliases(model, from.aliases, {
          store,
          writer,
          dryRun,
          tally,
          isProtected: this.#isProtected,
          problemOf: readImportedAlias,
        });
        await importRetirements(model, from.retired, {
          ...run,
          store,
          writer,
        });
      });
    }
    if (!dryRun) {
      await this.#writeConflicts(
        source.name,
        conflicts,
        imported.map(({ model }) => model),
        writer.at,
      );
    }
  }

  async #writeConflicts(
    source: string,
    conflicts: readonly FoundConflict[],
    seen: readonly ModelRef[],
    at: InstantMs,
  ): Promise<void> {
    await this.#store.writeConflicts(source, conflicts, at, seen);
  }

  /** What is wrong with one model does not keep the others out. */
  async #guard<T>(
    tally: ImportTally,
    model: ModelRef,
    work: () => Promise<T>,
  ): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      this.#logger.warn(
        `Model ${model.namespace}/${
          model.name
        } could not be imported: ${stringifyError(error)}`,
      );
      tally.addProblem(model, stringifyError(error));
      return undefined;
    }
  }
}
