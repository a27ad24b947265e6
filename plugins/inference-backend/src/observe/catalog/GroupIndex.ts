import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { stringifyError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { parseOwnerRef } from '../../decide/ownerRef';
import { GroupTree, type GroupFacts } from '../../decide/groupTree';
import { optionalText } from './entityTexts';

const FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'relations',
  'spec.parent',
  'spec.profile.displayName',
];

/** Reduces a Group to its place in the hierarchy. */
export function readGroup(entity: Entity): GroupFacts {
  const related = (entity.relations ?? []).find(
    ({ type }) => type === 'childOf',
  )?.targetRef;
  // Relations are absent until the catalog has stitched a new entity.
  const written = optionalText(entity.spec?.parent);
  const parent =
    written === null
      ? null
      : parseOwnerRef(written, entity.metadata.namespace ?? 'default');
  const profile = entity.spec?.profile;
  const displayName =
    typeof profile === 'object' && profile !== null && !Array.isArray(profile)
      ? optionalText(profile.displayName)
      : null;
  return {
    ref: stringifyEntityRef(entity),
    parent: related ?? (parent?.status === 'valid' ? parent.ref : null),
    title: displayName ?? optionalText(entity.metadata.title),
  };
}

/** The catalog's groups, kept in memory. While the catalog cannot be reached the last tree stays in use. */
export class GroupIndex {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  readonly #logger: LoggerService;
  #tree = new GroupTree([]);
  #unreachable = false;

  constructor(options: {
    catalog: CatalogService;
    auth: AuthService;
    logger: LoggerService;
  }) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
    this.#logger = options.logger;
  }

  /** The groups as of the last successful refresh. */
  get tree(): GroupTree {
    return this.#tree;
  }

  /** Reads the catalog anew; never throws. */
  async refresh(): Promise<void> {
    try {
      const credentials = await this.#auth.getOwnServiceCredentials();
      const groups: GroupFacts[] = [];
      const pages = this.#catalog.streamEntities(
        { filter: { kind: 'group' }, fields: FIELDS },
        { credentials },
      );
      for await (const page of pages) {
        groups.push(...page.map(readGroup));
      }
      this.#tree = new GroupTree(groups);
      this.#unreachable = false;
    } catch (error) {
      if (!this.#unreachable) {
        this.#unreachable = true;
        this.#logger.warn(
          `The groups of the catalog cannot be read, costs are rolled up by those that were read before: ${stringifyError(
            error,
          )}`,
        );
      }
    }
  }
}
