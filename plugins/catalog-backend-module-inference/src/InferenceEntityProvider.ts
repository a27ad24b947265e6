import { createHash } from 'node:crypto';
import type {
  AuthService,
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type {
  CatalogService,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import {
  type InferenceApi,
  type Model,
  type ModelServer,
  type Page,
} from '@inference-portal/plugin-inference-common';
import { createEntities, type EntityTypes } from './createEntities';
import { findDescribedModels, findWrittenRefs } from './findWritten';

const PAGE_SIZE = 1000;
const LOCATION_KEY = 'inference-portal';
/** With several replicas another one may have written since; so now and then the same is written again. */
const REWRITE_AFTER_MS = 10 * 60 * 1000;

/** What is read of the portal. */
export type ReadableApi = Pick<
  InferenceApi,
  'listModelServers' | 'listModels' | 'listDataSources'
>;
type ReadableCatalog = Pick<
  CatalogService,
  'getEntitiesByRefs' | 'getEntities'
>;

/**
 * Emits a Component for every model server, and a Resource for every registered and every observed model, that no team described itself.
 * A failed or incomplete read leaves the catalog as it is.
 */
export class InferenceEntityProvider implements EntityProvider {
  readonly #api: ReadableApi;
  readonly #auth: AuthService;
  readonly #catalog: ReadableCatalog;
  readonly #runner: SchedulerServiceTaskRunner;
  readonly #logger: LoggerService;
  readonly #types: EntityTypes;
  readonly #now: () => number;
  #written: { readonly hash: string; readonly at: number } | null = null;
  #failing = false;

  constructor(options: {
    api: ReadableApi;
    auth: AuthService;
    catalog: ReadableCatalog;
    runner: SchedulerServiceTaskRunner;
    logger: LoggerService;
    types: EntityTypes;
    /** Milliseconds since the Unix epoch. */
    now?: () => number;
  }) {
    this.#api = options.api;
    this.#auth = options.auth;
    this.#catalog = options.catalog;
    this.#runner = options.runner;
    this.#logger = options.logger;
    this.#types = options.types;
    this.#now = options.now ?? Date.now;
  }

  getProviderName(): string {
    return 'inference';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    await this.#runner.run({
      id: 'inference-entity-provider',
      fn: signal => this.run(connection, signal),
    });
  }

  /** Brings the catalog up to date once. Never rejects; what fails is logged once until it works again. */
  async run(
    connection: EntityProviderConnection,
    signal?: AbortSignal,
  ): Promise<void> {
    try {
      await this.#update(connection, signal);
    } catch (error) {
      if (!this.#failing) {
        this.#failing = true;
        this.#logger.warn(
          `Model servers could not be brought into the catalog, it stays as it is: ${stringifyError(
            error,
          )}`,
        );
      }
      return;
    }
    if (this.#failing) {
      this.#failing = false;
      this.#logger.info('Model servers are brought into the catalog again.');
    }
  }

  async #update(
    connection: EntityProviderConnection,
    signal?: AbortSignal,
  ): Promise<void> {
    if (!(await this.#isFleetRead(signal))) {
      this.#logger.debug(
        'Some clusters were not read yet, the catalog stays as it is.',
      );
      return;
    }
    const servers = await this.#listAll<ModelServer>(
      (query, options) => this.#api.listModelServers(query, options),
      ({ id }) => id,
      signal,
    );
    const models = await this.#listAll<Model>(
      (query, options) => this.#api.listModels(query, options),
      ({ entityRef }) => entityRef,
      signal,
    );
    const catalog = {
      catalog: this.#catalog,
      credentials: await this.#auth.getOwnServiceCredentials(),
    };
    const entities = createEntities({
      servers,
      models,
      writtenRefs: await findWrittenRefs({ ...catalog, servers, models }),
      describedBy: await findDescribedModels(catalog),
      types: this.#types,
    });
    const hash = createHash('sha256')
      .update(JSON.stringify(entities))
      .digest('hex');
    const now = this.#now();
    const isRecent =
      this.#written !== null && now - this.#written.at < REWRITE_AFTER_MS;
    if (isRecent && this.#written?.hash === hash) {
      return;
    }
    await connection.applyMutation({
      type: 'full',
      entities: entities.map(entity => ({
        entity,
        locationKey: LOCATION_KEY,
      })),
    });
    this.#written = { hash, at: now };
  }

  /** Before a cluster was read for the first time its servers are missing from the list, which must not delete them. */
  async #isFleetRead(signal?: AbortSignal): Promise<boolean> {
    const { items } = await this.#api.listDataSources({
      token: await this.#getToken(),
      signal,
    });
    return items.every(
      source => source.type !== 'cluster' || source.status !== 'starting',
    );
  }

  /** Every page, so that a reading that fails half-way deletes nothing. */
  async #listAll<T>(
    list: (
      query: { limit: number; cursor?: string },
      options: { token: string; signal?: AbortSignal },
    ) => Promise<Page<T>>,
    keyOf: (item: T) => string,
    signal?: AbortSignal,
  ): Promise<T[]> {
    const items = new Map<string, T>();
    let cursor: string | undefined;
    do {
      const page = await list(
        { limit: PAGE_SIZE, cursor },
        { token: await this.#getToken(), signal },
      );
      for (const item of page.items) {
        items.set(keyOf(item), item);
      }
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    return [...items.values()];
  }

  async #getToken(): Promise<string> {
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: await this.#auth.getOwnServiceCredentials(),
      targetPluginId: 'inference',
    });
    return token;
  }
}
