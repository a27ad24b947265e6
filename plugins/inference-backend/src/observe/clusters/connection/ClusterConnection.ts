import type { IncomingMessage } from 'node:http';
import { createGunzip } from 'node:zlib';
import type { JsonObject } from '@inference-portal/plugin-inference-node';
import type { InstantMs } from '../../../types';
import type { ClusterAccess } from '../config/ClusterConfig';
import { ClusterRequestError } from './ClusterRequestError';
import { connectionError } from './connectionError';
import { failedResponse, notKubernetes } from './failedResponse';
import { jsonLines, type JsonLine } from './jsonLines';
import { refusedCredentials } from './refusedCredentials';
import { RequestPreparer } from './RequestPreparer';
import {
  sendRequest,
  withinTime,
  type Answer,
  type RequestSettings,
} from './sendRequest';

export type { RequestSettings };

/** A list page of large objects passes, a runaway answer does not fill the memory. */
const MAX_BODY_BYTES = 256 * 1024 * 1024;
const MAX_LINE_BYTES = 32 * 1024 * 1024;
/** An error's words; what follows is not read. */
const MAX_ERROR_BYTES = 64 * 1024;

/** An answer that is followed line by line. */
export interface OpenStream {
  readonly lines: AsyncIterable<JsonLine>;
}

/** Reading access to the API of one cluster. Failures are `ClusterRequestError`s; an abort rejects with the signal's reason. */
export interface ClusterReader {
  /** Resolves with the parsed JSON of a 200. `path` begins with a slash and carries its query. */
  get(path: string, settings: RequestSettings): Promise<unknown>;
  /** Resolves when the answer begins. `silenceMs` bounds the time between two parts of it. */
  stream(
    path: string,
    settings: RequestSettings & { readonly silenceMs: number },
  ): Promise<OpenStream>;
  /** Reads credentials anew before the next request. */
  forgetCredentials(): void;
}

/** Writing access to the API of one cluster, beside reading single objects. Failures are `ClusterRequestError`s. */
export interface ClusterPatcher extends Pick<ClusterReader, 'get'> {
  /** Sends a JSON merge patch and resolves with the parsed JSON of a 200. */
  patch(
    path: string,
    mergePatch: JsonObject,
    settings: RequestSettings,
  ): Promise<unknown>;
}

/** Server-side apply, beside reading. Failures are `ClusterRequestError`s. */
export interface ClusterApplier extends Pick<ClusterReader, 'get'> {
  /** Sends an apply patch and resolves with the parsed JSON of a 200, or of a 201 when the object is new. */
  apply(
    path: string,
    object: JsonObject,
    settings: RequestSettings,
  ): Promise<unknown>;
}

/** What is sent when it is no GET. */
interface Sending {
  readonly method: 'PATCH';
  readonly contentType: string;
  readonly body: string;
}

