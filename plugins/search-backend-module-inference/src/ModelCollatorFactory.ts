import { Readable } from 'node:stream';
import type { AuthService } from '@backstage/backend-plugin-api';
import type { Permission } from '@backstage/plugin-permission-common';
import type {
  DocumentCollatorFactory,
  IndexableDocument,
} from '@backstage/plugin-search-common';
import {
  inferenceModelReadPermission,
  type Model,
  type ModelVersion,
  type ModelVersionDetail,
  type RegistryApi,
} from '@inference-portal/plugin-inference-common';
import { readModels, requestOptions } from './readModels';

const PAGE_SIZE = 200;
/** Versions of a model whose cards are searched: those in use and the newest; older cards repeat them. */
const MAX_CARDS = 5;

/** A model or a version of it, as the search finds it. */
export interface ModelDocument extends IndexableDocument {
  readonly namespace: string;
  readonly name: string;
  /** Empty for the model itself. */
  readonly version: string;
  readonly owner: string;
  readonly license: string;
}

function joined(texts: readonly (string | null | undefined)[]): string {
  return texts.filter(text => text).join('\n');
}

function locationOf(
  { namespace, name }: Pick<Model, 'namespace' | 'name'>,
  version?: string,
): string {
  const path = [namespace, name].map(encodeURIComponent).join('/');
  return version === undefined
    ? `/inference/models/${path}`
    : `/inference/models/${path}?version=${encodeURIComponent(version)}`;
}

function commonOf(model: Model) {
  return {
    namespace: model.namespace,
    name: model.name,
    owner: model.owner ?? '',
    // The search asks the inference plugin for every result whether the reader may see this model.
    authorization: { resourceRef: `${model.namespace}/${model.name}` },
  };
}

function modelDocument(model: Model): ModelDocument {
  return {
    ...commonOf(model),
    version: '',
    license: model.license ?? '',
    title: model.title ?? model.name,
    text: joined([
      model.description,
      `${model.namespace}/${model.name}`,
      ...model.sourceIds,
      ...model.tags,
      model.license,
      ...model.aliases.map(({ alias, version }) => `${alias}: ${version}`),
    ]),
    location: locationOf(model),
  };
}

function versionDocument(
  model: Model,
  version: ModelVersion | ModelVersionDetail,
): ModelDocument {
  return {
    ...commonOf(model),
    version: version.version,
    license: version.license ?? '',
    title: `${model.title ?? model.name} ${version.version}`,
    text: joined([
      version.description,
      version.source.uri,
      version.digest,
      version.architecture,
      version.format,
      version.quantization ?? version.precision,
      version.license,
      version.creator,
      ...version.aliases,
      'modelCard' in version ? version.modelCard : null,
    ]),
    location: locationOf(model, version.version),
  };
}

/** The page of all models. Without a single document an index in memory is not made, and a search in it fails. */
const OVERVIEW: ModelDocument = {
  namespace: '',
  name: '',
  version: '',
  owner: '',
  license: '',
  title: 'Models',
  text: 'Model registry: models, versions, aliases, lineage',
  location: '/inference/models',
};

/** Collects models, their versions and the cards of the versions in use. Readers find what they may read. */
export class ModelCollatorFactory implements DocumentCollatorFactory {
  readonly type = 'inference-model';
  readonly visibilityPermission: Permission = inferenceModelReadPermission;
  readonly #auth: AuthService;
  readonly #registry: Pick<
    RegistryApi,
    'listModels' | 'listModelVersions' | 'getModelVersion'
  >;

  constructor(options: {
    auth: AuthService;
    registry: Pick<
      RegistryApi,
      'listModels' | 'listModelVersions' | 'getModelVersion'
    >;
  }) {
    this.#auth = options.auth;
    this.#registry = options.registry;
  }

  async getCollator(): Promise<Readable> {
    return Readable.from(this.#collect());
  }

  async *#collect(): AsyncGenerator<ModelDocument> {
    yield OVERVIEW;
    for await (const model of readModels(this.#registry, this.#auth)) {
      yield modelDocument(model);
      if (model.versions > 0) {
        yield* this.#collectVersions(model);
      }
    }
  }

  async *#collectVersions(model: Model): AsyncGenerator<ModelDocument> {
    const withCard = new Set(
      [
        ...model.aliases.map(({ version }) => version),
        ...(model.latestVersion === null ? [] : [model.latestVersion]),
      ].slice(-MAX_CARDS),
    );
    let cursor: string | undefined;
    do {
      const page = await this.#registry.listModelVersions(
        model,
        { limit: PAGE_SIZE, cursor },
        await requestOptions(this.#auth),
      );
      for (const version of page.items) {
        yield versionDocument(
          model,
          withCard.has(version.version)
            ? await this.#registry.getModelVersion(
                model,
                version.version,
                await requestOptions(this.#auth),
              )
            : version,
        );
      }
      cursor = page.nextCursor;
    } while (cursor !== undefined);
  }
}
