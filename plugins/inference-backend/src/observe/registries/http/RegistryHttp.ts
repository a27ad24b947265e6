import type { Agent as HttpsAgent } from 'node:https';
import { setTimeout as wait } from 'node:timers/promises';
import fetch from 'node-fetch';
import type { z } from 'zod';
import { authorizationHeader, createHttpsAgent } from '../../httpConnection';
import { describeNetworkError } from '../../metrics/describeFailure';
import { displayUrl } from '../../metrics/PrometheusConfig';
import type { RegistryConnection } from '../registryConfig';
import { describeNonsense, describeRefusal } from './describeRefusal';
import { Pacer } from './Pacer';
import { readRetryAfter } from './retryAfter';
import { RegistryRequestError } from './RegistryRequestError';

const ATTEMPTS = 4;
const FIRST_PAUSE_MS = 500;
/** A server that asks for more patience is asked again by the next import. */
const MAX_PAUSE_MS = 60_000;
const MAX_REDIRECTS = 5;
const TRANSIENT = new Set([408, 429, 500, 502, 503, 504]);

/** A read of a registry. */
export interface RegistryRequest {
  /** Absolute, or a path below the registry's URL. */
  readonly url: string;
  readonly params?: URLSearchParams;
  readonly headers?: { readonly [name: string]: string };
  /** Asks for the headers only. */
  readonly head?: boolean;
  /** Body of a POST, for searches that do not fit into a URL. */
  readonly json?: unknown;
  /** In place of the configured credentials; null for none. */
  readonly authorization?: string | null;
  readonly signal: AbortSignal;
}

/** An answer, read to its end. */
export interface RegistryAnswer {
  readonly status: number;
  /** Without user, password or query. */
  readonly url: string;
  readonly body: Buffer;
  header(name: string): string | null;
}

/** What a test may replace. */
export interface HttpTimings {
  readonly pause?: (
    milliseconds: number,
    signal: AbortSignal,
  ) => Promise<unknown>;
  /** From 0 up to 1. */
  readonly random?: () => number;
  /** Milliseconds since any fixed point. */
  readonly monotonicNow?: () => number;
}

/**
 * Reads from one registry: paced, with retries, limits on time and size, and credentials that go to the registry's own origin only.
 * Every failure is a {@link RegistryRequestError}, except that an aborted signal rejects with its reason.
 */
export class RegistryHttp {
  readonly connection: RegistryConnection;
  readonly #origin: string;
  readonly #pause: NonNullable<HttpTimings['pause']>;
  readonly #random: () => number;
  readonly #pacer: Pacer;
  #agent: Promise<HttpsAgent | undefined> | null = null;

