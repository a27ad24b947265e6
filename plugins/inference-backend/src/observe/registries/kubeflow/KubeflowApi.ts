import { readPages } from '../http/readPages';
import type { RegistryHttp } from '../http/RegistryHttp';
import { RegistryRequestError } from '../http/RegistryRequestError';
import { parseItems } from '../parseItems';
import {
  artifact,
  listPage,
  modelVersion,
  registeredModel,
  type KubeflowArtifact,
  type KubeflowModel,
  type KubeflowVersion,
} from './kubeflowSchemas';

const API = '/api/model_registry/v1alpha3';
const PAGE = '200';

/** What a list holds, and what of it could not be understood. */
export interface KubeflowList<T> {
  readonly read: readonly T[];
  readonly problems: readonly string[];
}

/** The part of Kubeflow Hub's model registry API v1alpha3 that is read. */
export class KubeflowApi {
  readonly #http: RegistryHttp;

  constructor(http: RegistryHttp) {
    this.#http = http;
  }

  async listModels(signal: AbortSignal): Promise<KubeflowList<KubeflowModel>> {
    const items = await this.#list('/registered_models', signal);
    return parseItems(items, registeredModel, 'model');
  }

  /** Versions of all models, which a list names by id. */
  async listVersions(
    signal: AbortSignal,
  ): Promise<KubeflowList<KubeflowVersion>> {
    const items = await this.#list('/model_versions', signal);
    return parseItems(items, modelVersion, 'version');
  }

  async listArtifacts(
    versionId: string,
    signal: AbortSignal,
  ): Promise<KubeflowList<KubeflowArtifact>> {
    const items = await this.#list(
      `/model_versions/${encodeURIComponent(versionId)}/artifacts`,
      signal,
    );
    return parseItems(items, artifact, 'artifact');
  }

  #list(path: string, signal: AbortSignal): Promise<unknown[]> {
    return readPages(
      async token => {
        const params = new URLSearchParams({
          pageSize: PAGE,
          orderBy: 'ID',
          sortOrder: 'ASC',
        });
        if (token !== null) {
          params.set('nextPageToken', token);
        }
        const page = await this.#http.json(
          { url: `${API}${path}`, params, signal },
          listPage,
        );
        return { items: page.items, next: page.nextPageToken ?? null };
      },
      () =>
        new RegistryRequestError(
          'nonsense',
          `${
            this.#http.connection.url
          }${API}${path} answers the same page token again.`,
          'Look for a cache in front of that server.',
        ),
    );
  }
}
