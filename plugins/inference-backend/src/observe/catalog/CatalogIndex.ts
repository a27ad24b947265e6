import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import {
  CATALOG_FILTER_EXISTS,
  type EntityFilterQuery,
} from '@backstage/catalog-client';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { stringifyError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ANNOTATION_GENERATED,
  ANNOTATION_KUBERNETES_ID,
  ANNOTATION_MODEL,
  ANNOTATION_SERVER,
} from '@inference-portal/plugin-inference-common';
import {
  buildCatalogView,
  type CatalogEntityFacts,
  type CatalogView,
} from '../../decide/catalogView';

const FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.annotations',
  'relations',
  'spec.type',
  'spec.owner',
];

function optionalText(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

function readOwners(entity: Entity): string[] {
  const related = (entity.relations ?? [])
    .filter(relation => relation.type === 'ownedBy')
    .map(relation => relation.targetRef);
  if (related.length > 0) {
    return related;
  }
  // Relations are absent until the catalog has stitched a new entity.
  const written = optionalText(entity.spec?.owner);
  return written === null ? [] : [written];
}

/** Reduces a catalog entity to what joins it with servers and models. */
export function readCatalogEntity(entity: Entity): CatalogEntityFacts {
  const annotations = entity.metadata.annotations ?? {};
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

  /** Grows by one whenever a refresh found something else than before. */
  get version(): number {
    return this.#version;
  }

  /** Reads the catalog anew. Answers whether anything changed; never throws. */
  async refresh(): Promise<boolean> {
    let facts: CatalogEntityFacts[];
    try {
      facts = await this.#read();
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
    const view = buildCatalogView(facts);
    const fingerprint = JSON.stringify([...view.byRef.values()]);
    if (fingerprint === this.#fingerprint) {
      return false;
    }
    this.#view = view;
    this.#fingerprint = fingerprint;
    this.#version += 1;
    return true;
  }

  async #read(): Promise<CatalogEntityFacts[]> {
    const credentials = await this.#auth.getOwnServiceCredentials();
    const facts: CatalogEntityFacts[] = [];
    const pages = this.#catalog.streamEntities(
      { filter: this.#filter, fields: FIELDS },
      { credentials },
    );
    for await (const page of pages) {
      facts.push(...page.map(readCatalogEntity));
    }
    return facts;
  }
}
