import {
  mockServices,
  TestDatabases,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import type {
  Model,
  ModelVersionDetail,
} from '../../plugins/inference-common/src';
import type { RegistrySource } from '../../plugins/inference-node/src';
import { RegistryImport } from '../../plugins/inference-backend/src/jobs/imports/RegistryImport';
import { createRegistrySources } from '../../plugins/inference-backend/src/observe/registries';
import {
  KnexRegistryStore,
  type ImportProgress,
  type RegistryStore,
} from '../../plugins/inference-backend/src/record';

/** The product's own source for an entry of `inference.registries`. */
export function createSource(entry: JsonObject): RegistrySource {
  const [read] = createRegistrySources(
    new ConfigReader({ inference: { registries: [entry] } }),
  );
  if (read?.status !== 'valid')
    throw new Error(`misconfigured: ${read?.message}`);
  return read.source;
}

/** A registry of the product with its import job, on an empty SQLite database. */
export class Portal {
  readonly store: RegistryStore;
  readonly #import: RegistryImport;

  private constructor(store: RegistryStore) {
    this.store = store;
    this.#import = new RegistryImport({
      store,
      isProtected: () => false,
      logger: mockServices.logger.mock(),
      now: Date.now,
    });
  }

  static async create(databases: TestDatabases): Promise<Portal> {
    const knex = await databases.init('SQLITE_3' satisfies TestDatabaseId);
    const database = mockServices.database({ knex });
    return new Portal(await KnexRegistryStore.create({ database }));
  }

  import(
    source: RegistrySource,
    options: { dryRun?: boolean; signal?: AbortSignal } = {},
  ): Promise<ImportProgress> {
    return this.#import.run(source, {
      dryRun: options.dryRun ?? false,
      signal: options.signal ?? new AbortController().signal,
    });
  }

  async models(): Promise<Model[]> {
    const models: Model[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.store.listModels({
        filter: null,
        limit: 100,
        cursor,
      });
      models.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    return models;
  }

  async versionsOf(model: Model): Promise<ModelVersionDetail[]> {
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.store.listVersions(model, { limit: 100, cursor });
      names.push(...page.items.map(({ version }) => version));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    const found = await Promise.all(
      names.map(name => this.store.findVersion(model, name)),
    );
    return found.flatMap(version => (version ? [version] : []));
  }

  /** Everything that was imported, without the times of the import itself. */
  async contents(): Promise<unknown> {
    const models = await this.models();
    return Promise.all(
      models.map(async model => ({
        name: model.name,
        description: model.description,
        owner: model.owner,
        aliases: model.aliases.map(({ alias, version }) => ({
          alias,
          version,
        })),
        versions: (await this.versionsOf(model)).map(
          ({ registeredAt: _at, ...version }) => version,
        ),
      })),
    );
  }
}
