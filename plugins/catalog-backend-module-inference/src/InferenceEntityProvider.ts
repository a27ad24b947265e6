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
  ANNOTATION_GENERATED,
  type InferenceApi,
  type ModelServer,
} from '@inference-portal/plugin-inference-common';
import { createEntities, type EntityTypes } from './createEntities';

const PAGE_SIZE = 1000;
const LOCATION_KEY = 'inference-portal';
/** With several replicas another one may have written since; so now and then the same is written again. */
const REWRITE_AFTER_MS = 10 * 60 * 1000;
const REFS_PER_LOOKUP = 200;

/**
 * Emits a Component for every model server and a Resource for every model that no team described itself.
 * A failed or incomplete read leaves the catalog as it is.
 */
export class InferenceEntityProvider implements EntityProvider {
  readonly #api: Pick<InferenceApi, 'listModelServers' | 'listDataSources'>;
  readonly #auth: AuthService;
  readonly #catalog: Pick<CatalogService, 'getEntitiesByRefs'>;
  readonly #runner: SchedulerServiceTaskRunner;
  readonly #logger: LoggerService;
  readonly #types: EntityTypes;
  readonly #now: () => number;
  #written: { readonly hash: string; readonly at: number } | null = null;
  #failing = false;

  constructor(options: {
    api: Pick<InferenceApi, 'listModelServers' | 'listDataSources'>;
    auth: AuthService;
    catalog: Pick<CatalogService, 'getEntitiesByRefs'>;
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
    const servers = await this.#listServers(signal);
    const entities = createEntities({
      servers,
      writtenRefs: await this.#findWritten(servers),
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

  async #listServers(signal?: AbortSignal): Promise<ModelServer[]> {
    const servers = new Map<string, ModelServer>();
    let cursor: string | undefined;
    do {
      const page = await this.#api.listModelServers(
        { limit: PAGE_SIZE, cursor },
        { token: await this.#getToken(), signal },
      );
      for (const server of page.items) {
        servers.set(server.id, server);
      }
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    return [...servers.values()];
  }

  /** Those of the joined entities that exist and that the portal did not emit itself. */
  async #findWritten(servers: readonly ModelServer[]): Promise<Set<string>> {
    const refs = [
      ...new Set(
        servers.flatMap(({ entityRef, model }) =>
          [entityRef, model.entityRef].filter(ref => ref !== null),
        ),
      ),
    ];
    const credentials = await this.#auth.getOwnServiceCredentials();
    const written = new Set<string>();
    for (let start = 0; start < refs.length; start += REFS_PER_LOOKUP) {
      const entityRefs = refs.slice(start, start + REFS_PER_LOOKUP);
      const { items } = await this.#catalog.getEntitiesByRefs(
        { entityRefs, fields: ['kind', 'metadata'] },
        { credentials },
      );
      items.forEach((entity, index) => {
        const ref = entityRefs[index];
        const isGenerated =
          entity?.metadata.annotations?.[ANNOTATION_GENERATED] === 'true';
        if (entity && ref !== undefined && !isGenerated) {
          written.add(ref);
        }
      });
    }
    return written;
  }

  async #getToken(): Promise<string> {
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: await this.#auth.getOwnServiceCredentials(),
      targetPluginId: 'inference',
    });
    return token;
  }
}
