import {
  ConflictError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  inferenceRegistryImportPermission,
  type ImportRun,
  type ImportRunDetail,
} from '@inference-portal/plugin-inference-common';
import type { ImportStartOutcome } from '../../record';
import type { Caller } from './Caller';
import type { RegistryAccess } from './RegistryAccess';

/** Imports of the configured registries, by name. */
export interface RunnableImports {
  /** Names, in the order of the configuration. */
  readonly names: readonly string[];
  start(
    name: string,
    options: { readonly dryRun: boolean; readonly startedBy: string },
  ): Promise<ImportStartOutcome>;
  /** Newest first. */
  list(options: {
    readonly source?: string;
    readonly limit: number;
  }): Promise<readonly ImportRun[]>;
  find(id: string): Promise<ImportRunDetail | undefined>;
}

/** Imports that people start, and what became of all of them. A run names models of any owner, so reading takes the same permission. */
export class AuthorizedImports {
  readonly #imports: RunnableImports;
  readonly #access: RegistryAccess;

  constructor(options: { imports: RunnableImports; access: RegistryAccess }) {
    this.#imports = options.imports;
    this.#access = options.access;
  }

  /** Throws `NotAllowedError`, `NotFoundError` for an unknown source, or `ConflictError` while an import of it is running. */
  async start(
    { source, dryRun }: { readonly source: string; readonly dryRun: boolean },
    caller: Caller,
  ): Promise<ImportRun> {
    await this.#check(caller, 'import registries');
    const outcome = this.#imports.names.includes(source)
      ? await this.#imports.start(source, { dryRun, startedBy: caller.actor })
      : ({ status: 'unknown-source' } as const);
    switch (outcome.status) {
      case 'started':
        return outcome.run;
      case 'running':
        throw new ConflictError(
          `An import of ${source} is running already, as ${outcome.run.id} since ${outcome.run.startedAt}: wait for it to end`,
        );
      case 'ending':
        throw new ServiceUnavailableError(
          'This backend is about to end: try again in a moment',
        );
      default:
        throw this.#unknown(source);
    }
  }

  /** Throws `NotAllowedError`, or `NotFoundError` for an unknown source. */
  async list(
    options: { readonly source?: string; readonly limit: number },
    caller: Caller,
  ): Promise<readonly ImportRun[]> {
    await this.#check(caller, 'read imports of registries');
    const { source } = options;
    if (source !== undefined && !this.#imports.names.includes(source)) {
      throw this.#unknown(source);
    }
    return this.#imports.list(options);
  }

  /** Throws `NotAllowedError`, or `NotFoundError`. */
  async get(id: string, caller: Caller): Promise<ImportRunDetail> {
    await this.#check(caller, 'read imports of registries');
    const run = await this.#imports.find(id);
    if (!run) {
      throw new NotFoundError(
        `No import has the id ${JSON.stringify(
          id,
        )}: GET /registry-imports lists those that are kept`,
      );
    }
    return run;
  }

  async #check(caller: Caller, deed: string): Promise<void> {
    await this.#access.checkBasic(
      caller,
      inferenceRegistryImportPermission,
      deed,
    );
  }

  #unknown(source: string): NotFoundError {
    const { names } = this.#imports;
    return new NotFoundError(
      `No registry ${JSON.stringify(
        source,
      )} is configured under inference.registries: ${
        names.length === 0 ? 'there is none' : `there are ${names.join(', ')}`
      }`,
    );
  }
}
