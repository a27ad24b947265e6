import { ResponseError } from '@backstage/errors';

/** Aborts a call. */
export interface RequestOptions {
  /** Sent as bearer token; the frontend leaves it out, its fetch adds the user's. */
  token?: string;
  signal?: AbortSignal;
}

type QueryValue = string | number | boolean | readonly string[] | undefined;

/** A path whose placeholders are encoded. */
export function path(parts: TemplateStringsArray, ...names: string[]): string {
  return String.raw({ raw: parts }, ...names.map(encodeURIComponent));
}

/** `?a=1&b=2&b=3`, or nothing; what is undefined is left out. */
export function queryString(query: { [name: string]: QueryValue }): string {
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

/** Calls the plugin's HTTP API. */
export class HttpClient {
  readonly #discovery: { getBaseUrl(pluginId: string): Promise<string> };
  readonly #fetch: typeof fetch;

  constructor(options: {
    discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    fetchApi: { fetch: typeof fetch };
  }) {
    this.#discovery = options.discoveryApi;
    this.#fetch = options.fetchApi.fetch;
  }

  protected async get<T>(route: string, options?: RequestOptions): Promise<T> {
    const response = await this.#request(route, {}, options);
    return response.json() as Promise<T>;
  }

  protected async getFile(
    route: string,
    options?: RequestOptions,
  ): Promise<Blob> {
    const response = await this.#request(route, {}, options);
    return response.blob();
  }

  protected async delete(
    route: string,
    options?: RequestOptions,
  ): Promise<void> {
    await this.#request(route, { method: 'DELETE' }, options);
  }

  protected async send<T>(
    method: 'POST' | 'PUT' | 'PATCH',
    route: string,
    body: unknown,
    options?: RequestOptions,
  ): Promise<T> {
    const response = await this.#request(
      route,
      { method, body: JSON.stringify(body) },
      options,
    );
    return response.json() as Promise<T>;
  }

  /** Sends what must not be done twice, however often it is sent with the same key. */
  protected async begin<T>(
    route: string,
    body: unknown,
    idempotencyKey: string,
    options?: RequestOptions,
  ): Promise<T> {
    const response = await this.#request(
      route,
      { method: 'POST', body: JSON.stringify(body), idempotencyKey },
      options,
    );
    return response.json() as Promise<T>;
  }

  async #request(
    route: string,
    {
      idempotencyKey,
      ...init
    }: { method?: string; body?: string; idempotencyKey?: string },
    options?: RequestOptions,
  ): Promise<Response> {
    const baseUrl = await this.#discovery.getBaseUrl('inference');
    const headers: { [name: string]: string } = {};
    if (options?.token) {
      headers.authorization = `Bearer ${options.token}`;
    }
    if (init.body !== undefined) {
      headers['content-type'] = 'application/json';
    }
    if (idempotencyKey !== undefined) {
      headers['idempotency-key'] = idempotencyKey;
    }
    const response = await this.#fetch(`${baseUrl}${route}`, {
      ...init,
      signal: options?.signal,
      headers,
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }
}
