import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { readPages } from '../http/readPages';
import type { RegistryAnswer, RegistryHttp } from '../http/RegistryHttp';
import { RegistryRequestError } from '../http/RegistryRequestError';
import { OciAuth } from './OciAuth';
import {
  catalogPage,
  errorAnswer,
  manifest,
  MANIFEST_TYPES,
  modelConfig,
  tagPage,
  type Manifest,
  type ModelConfig,
} from './ociSchemas';

const PAGE = '100';

/** The part of the OCI distribution API that is read. */
export class OciApi {
  readonly #http: RegistryHttp;
  readonly #auth: OciAuth;

  constructor(http: RegistryHttp, now: () => number) {
    this.#http = http;
    this.#auth = new OciAuth(http, now);
  }

  listRepositories(signal: AbortSignal): Promise<string[]> {
    return this.#list(
      '/v2/_catalog',
      'registry:catalog:*',
      catalogPage,
      page => page.repositories ?? [],
      signal,
    );
  }

  /** Tags of a repository; none when it is not there. */
  async listTags(repository: string, signal: AbortSignal): Promise<string[]> {
    try {
      return await this.#list(
        `/v2/${repository}/tags/list`,
        pull(repository),
        tagPage,
        page => page.tags ?? [],
        signal,
      );
    } catch (error) {
      if (error instanceof RegistryRequestError && error.kind === 'not-found') {
        return [];
      }
      throw error;
    }
  }

  /** Digest that a tag points to now; null when it points to nothing any more. */
  async findDigest(
    repository: string,
    tag: string,
    signal: AbortSignal,
  ): Promise<string | null> {
    const request = {
      url: `/v2/${repository}/manifests/${encodeURIComponent(tag)}`,
      headers: { accept: MANIFEST_TYPES },
      signal,
    };
    const answer = await this.#auth.send(
      { ...request, head: true },
      pull(repository),
    );
    if (answer.status === 404) {
      return null;
    }
    this.#expectSuccess(answer);
    const told = answer.header('docker-content-digest');
    if (told !== null && /^sha(256|512):[0-9a-f]+$/.test(told)) {
      return told;
    }
    const whole = await this.#auth.send(request, pull(repository));
    this.#expectSuccess(whole);
    return digestOf(whole.body, 'sha256');
  }

  /** Whether a manifest is still there. Only the registry's own word for what is missing counts, not a refusal or a failure. */
  async findManifest(
    repository: string,
    digest: string,
    signal: AbortSignal,
  ): Promise<'there' | 'gone' | 'unknown'> {
    const answer = await this.#auth.send(
      {
        url: `/v2/${repository}/manifests/${digest}`,
        headers: { accept: MANIFEST_TYPES },
        signal,
      },
      pull(repository),
    );
    if (answer.status === 200) {
      return 'there';
    }
    return answer.status === 404 && saysMissing(answer.body)
      ? 'gone'
      : 'unknown';
  }

  readManifest(
    repository: string,
    digest: string,
    signal: AbortSignal,
  ): Promise<Manifest> {
    return this.#content(
      repository,
      `manifests/${digest}`,
      digest,
      manifest,
      signal,
    );
  }

  readConfig(
    repository: string,
    digest: string,
    signal: AbortSignal,
  ): Promise<ModelConfig> {
    return this.#content(
      repository,
      `blobs/${digest}`,
      digest,
      modelConfig,
      signal,
    );
  }

  /** Name of the protocol that the server tells; it has no version of its own to tell. */
  async findVersion(signal: AbortSignal): Promise<string | null> {
    const answer = await this.#auth.send(
      { url: '/v2/', signal },
      'registry:catalog:*',
    );
    const told = answer.header('docker-distribution-api-version');
    return told !== null && /^[\w./-]{1,40}$/.test(told) ? told : null;
  }

  async #content<T>(
    repository: string,
    path: string,
    digest: string,
    schema: z.ZodType<T>,
    signal: AbortSignal,
  ): Promise<T> {
    const answer = await this.#auth.send(
      {
        url: `/v2/${repository}/${path}`,
        headers: { accept: `${MANIFEST_TYPES}, application/json, */*` },
        signal,
      },
      pull(repository),
    );
    this.#expectSuccess(answer);
    const [algorithm = 'sha256'] = digest.split(':');
    if (digestOf(answer.body, algorithm) !== digest) {
      throw new RegistryRequestError(
        'nonsense',
        `${answer.url} answered content of another digest.`,
        'Look for a broken cache or storage of that registry.',
      );
    }
    return this.#http.parse(answer, schema);
  }

  #list<T, Item>(
    path: string,
    scope: string,
    schema: z.ZodType<T>,
    itemsOf: (page: T) => readonly Item[],
    signal: AbortSignal,
  ): Promise<Item[]> {
    const { url: base } = this.#http.connection;
    return readPages(
      async next => {
        const answer = await this.#auth.send(
          next === null
            ? { url: path, params: new URLSearchParams({ n: PAGE }), signal }
            : { url: next, signal },
          scope,
        );
        this.#expectSuccess(answer);
        return {
          items: itemsOf(this.#http.parse(answer, schema)),
          next: nextOf(answer.header('link'), `${base}${path}`),
        };
      },
      () =>
        new RegistryRequestError(
          'nonsense',
          `${base}${path} names the same next page again.`,
          'Look for a cache in front of that server.',
        ),
    );
  }

  #expectSuccess(answer: RegistryAnswer): void {
    if (answer.status !== 200) {
      throw this.#http.refusal(answer);
    }
  }
}

/** The words of the distribution specification, and Harbor's own. */
function saysMissing(body: Buffer): boolean {
  let json: unknown;
  try {
    json = JSON.parse(body.toString('utf8'));
  } catch {
    return false;
  }
  const parsed = errorAnswer.safeParse(json);
  return (
    parsed.success &&
    parsed.data.errors.some(({ code }) =>
      ['MANIFEST_UNKNOWN', 'NAME_UNKNOWN', 'NOT_FOUND'].includes(code),
    )
  );
}

function pull(repository: string): string {
  return `repository:${repository}:pull`;
}

function digestOf(body: Buffer, algorithm: string): string {
  return `${algorithm}:${createHash(algorithm).update(body).digest('hex')}`;
}

/** The next page of a `Link: </v2/…>; rel="next"` header. It stays on the registry's own server, whatever host stands in it. */
function nextOf(header: string | null, current: string): string | null {
  const target = /<([^>]*)>\s*;[^,]*rel="?next"?/i.exec(header ?? '')?.[1];
  if (target === undefined || !URL.canParse(target, current)) {
    return null;
  }
  const { pathname, search } = new URL(target, current);
  return `${new URL(current).origin}${pathname}${search}`;
}