/** HTTP access to the API of one cluster with the credentials of its configuration. */
export class ClusterConnection
  implements ClusterReader, ClusterPatcher, ClusterApplier
{
  readonly #preparer: RequestPreparer;
  readonly #now: () => InstantMs;
  readonly #limits: { readonly bodyBytes: number; readonly lineBytes: number };
  #skewMs: number | null = null;
  #server: string | null = null;

  constructor(options: {
    access: ClusterAccess;
    now: () => InstantMs;
    /** Default 256 MiB a body, 32 MiB a line. */
    limits?: { readonly bodyBytes: number; readonly lineBytes: number };
  }) {
    this.#preparer = new RequestPreparer(options.access);
    this.#now = options.now;
    this.#limits = options.limits ?? {
      bodyBytes: MAX_BODY_BYTES,
      lineBytes: MAX_LINE_BYTES,
    };
  }

  /** Clock of the cluster minus ours at the last answer, to the second; null before the first. */
  get clockSkewMs(): number | null {
    return this.#skewMs;
  }

  /** Base URL of the API server without credentials; null before the first request. */
  get server(): string | null {
    return this.#server;
  }

  async get(path: string, settings: RequestSettings): Promise<unknown> {
    return this.#readJson(
      await this.#open(path, settings, { gzip: true }),
      settings,
    );
  }

  async patch(
    path: string,
    mergePatch: JsonObject,
    settings: RequestSettings,
  ): Promise<unknown> {
    return this.#send(
      path,
      mergePatch,
      'application/merge-patch+json',
      settings,
    );
  }

  async apply(
    path: string,
    object: JsonObject,
    settings: RequestSettings,
  ): Promise<unknown> {
    // JSON is YAML, and older API servers know the YAML type only.
    return this.#send(path, object, 'application/apply-patch+yaml', settings);
  }

  async stream(
    path: string,
    settings: RequestSettings & { readonly silenceMs: number },
  ): Promise<OpenStream> {
    const answer = await this.#open(path, settings, { gzip: false });
    const late = new ClusterRequestError(
      'silent',
      `${answer.server} kept a watch open for ${Math.round(
        settings.silenceMs / 1000,
      )} s without a sign of life.`,
      {
        fix: 'A firewall or proxy in between may forget idle connections; let them live for 10 minutes.',
      },
    );
    return {
      lines: jsonLines(
        this.#chunks(answer, answer.response, () =>
          answer.expectWithin(settings.silenceMs, late),
        ),
        this.#limits.lineBytes,
      ),
    };
  }

  forgetCredentials(): void {
    this.#preparer.forget();
  }

  /** Closes idle connections. */
  close(): void {
    this.#preparer.close();
  }

  async #send(
    path: string,
    body: JsonObject,
    contentType: string,
    settings: RequestSettings,
  ): Promise<unknown> {
    const sending: Sending = {
      method: 'PATCH',
      contentType,
      body: JSON.stringify(body),
    };
    return this.#readJson(
      await this.#open(path, settings, { gzip: true, sending }),
      settings,
    );
  }

  async *#chunks(
    answer: Answer,
    source: AsyncIterable<Buffer>,
    alive: () => void,
  ): AsyncGenerator<Buffer> {
    try {
      alive();
      for await (const chunk of source) {
        alive();
        yield chunk;
      }
    } catch (error) {
      throw this.#noteHang(
        answer.endedBy() ?? connectionError(error, answer.server, 'answer'),
      );
    } finally {
      answer.close();
    }
  }

  async #readJson(answer: Answer, settings: RequestSettings): Promise<unknown> {
    try {
      const text = await this.#readBody(answer, settings.timeoutMs);
      try {
        return JSON.parse(text);
      } catch {
        throw notKubernetes('answers something that is no JSON');
      }
    } finally {
      answer.close();
    }
  }

  async #readBody(answer: Answer, timeoutMs: number): Promise<string> {
    const { response } = answer;
    const zipped = response.headers['content-encoding'] === 'gzip';
    const source = zipped ? response.pipe(createGunzip()) : response;
    if (zipped) {
      // A pipe does not pass on errors, and a broken answer would never end.
      response.once('error', error => source.destroy(error));
      response.once('aborted', () => source.destroy());
    }
    const late = new ClusterRequestError(
      'timeout',
      `${answer.server} stopped in the middle of an answer.`,
    );
    const parts: Buffer[] = [];
    let bytes = 0;
    const alive = () => answer.expectWithin(timeoutMs, late);
    for await (const chunk of this.#chunks(answer, source, alive)) {
      bytes += chunk.length;
      if (bytes > this.#limits.bodyBytes) {
        throw new ClusterRequestError(
          'too-large',
          `An answer of ${answer.server} exceeds ${
            this.#limits.bodyBytes
          } bytes.`,
        );
      }
      parts.push(chunk);
    }
    return Buffer.concat(parts).toString('utf8');
  }

  /** Sends the request and waits for a 200, or for the 201 of an object that an apply made. */
  async #open(
    path: string,
    { signal, timeoutMs }: RequestSettings,
    { gzip, sending }: { gzip: boolean; sending?: Sending },
  ): Promise<Answer> {
    signal.throwIfAborted();
    const { server, options, presented } = await withinTime(
      this.#preparer.prepare(),
      signal,
      timeoutMs,
    );
    this.#server = withoutCredentials(server);
    const answer = await sendRequest(`${server}${path}`, this.#server, {
      options: {
        ...options,
        ...(sending && { method: sending.method }),
        headers: {
          ...(sending && { 'content-type': sending.contentType }),
          accept: 'application/json',
          ...(gzip && { 'accept-encoding': 'gzip' }),
          'user-agent': 'inference-portal',
          ...options.headers,
        },
      },
      signal,
      timeoutMs,
      ...(sending && { body: sending.body }),
    }).catch(error => {
      throw this.#noteHang(error);
    });
    this.#noteDate(answer.response);
    const { statusCode } = answer.response;
    if (statusCode === 200 || (sending && statusCode === 201)) {
      return answer;
    }
    try {
      const body = await readStart(answer);
      const failure = failedResponse(answer.response, body, this.#now());
      throw failure.kind === 'unauthorized'
        ? refusedCredentials(presented, this.#now()) ?? failure
        : failure;
    } finally {
      answer.close();
    }
  }

  #noteHang(error: unknown): unknown {
    if (
      error instanceof ClusterRequestError &&
      (error.kind === 'timeout' || error.kind === 'silent')
    ) {
      this.#preparer.closeIdle();
    }
    return error;
  }

  #noteDate(response: IncomingMessage): void {
    const date = Date.parse(response.headers.date ?? '');
    if (!Number.isNaN(date)) {
      this.#skewMs = date - this.#now();
    }
  }
}

/** A kubeconfig may carry a user name and password in its server URL. */
function withoutCredentials(server: string): string {
  return server.replace(/^(https?:\/\/)[^/@]*@/, '$1');
}

/** Reads the first part of an error's body; it stops at the limit and at any trouble. */
async function readStart(answer: Answer): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of answer.response as AsyncIterable<Buffer>) {
      parts.push(chunk);
      bytes += chunk.length;
      if (bytes > MAX_ERROR_BYTES) {
        break;
      }
    }
  } catch {
    // The status code is known already.
  }
  return Buffer.concat(parts).toString('utf8');
}