  constructor(connection: RegistryConnection, timings: HttpTimings = {}) {
    this.connection = connection;
    this.#origin = new URL(connection.url).origin;
    this.#pause =
      timings.pause ??
      ((milliseconds, signal) => wait(milliseconds, undefined, { signal }));
    this.#random = timings.random ?? Math.random;
    this.#pacer = new Pacer({
      perSecond: connection.requestsPerSecond,
      monotonicNow: timings.monotonicNow ?? (() => performance.now()),
      pause: this.#pause,
    });
  }

  /** Reads JSON of the expected shape; anything else is an error. */
  async json<T>(request: RegistryRequest, schema: z.ZodType<T>): Promise<T> {
    const answer = await this.send(request);
    if (answer.status !== 200) {
      throw this.refusal(answer);
    }
    return this.parse(answer, schema);
  }

  /** Understands a body as JSON of the expected shape. */
  parse<T>(answer: RegistryAnswer, schema: z.ZodType<T>): T {
    const nonsense = (problem: string) =>
      describeNonsense({
        key: this.connection.key,
        url: answer.url,
        contentType: answer.header('content-type'),
        problem,
      });
    let value: unknown;
    try {
      value = JSON.parse(answer.body.toString('utf8'));
    } catch {
      throw nonsense('it is not JSON');
    }
    const parsed = schema.safeParse(value);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      throw nonsense(
        `${issue?.path.join('.') || 'the body'} is not as expected`,
      );
    }
    return parsed.data;
  }

  /** The error that an answer without success means. */
  refusal(answer: RegistryAnswer): RegistryRequestError {
    return describeRefusal({
      key: this.connection.key,
      url: answer.url,
      status: answer.status,
      text: answer.body.toString('utf8', 0, 10_000),
    });
  }

  /** Sends a request until it is answered with something else than "later"; the answer may be a refusal. */
  async send(request: RegistryRequest): Promise<RegistryAnswer> {
    for (let attempt = 1; ; attempt += 1) {
      await this.#pacer.turn(request.signal);
      const outcome = await this.#follow(request);
      request.signal.throwIfAborted();
      const isTransient =
        outcome instanceof RegistryRequestError
          ? outcome.kind === 'unreachable'
          : TRANSIENT.has(outcome.status);
      if (!isTransient || attempt === ATTEMPTS) {
        if (outcome instanceof RegistryRequestError) {
          throw outcome;
        }
        return outcome;
      }
      const asked =
        outcome instanceof RegistryRequestError
          ? 0
          : readRetryAfter(outcome.header('retry-after'));
      if (asked > MAX_PAUSE_MS && !(outcome instanceof Error)) {
        return outcome;
      }
      // Half of it is chance: imports that failed together do not come back together.
      const own = FIRST_PAUSE_MS * 2 ** (attempt - 1);
      await this.#pause(
        Math.max(asked, own * (0.5 + 0.5 * this.#random())),
        request.signal,
      );
      request.signal.throwIfAborted();
    }
  }

  async #follow(
    request: RegistryRequest,
  ): Promise<RegistryAnswer | RegistryRequestError> {
    const { url: base } = this.connection;
    const target = new URL(
      /^https?:\/\//.test(request.url) ? request.url : `${base}${request.url}`,
    );
    request.params?.forEach((value, name) => {
      target.searchParams.append(name, value);
    });
    let url = target;
    for (let hop = 0; ; hop += 1) {
      const answer = await this.#attempt(
        request,
        url,
        url.origin === target.origin,
      );
      if (answer instanceof RegistryRequestError) {
        return answer;
      }
      const location = answer.header('location');
      const isRedirect =
        answer.status >= 301 && answer.status <= 308 && location !== null;
      if (!isRedirect || hop === MAX_REDIRECTS || request.json !== undefined) {
        return answer;
      }
      const next = URL.canParse(location, url.href)
        ? new URL(location, url.href)
        : null;
      if (
        next === null ||
        !/^https?:$/.test(next.protocol) ||
        (url.protocol === 'https:' && next.protocol === 'http:')
      ) {
        return answer;
      }
      url = next;
    }
  }

  async #attempt(
    request: RegistryRequest,
    url: URL,
    isFirstOrigin: boolean,
  ): Promise<RegistryAnswer | RegistryRequestError> {
    const { connection } = this;
    const { timeoutMs, key } = connection;
    const shown = displayUrl(url.href) ?? connection.url;
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      const response = await fetch(url.href, {
        method: methodOf(request),
        headers: this.#headers(request, url, isFirstOrigin),
        body:
          request.json === undefined ? undefined : JSON.stringify(request.json),
        agent:
          url.protocol === 'https:' ? await this.#getAgent(url) : undefined,
        signal: AbortSignal.any([request.signal, timeout]),
        size: connection.maxAnswerBytes,
        // Followed by hand, without the credentials.
        redirect: 'manual',
      });
      const body = await response.buffer();
      return {
        status: response.status,
        url: shown,
        body,
        header: name => response.headers.get(name),
      };
    } catch (error) {
      if (
        error instanceof Error &&
        'type' in error &&
        error.type === 'max-size'
      ) {
        return new RegistryRequestError(
          'too-large',
          `${shown} answered more than ${
            connection.maxAnswerBytes / 1024 / 1024
          } MB.`,
          `Raise ${key}.maxAnswerMegabytes if that is right.`,
        );
      }
      const { message, fix } = describeNetworkError(error, {
        url: shown,
        key,
        timeoutMs,
        timedOut: timeout.aborted,
      });
      return new RegistryRequestError('unreachable', message, fix);
    }
  }

  #headers(
    request: RegistryRequest,
    url: URL,
    isFirstOrigin: boolean,
  ): Record<string, string> {
    const isOwn = url.origin === this.#origin;
    return {
      accept: 'application/json',
      ...(request.json === undefined
        ? {}
        : { 'content-type': 'application/json' }),
      ...(isFirstOrigin ? request.headers : {}),
      ...(isOwn ? this.connection.headers : {}),
      ...this.#authorization(request, isOwn, isFirstOrigin),
    };
  }

  #authorization(
    { authorization }: RegistryRequest,
    isOwn: boolean,
    isFirstOrigin: boolean,
  ): Record<string, string> {
    if (authorization === undefined) {
      return isOwn ? authorizationHeader(this.connection.auth) : {};
    }
    return isFirstOrigin && authorization !== null ? { authorization } : {};
  }

  #getAgent(url: URL): Promise<HttpsAgent | undefined> | undefined {
    if (url.origin !== this.#origin) {
      // Storage behind a redirect has a certificate of its own.
      return undefined;
    }
    if (this.#agent === null) {
      this.#agent = createHttpsAgent(this.connection).catch(error => {
        // The file may appear later; the next request tries again.
        this.#agent = null;
        throw error;
      });
    }
    return this.#agent;
  }
}

function methodOf({ head, json }: RegistryRequest): string {
  if (json !== undefined) {
    return 'POST';
  }
  return head ? 'HEAD' : 'GET';
}
