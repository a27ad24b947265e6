import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import {
  CATALOG_FILTER_EXISTS,
  type EntityFilterQuery,
} from '@backstage/catalog-client';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { stringifyError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ANNOTATION_EXIT_PLAN,
  ANNOTATION_GENERATED,
  ANNOTATION_KUBERNETES_ID,
  ANNOTATION_MODEL,
  ANNOTATION_SCHEDULE,
  ANNOTATION_SERVER,
  ANNOTATION_STANDBY,
} from '@inference-portal/plugin-inference-common';
import {
  buildCatalogView,
  type CatalogEntityFacts,
  type CatalogView,
} from '../../decide/catalogView';
import type { ModelDeclaration } from '../../decide/registry/declaredModel';
import { optionalText, readOwners } from './entityTexts';
import { readModelDeclaration } from './readModelDeclaration';

const FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.annotations',
  'metadata.title',
  'metadata.description',
  'metadata.links',
  'metadata.tags',
  'relations',
  'spec.type',
  'spec.owner',
];

/** Type of a link that leads to an exit plan. */
const EXIT_PLAN_LINK = 'exit-plan';

/** Reduces a catalog entity to what joins it with servers and models. */
export function readCatalogEntity(entity: Entity): CatalogEntityFacts {
  const annotations = entity.metadata.annotations ?? {};
  const exitPlan = optionalText(annotations[ANNOTATION_EXIT_PLAN]);
  const exitPlanLink = optionalText(
    entity.metadata.links?.find(({ type }) => type === EXIT_PLAN_LINK)?.url,
  );
  return {
    ref: stringifyEntityRef(entity),
    kind: entity.kind.toLowerCase(),
    type: optionalText(entity.spec?.type),
    namespace: (entity.metadata.namespace ?? 'default').toLowerCase(),
    owners: readOwners(entity),
    server: optionalText(annotations[ANNOTATION_SERVER]),
    model: optionalText(annotations[ANNOTATION_MODEL]),
    kubernetesId: optionalText(annotations[ANNOTATION_KUBERNETES_ID]),
    generated: annotations[ANNOTATION_GENERATED] === 'true',
    declared: {
      standby: optionalText(annotations[ANNOTATION_STANDBY]),
      schedule: optionalText(annotations[ANNOTATION_SCHEDULE]),
    },
    ...(exitPlan !== null && { exitPlan }),
    ...(exitPlanLink !== null && { exitPlanLink }),
  };
}

/**
 * The catalog's entities that describe servers and models, kept in memory. While the catalog cannot be reached the last
 * index stays in use.
 */
export class CatalogIndex {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  readonly #logger: LoggerService;
  readonly #filter: EntityFilterQuery;
  readonly #modelType: string;
  #declarations: readonly ModelDeclaration[] = [];
  #view: CatalogView = buildCatalogView([]);
  #fingerprint: string | null = null;
  #version = 0;
  #unreachable = false;

  constructor(options: {
    catalog: CatalogService;
    auth: AuthService;
    logger: LoggerService;
    /** `spec.type` of Resources that describe models. */
    modelType: string;
  }) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
    this.#logger = options.logger;
    this.#modelType = options.modelType;
    this.#filter = [
      ...[ANNOTATION_SERVER, ANNOTATION_MODEL, ANNOTATION_KUBERNETES_ID].map(
        name => ({ [`metadata.annotations.${name}`]: CATALOG_FILTER_EXISTS }),
      ),
      { kind: 'resource', 'spec.type': options.modelType },
    ];
  }

  /** The entities as of the last successful refresh. */
  get view(): CatalogView {
    return this.#view;
  }

  /** What teams declare for the registry, as of the last successful refresh; ordered by entity ref. */
  get declarations(): readonly ModelDeclaration[] {
    return this.#declarations;
  }

  /** Grows by one whenever a refresh found something else than before. */
  get version(): number {
    return this.#version;
  }

  /** Reads the catalog anew. Answers whether anything changed; never throws. */
  async refresh(): Promise<boolean> {
    let entities: readonly Entity[];
    try {
      entities = await this.#read();
    } catch (error) {
      if (!this.#unreachable) {
        this.#unreachable = true;
        this.#logger.warn(
          `The catalog cannot be read, owners stay as they are until it can: ${stringifyError(
            error,
          )}`,
        );
      }
      return false;
    }
    if (this.#unreachable) {
      this.#unreachable = false;
      this.#logger.info('The catalog can be read again.');
    }
    const declared = new Map(
      entities
        .map(entity => readModelDeclaration(entity, this.#modelType))
        .flatMap(one => (one === null ? [] : [[one.entityRef, one] as const])),
    );
    this.#declarations = [...declared.values()].sort((a, b) =>
      a.entityRef < b.entityRef ? -1 : 1,
    );
    const view = buildCatalogView(entities.map(readCatalogEntity));
    const fingerprint = JSON.stringify([...view.byRef.values()]);
    if (fingerprint === this.#fingerprint) {
      return false;
    }
    this.#view = view;
    this.#fingerprint = fingerprint;
    this.#version += 1;
    return true;
  }

  async #read(): Promise<readonly Entity[]> {
    const credentials = await this.#auth.getOwnServiceCredentials();
    const entities: Entity[] = [];
    const pages = this.#catalog.streamEntities(
      { filter: this.#filter, fields: FIELDS },
      { credentials },
    );
    for await (const page of pages) {
      entities.push(...page);
    }
    return entities;
  }
}
