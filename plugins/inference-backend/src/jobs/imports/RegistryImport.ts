import { stringifyError } from '@backstage/errors';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  Model,
  ModelRef,
} from '@inference-portal/plugin-inference-common';
import type {
  ImportedModel,
  ImportPage,
  RegistrySource,
} from '@inference-portal/plugin-inference-node';
import { modelKey } from '../../decide/registry/nodeId';
import type { ImportProgress, RegistryStore, Writer } from '../../record';
import type { InstantMs } from '../../types';
import { followModel } from './followModel';
import { findGoneAliases } from './followPresence';
import { importAliases } from './importAliases';
import { importModel } from './importModel';
import { ImportMemory } from './ImportMemory';
import { importRetirements } from './importRetirements';
import { ImportTally } from './ImportTally';
import { importVersions, type VersionOfModel } from './importVersions';
import { readImportedAlias, readImportedContent } from './readImported';
import { retireGoneModels } from './retireGoneModels';

/** Name of the import of a source in histories. */
export function importActor(source: string): string {
  return `service:import:${source}`;
}

/** One import of a source. */
interface Run {
  readonly source: RegistrySource;
  readonly dryRun: boolean;
  readonly signal: AbortSignal;
  readonly tally: ImportTally;
  readonly memory: ImportMemory;
  /** Keys of the models that were read. */
  readonly read: Set<string>;
}

/** A model as the source has it and as it is registered. */
interface ReadModel {
  readonly model: Model;
  readonly from: ImportedModel;
  readonly isNew: boolean;
}

/** Versions that can be registered; what is wrong with the others becomes a problem. */
function readVersions(
  { model, from }: ReadModel,
  tally: ImportTally,
): VersionOfModel[] {
  return from.versions.flatMap(version => {
    const read = readImportedContent(version);
    if (read.status === 'valid') {
      return [{ model, content: read.content }];
    }
    tally.countVersion('skipped', model, version.version);
    tally.addProblem(model, `version ${version.version}: ${read.problem}`);
    return [];
  });
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
   * Reads what changed since the last import. With `dryRun` everything is read and nothing written, the bookmark neither. Rejects when the source cannot be
   * read; what was read until then is imported and not read again. Ends early, without a complaint, when `signal` aborts.
   */
  async run(
    source: RegistrySource,
    options: {
      readonly dryRun: boolean;
      readonly signal: AbortSignal;
      /** Told before each page what was done so far; what it rejects with ends the import before anything more is written. */
      readonly onProgress?: (progress: ImportProgress) => Promise<void>;
    },
  ): Promise<ImportProgress> {
    const { dryRun, signal, onProgress } = options;
    const tally = new ImportTally();
    // A dry run looks at everything, as people ask it what there is.
    const bookmark = dryRun
      ? null
      : await this.#store.readImportBookmark(source.name);
    const memory = await ImportMemory.read(this.#store, source.name);
    const run: Run = {
      source,
      dryRun,
      signal,
      tally,
      memory,
      read: new Set(),
    };
    for await (const page of source.read({ bookmark, signal })) {
      await onProgress?.(tally.toReport());
      if (signal.aborted) {
        break;
      }
      await this.#importPage(page, run);
      if (!dryRun) {
        await memory.save();
        // Last: after a crash before this line the page is imported again, which changes nothing.
        await this.#store.writeImportBookmark(source.name, page.bookmark);
      }
    }
    return tally.toReport();
  }

  async #importPage(page: ImportPage, run: Run): Promise<void> {
    const { source, dryRun, tally, memory } = run;
    const store = this.#store;
    const writer: Writer = {
      actor: importActor(source.name),
      at: this.#now() as InstantMs,
      origin: source.type,
    };
    for (const problem of page.problems ?? []) {
      tally.addProblem(null, problem);
    }
    const imported = await this.#importModels(page.models, run, writer);
    const versions = imported.flatMap(entry => readVersions(entry, tally));
    const conflicts = await importVersions(versions, {
      store,
      writer,
      dryRun,
      tally,
      isPartial: source.type === 'catalog',
    });
    for (const { model, from, isNew } of imported) {
      await this.#guard(tally, model, async () => {
        const presence = { ...run, store, writer };
        if (!isNew) {
          await followModel(from, model, {
            ...presence,
            isOther: version =>
              conflicts.some(
                conflict =>
                  conflict.version === version &&
                  modelKey(conflict.model) === modelKey(model),
              ),
          });
        }
        await importAliases(model, from.aliases, {
          store,
          writer,
          dryRun,
          tally,
          isProtected: this.#isProtected,
          problemOf: readImportedAlias,
          isGone: version => memory.isGone(model, version),
        });
        await importRetirements(model, from.retired, {
          ...presence,
          isOffered: version =>
            from.versions.some(offered => offered.version === version),
        });
        conflicts.push(...(await findGoneAliases(model, presence)));
      });
    }
    tally.addConflicts(conflicts);
    const seen: ModelRef[] = imported.map(({ model }) => model);
    if (page.listing) {
      const gone = await retireGoneModels(page.listing, {
        ...run,
        store,
        writer,
      });
      conflicts.push(...gone.conflicts);
      seen.push(...gone.seen);
    }
    if (!dryRun) {
      await store.writeConflicts(source.name, conflicts, writer.at, seen);
    }
  }

  async #importModels(
    models: readonly ImportedModel[],
    { dryRun, tally, memory, read }: Run,
    writer: Writer,
  ): Promise<ReadModel[]> {
    const imported: ReadModel[] = [];
    for (const from of models) {
      for (const problem of from.problems) {
        tally.addProblem(from.ref, problem);
      }
      const registered = await this.#guard(tally, from.ref, () =>
        importModel(from, { store: this.#store, writer, dryRun }),
      );
      tally.countModel(registered?.fate ?? 'skipped', from.ref);
      if (registered) {
        const { model, fate } = registered;
        imported.push({ model, from, isNew: fate === 'created' });
        read.add(modelKey(model));
        if (from.id !== undefined) {
          memory.noteSeen({ id: from.id, model });
        }
      }
    }
    return imported;
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
