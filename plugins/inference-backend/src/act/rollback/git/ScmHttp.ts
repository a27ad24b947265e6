import { setTimeout as wait } from 'node:timers/promises';
import fetch from 'node-fetch';
import type { z } from 'zod';
import { SECOND_MS } from '../../../durations';

const TIMEOUT_MS = 15 * SECOND_MS;
const ATTEMPTS = 3;
const PAUSE_MS = SECOND_MS / 2;
const MAX_ANSWER_BYTES = 8 * 1024 * 1024;
const TRANSIENT = new Set([408, 429, 500, 502, 503, 504]);

/** A refusal of GitHub or GitLab, or no answer. The message holds no credentials. */
export class ScmRequestError extends Error {
  /** Null when there was no answer. */
  readonly status: number | null;

  constructor(status: number | null, message: string) {
    super(message);
    this.name = 'ScmRequestError';
    this.status = status;
  }

  /** True when the same request may succeed later. */
  get mayPass(): boolean {
    return this.status === null || TRANSIENT.has(this.status);
  }
}

/** What is asked of a host. */
export interface ScmRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the API's base address, with a slash in front. */
  readonly path: string;
  readonly json?: unknown;
}

/** Talks to the API of one host, with credentials that are asked for each time, as those of apps expire. */
export class ScmHttp {
  readonly #base: string;
  readonly #headers: () => Promise<Readonly<Record<string, string>>>;
  readonly #signal: AbortSignal;
  readonly #pause: (ms: number) => Promise<unknown>;

  constructor(options: {
    /** Without a slash at its end. */
    base: string;
    headers: () => Promise<Readonly<Record<string, string>>>;
    signal: AbortSignal;
    /** Waits between two attempts; by the clock unless told. */
    pause?: (ms: number) => Promise<unknown>;
  }) {
    this.#base = options.base;
    this.#headers = options.headers;
    this.#signal = options.signal;
    this.#pause =
      options.pause ??
      (async ms => wait(ms, undefined, { signal: options.signal }));
  }

  /** The answer, understood by `schema`. Rejects with a {@link ScmRequestError}. */
  async json<T>(request: ScmRequest, schema: z.ZodType<T>): Promise<T> {
    const parsed = schema.safeParse(await this.send(request));
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new ScmRequestError(
        200,
        `${this.#name(request)} answered something unexpected at ${
          issue?.path.join('.') || 'its root'
        }`,
      );
    }
    return parsed.data;
  }

  /** Like {@link json}; null where there is nothing at that address. */
  async find<T>(request: ScmRequest, schema: z.ZodType<T>): Promise<T | null> {
    try {
      return await this.json(request, schema);
    } catch (error) {
      if (error instanceof ScmRequestError && error.status === 404) {
        return null;
      }
      throw error;
    }
  }

  /** The body of an answer; null when it has none. Only reads are tried again: a write may have arrived. */
  async send(request: ScmRequest): Promise<unknown> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#attempt(request);
      } catch (error) {
        const again =
          error instanceof ScmRequestError &&
          error.mayPass &&
          request.method === 'GET' &&
          attempt < ATTEMPTS;
        if (!again) {
          throw error;
        }
        await this.#pause(PAUSE_MS * 2 ** (attempt - 1));
      }
    }
  }

  async #attempt(request: ScmRequest): Promise<unknown> {
    const { json, method, path } = request;
    const headers = await this.#headers();
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    let status: number;
    let text: string;
    try {
      const response = await fetch(`${this.#base}${path}`, {
        method,
        headers: {
          accept: 'application/json',
          ...(json !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        body: json === undefined ? undefined : JSON.stringify(json),
        signal: AbortSignal.any([this.#signal, timeout]),
        size: MAX_ANSWER_BYTES,
        // Credentials go to the configured host only.
        redirect: 'manual',
      });
      status = response.status;
      text = await response.text();
    } catch {
      this.#signal.throwIfAborted();
      throw new ScmRequestError(
        null,
        `${this.#name(request)} was not answered${
          timeout.aborted ? ` within ${TIMEOUT_MS / SECOND_MS} s` : ''
        }`,
      );
    }
    if (status < 200 || status > 299) {
      throw new ScmRequestError(
        status,
        `${this.#name(request)} was answered with ${status}${hintOf(status)}`,
      );
    }
    try {
      return text === '' ? null : JSON.parse(text);
    } catch {
      throw new ScmRequestError(
        status,
        `${this.#name(request)} was answered with something else than JSON`,
      );
    }
  }

  #name({ method, path }: ScmRequest): string {
    return `${method} ${this.#base}${path.split('?')[0]}`;
  }
}

function hintOf(status: number): string {
  return [401, 403, 404].includes(status)
    ? ': look whether the credentials under integrations in app-config may write to the repository and open pull requests'
    : '';
}
