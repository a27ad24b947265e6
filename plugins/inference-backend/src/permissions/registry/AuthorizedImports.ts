import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  inferenceRegistryImportPermission,
  type ImportReport,
} from '@inference-portal/plugin-inference-common';
import type { Caller } from './Caller';
import type { RegistryAccess } from './RegistryAccess';

/** Imports of the configured registries, by name. */
export interface RunnableImports {
  /** Names, in the order of the configuration. */
  readonly names: readonly string[];
  /** Undefined when an import of this source is running in this process. Rejects when the source cannot be read. */
  run(
    name: string,
    options: { readonly dryRun: boolean; readonly signal: AbortSignal },
  ): Promise<ImportReport | undefined>;
}

/** Imports that people start. */
export class AuthorizedImports {
  readonly #imports: RunnableImports;
  readonly #access: RegistryAccess;

  constructor(options: { imports: RunnableImports; access: RegistryAccess }) {
    this.#imports = options.imports;
    this.#access = options.access;
  }

  /** Throws `NotAllowedError`, `NotFoundError` for an unknown source, or `ConflictError` while an import of it is running. */
  async run(
    name: string,
    options: { readonly dryRun: boolean; readonly signal: AbortSignal },
    caller: Caller,
  ): Promise<ImportReport> {
    await this.#access.checkBasic(
      caller,
      inferenceRegistryImportPermission,
      'import registries',
    );
    const { names } = this.#imports;
    if (!names.includes(name)) {
      throw new NotFoundError(
        `No registry ${JSON.stringify(
          name,
        )} is configured under inference.registries: ${
          names.length === 0 ? 'there is none' : `there are ${names.join(', ')}`
        }`,
      );
    }
    const report = await this.#imports.run(name, options);
    if (!report) {
      throw new ConflictError(
        `An import of ${name} is running already: wait for it to end`,
      );
    }
    return report;
  }
}
