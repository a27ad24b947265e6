import type { Agent as HttpsAgent } from 'node:https';
import { setTimeout as wait } from 'node:timers/promises';
import fetch, { type Response } from 'node-fetch';
import type { InstantMs } from '../../types';
import { authorizationHeader, createHttpsAgent } from '../httpConnection';
import { describeErrorResponse, describeNetworkError } from './describeFailure';
import {
  parseBody,
  parseMatrix,
  parseVector,
  readWarnings,
  type PrometheusBody,
} from './parseResponse';
import type { PrometheusSource } from './PrometheusConfig';
import type { QueryResult, Sample, SampleSeries } from './PrometheusResult';
import { rangeWindow, type TimeInterval } from './rangeWindow';

const ATTEMPTS = 3;
const FIRST_PAUSE_MS = 250;
/** Beyond this, proxies begin to refuse the request line. */
const MAX_QUERY_STRING = 2000;
/** Far above any answer of the named queries; keeps a wrong address from filling the memory. */
const MAX_BODY_BYTES = 64 * 1024 * 1024;

interface Answer {
  readonly httpStatus: number;
  readonly contentType: string | null;
  readonly body: PrometheusBody | undefined;
}

/** Asks one server of the Prometheus HTTP API: Prometheus, Thanos, Mimir or VictoriaMetrics. Failures are results. */
export class PrometheusClient {
  readonly #source: PrometheusSource;
  readonly #headers: Record<string, string>;
  readonly #pause: (
    milliseconds: number,
    signal?: AbortSignal,
  ) => Promise<void>;
  readonly #random: () => number;
  readonly #monotonicNow: () => number;
  #agent: Promise<HttpsAgent | undefined> | null = null;

  constructor(
    source: PrometheusSource,
    options: {
      pause?: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
      /** From 0 up to 1. */
      random?: () => number;
      /** Milliseconds since any fixed point. */
      monotonicNow?: () => number;
    } = {},
  ) {
    this.#source = source;
    this.#headers = {
      accept: 'application/json',
      ...source.headers,
      ...authorizationHeader(source.auth),
    };
    this.#pause =
      options.pause ??
      (async (milliseconds, signal) => {
        await wait(milliseconds, undefined, { signal });
      });
    this.#random = options.random ?? Math.random;
    this.#monotonicNow = options.monotonicNow ?? (() => performance.now());
  }

  /** Values at `at` (now when left out). */
  query(
    promql: string,
    options: { at?: InstantMs; signal?: AbortSignal } = {},
  ): Promise<QueryResult<Sample>> {
    const params = new URLSearchParams({ query: promql });
    if (options.at !== undefined) {
      params.set('time', String(options.at / 1000));
    }
    return this.#ask('/api/v1/query', params, parseVector, options.signal);
  }

  /** Values from `start` to `end`, both included, one every `stepSeconds`. */
  queryRange(
    promql: string,
    options: {
      start: InstantMs;
      end: InstantMs;
      stepSeconds: number;
      signal?: AbortSignal;
    },
  ): Promise<QueryResult<SampleSeries>> {
    const params = new URLSearchParams({
      query: promql,
      start: String(options.start / 1000),
      end: String(options.end / 1000),
      step: String(options.stepSeconds),
    });
    return this.#ask(
      '/api/v1/query_range',
      params,
      parseMatrix,
      options.signal,
    );
  }

  /**
   * The samples of a selector with `start <= t < end` as they are stored, whichever ends of a range the server takes.
   * Some 32 bytes a sample, 7 of them on the wire: ask for an hour of at most some thousand series at a time.
   */
  async querySamples(
    selector: string,
    { start, end }: TimeInterval,
    options: { signal?: AbortSignal } = {},
  ): Promise<QueryResult<SampleSeries>> {
    // What a server that takes both ends adds is left out here.
    const { at, range } = rangeWindow({ start, end }, 'last');
    const result = await this.#ask(
      '/api/v1/query',
      new URLSearchParams({
        query: `${selector}[${range}]`,
        time: String(at / 1000),
      }),
      parseMatrix,
      options.signal,
    );
    return result.status === 'failed'
      ? result
      : {
          ...result,
          series: result.series
            .map(({ labels, points }) => ({
              labels,
              points: points.filter(point => point.at >= start),
            }))
            .filter(({ points }) => points.length > 0),
        };
  }

  /** Version that the server tells of itself; null when it does not. */
  async findVersion(signal?: AbortSignal): Promise<string | null> {
    const result = await this.#ask(
      '/api/v1/status/buildinfo',
      new URLSearchParams(),
      data => [data],
      signal,
    );
    const data = result.status === 'ok' ? result.series[0] : undefined;
    return typeof data === 'object' &&
      data !== null &&
      'version' in data &&
      typeof data.version === 'string' &&
      data.version !== ''
      ? data.version
      : null;
  }

  async #ask<T>(
    path: string,
    params: URLSearchParams,
    parse: (data: unknown) => readonly T[] | undefined,
    signal?: AbortSignal,
  ): Promise<QueryResult<T>> {
    const started = this.#monotonicNow();
    for (let attempt = 1; ; attempt += 1) {
      const result = await this.#attempt(path, params, parse, signal);
      const durationMs = Math.round(this.#monotonicNow() - started);
      const isTransient =
        result.status === 'failed' &&
        (result.code === 'overloaded' || result.code === 'unreachable');
      if (!isTransient || attempt === ATTEMPTS || signal?.aborted) {
        return { ...result, durationMs };
      }
      // Full jitter: replicas and queries that failed together do not come back together.
      const pauseMs = FIRST_PAUSE_MS * 2 ** (attempt - 1) * this.#random();
      await this.#pause(pauseMs, signal).catch(() => undefined);
    }
  }

  async #attempt<T>(
    path: string,
    params: URLSearchParams,
    parse: (data: unknown) => readonly T[] | undefined,
    signal?: AbortSignal,
  ): Promise<QueryResult<T>> {
    const { timeoutMs, name } = this.#source;
    const url = `${this.#source.url}${path}`;
    const key = `inference.prometheus (${name})`;
    const timeout = AbortSignal.timeout(timeoutMs);
    let answer: Answer;
    try {
      answer = await this.#request(
        url,
        params,
        signal ? AbortSignal.any([signal, timeout]) : timeout,
      );
    } catch (error) {
      return {
        status: 'failed',
        durationMs: 0,
        ...describeNetworkError(error, {
          url,
          key,
          timeoutMs,
          timedOut: timeout.aborted,
        }),
      };
    }
    const { body, httpStatus } = answer;
    const series =
      httpStatus === 200 && body?.status === 'success'
        ? parse(body.data)
        : undefined;
    return body && series
      ? { status: 'ok', series, warnings: readWarnings(body), durationMs: 0 }
      : {
          status: 'failed',
          durationMs: 0,
          ...describeErrorResponse({ ...answer, url, key }),
        };
  }

  async #request(
    url: string,
    params: URLSearchParams,
    signal: AbortSignal,
  ): Promise<Answer> {
    const agent = await this.#getAgent();
    const text = params.toString();
    const isLong = text.length > MAX_QUERY_STRING;
    const response: Response = await fetch(
      isLong || text === '' ? url : `${url}?${text}`,
      {
        method: isLong ? 'POST' : 'GET',
        headers: isLong
          ? {
              ...this.#headers,
              'content-type': 'application/x-www-form-urlencoded',
            }
          : this.#headers,
        body: isLong ? text : undefined,
        agent,
        signal,
        size: MAX_BODY_BYTES,
        // A redirect leads to a login page; credentials must not follow it.
        redirect: 'manual',
      },
    );
    return {
      httpStatus: response.status,
      contentType: response.headers.get('content-type'),
      body: parseBody(await response.text()),
    };
  }

  #getAgent(): Promise<HttpsAgent | undefined> {
    if (this.#agent === null) {
      this.#agent = createHttpsAgent(this.#source).catch(error => {
        // The file may appear later; the next query tries again.
        this.#agent = null;
        throw error;
      });
    }
    return this.#agent;
  }
}
