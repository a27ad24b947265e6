import { randomUUID } from 'node:crypto';
import type { ModelRef } from '@inference-portal/plugin-inference-common';
import type {
  ImportedModel,
  ImportPage,
  RegistrySource,
} from '@inference-portal/plugin-inference-node';
import {
  readDeclaration,
  type ModelDeclaration,
} from '../../decide/registry/declaredModel';
import { modelKey } from '../../decide/registry/nodeId';

/** Name of the source beside those of `inference.registries`. */
export const CATALOG_SOURCE = 'catalog';

const PAGE_SIZE = 100;
/** What was registered otherwise meanwhile may disagree with an entity that has not changed. */
const READ_ALL_AFTER_MS = 60 * 60 * 1000;

/** What the source needs to know of the registry. */
export interface RegisteredModels {
  has(model: ModelRef): Promise<boolean>;
  /** Models with versions that hubs and servers know by this id. */
  findBySourceId(id: string): Promise<readonly ModelRef[]>;
}

/** A declaration with what it comes to. */
type Outcome =
  | { readonly model: ImportedModel }
  | { readonly problems: readonly string[] };

/**
 * The models that teams declare in catalog-info.yaml files, as a registry to import from. It reads what changed since the last reading of
 * this process, everything without a bookmark, and what is wrong every time, so that it stays visible. An entity that went away takes nothing with it.
 */
export class CatalogRegistrySource implements RegistrySource {
  readonly name = CATALOG_SOURCE;
  readonly type = 'catalog';
  readonly url: string;
  readonly #catalog: { readonly declarations: readonly ModelDeclaration[] };
  readonly #registered: RegisteredModels;
  readonly #registries: ReadonlySet<string>;
  readonly #now: () => number;
  /** What was read and imported, by entity ref. */
  #settled = new Map<string, string>();
  /** Pages handed out by the last reading, by bookmark: settled once the bookmark comes back, which it does not after a dry run. */
  #offered = new Map<string, readonly ModelDeclaration[]>();
  #allReadAt: number | null = null;

  constructor(options: {
    catalog: { readonly declarations: readonly ModelDeclaration[] };
    registered: RegisteredModels;
    /** Names of the registries that models are imported from. */
    registries: readonly string[];
    /** Address of the catalog, for Data sources. */
    url: string;
    /** Milliseconds since the Unix epoch. */
    now: () => number;
  }) {
    this.url = options.url;
    this.#catalog = options.catalog;
    this.#registered = options.registered;
    this.#registries = new Set(options.registries);
    this.#now = options.now;
  }

  async *read({
    bookmark,
    signal,
  }: Parameters<RegistrySource['read']>[0]): AsyncGenerator<ImportPage> {
    this.#settle(bookmark);
    const changed = this.#catalog.declarations.filter(
      declaration =>
        this.#settled.get(declaration.entityRef) !==
        JSON.stringify(declaration),
    );
    for (let start = 0; start < changed.length; start += PAGE_SIZE) {
      signal.throwIfAborted();
      const part = changed.slice(start, start + PAGE_SIZE);
      const outcomes = await this.#readPart(part);
      const token = randomUUID();
      this.#offered.set(
        token,
        part.filter((_, index) => 'model' in (outcomes[index] ?? {})),
      );
      yield {
        models: outcomes.flatMap(outcome =>
          'model' in outcome ? [outcome.model] : [],
        ),
        problems: outcomes.flatMap(outcome =>
          'problems' in outcome ? outcome.problems : [],
        ),
        bookmark: token,
      };
    }
  }

  async findVersion(): Promise<null> {
    return null;
  }

  /** Remembers what was imported up to the bookmark; the rest is read again. */
  #settle(bookmark: string | null): void {
    const now = this.#now();
    const pages = [...this.#offered];
    const last = pages.findIndex(([token]) => token === bookmark);
    for (const [, declarations] of pages.slice(0, last + 1)) {
      for (const declaration of declarations) {
        this.#settled.set(declaration.entityRef, JSON.stringify(declaration));
      }
    }
    this.#offered = new Map();
    if (
      bookmark === null ||
      this.#allReadAt === null ||
      now - this.#allReadAt >= READ_ALL_AFTER_MS
    ) {
      this.#settled = new Map();
      this.#allReadAt = now;
    }
  }

  async #readPart(
    declarations: readonly ModelDeclaration[],
  ): Promise<readonly Outcome[]> {
    const outcomes: Outcome[] = [];
    for (const declaration of declarations) {
      const read = readDeclaration(declaration);
      const problems =
        read.status === 'invalid'
          ? read.problems
          : await this.#findMisfit(declaration, read.imported);
      outcomes.push(
        read.status === 'valid' && problems.length === 0
          ? { model: read.imported }
          : {
              problems: problems.map(
                problem => `${declaration.entityRef}: ${problem}`,
              ),
            },
      );
    }
    return outcomes;
  }

  /** Why a declaration that is right in itself does not fit what is registered; empty when it does. */
  async #findMisfit(
    { registry, source, modelId }: ModelDeclaration,
    { ref }: ImportedModel,
  ): Promise<readonly string[]> {
    if (registry !== null && registry.name !== null) {
      if (!this.#registries.has(registry.name)) {
        return [
          `inference-portal/registry names ${
            registry.name
          }, which is not among inference.registries (${
            [...this.#registries].join(', ') || 'none'
          })`,
        ];
      }
      return (await this.#registered.has(ref))
        ? []
        : [
            `inference-portal/registry names ${ref.namespace}/${ref.name}, which is not imported yet`,
          ];
    }
    // A name alone adds nothing to a model that is registered with versions, and would take its servers.
    if (
      source !== null ||
      modelId === null ||
      (await this.#registered.has(ref))
    ) {
      return [];
    }
    const [other] = (await this.#registered.findBySourceId(modelId)).filter(
      known => modelKey(known) !== modelKey(ref),
    );
    return other
      ? [
          `${modelId} is registered as ${other.namespace}/${other.name}: name the entity so, or say with inference-portal/registry that it describes that model, or register a version of its own with inference-portal/source`,
        ]
      : [];
  }
}
