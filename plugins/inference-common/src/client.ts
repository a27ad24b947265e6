import { ResponseError } from '@backstage/errors';
import type {
  DataSource,
  FleetSummary,
  FleetSummaryQuery,
  ListModelServersQuery,
  ModelServer,
  ModelServerDetail,
  Page,
  PageQuery,
  ServerRevision,
} from './api';

/** Aborts a call. */
export interface RequestOptions {
  /** Sent as bearer token; the frontend leaves it out, its fetch adds the user's. */
  token?: string;
  signal?: AbortSignal;
}

/** Read side of the plugin's HTTP API. Every method rejects with a `ResponseError` that carries status and message. */
export interface InferenceApi {
  listModelServers(
    query?: ListModelServersQuery,
    options?: RequestOptions,
  ): Promise<Page<ModelServer>>;
  getModelServer(
    id: string,
    options?: RequestOptions,
  ): Promise<ModelServerDetail>;
  listServerRevisions(
    id: string,
    query?: PageQuery,
    options?: RequestOptions,
  ): Promise<Page<ServerRevision>>;
  getFleetSummary(
    query?: FleetSummaryQuery,
    options?: RequestOptions,
  ): Promise<FleetSummary>;
  listDataSources(options?: RequestOptions): Promise<{ items: DataSource[] }>;
}

type QueryValue = string | number | readonly string[] | undefined;

function queryString(query: { [name: string]: QueryValue }): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) {
      continue;
    }
    for (const item of Array.isArray(value) ? value : [value]) {
      params.append(name, String(item));
    }
  }
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

/** Client of the plugin's HTTP API for browsers and for other backends. */
export class InferenceClient implements InferenceApi {
  readonly #discovery: { getBaseUrl(pluginId: string): Promise<string> };
  readonly #fetch: typeof fetch;

  constructor(options: {
    discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    fetchApi: { fetch: typeof fetch };
  }) {
    this.#discovery = options.discoveryApi;
    this.#fetch = options.fetchApi.fetch;
  }

  listModelServers(
    query: ListModelServersQuery = {},
    options?: RequestOptions,
  ): Promise<Page<ModelServer>> {
    return this.#get(`/model-servers${queryString(query)}`, options);
  }

  getModelServer(
    id: string,
    options?: RequestOptions,
  ): Promise<ModelServerDetail> {
    return this.#get(`/model-servers/${encodeURIComponent(id)}`, options);
  }

  listServerRevisions(
    id: string,
    query: PageQuery = {},
    options?: RequestOptions,
  ): Promise<Page<ServerRevision>> {
    const path = `/model-servers/${encodeURIComponent(id)}/revisions`;
    return this.#get(`${path}${queryString(query)}`, options);
  }

  getFleetSummary(
    query: FleetSummaryQuery = {},
    options?: RequestOptions,
  ): Promise<FleetSummary> {
    return this.#get(`/summary${queryString(query)}`, options);
  }

  listDataSources(options?: RequestOptions): Promise<{ items: DataSource[] }> {
    return this.#get('/data-sources', options);
  }

  async #get<T>(path: string, options?: RequestOptions): Promise<T> {
    const baseUrl = await this.#discovery.getBaseUrl('inference');
    const response = await this.#fetch(`${baseUrl}${path}`, {
      signal: options?.signal,
      headers: options?.token
        ? { authorization: `Bearer ${options.token}` }
        : undefined,
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json() as Promise<T>;
  }
}
