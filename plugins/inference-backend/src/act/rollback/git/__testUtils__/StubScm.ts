import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What was asked of a stub. */
export interface StubRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly json: Record<string, unknown>;
}

/** An answer of a stub. */
export interface StubAnswer {
  readonly status: number;
  readonly json?: unknown;
}

/** A host of Git over real HTTP, as far as a test tells it to answer. */
export class StubScm {
  readonly requests: StubRequest[] = [];
  /** Answered in place of what `answer` says, once each: the request is done, and its answer lost. */
  readonly interruptions: ((request: StubRequest) => StubAnswer | null)[] = [];
  readonly #server: Server;

  constructor(answer: (request: StubRequest) => StubAnswer) {
    this.#server = createServer(async (incoming, outgoing) => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) {
        chunks.push(chunk);
      }
      const url = new URL(incoming.url ?? '/', 'http://stub');
      const text = Buffer.concat(chunks).toString();
      const request: StubRequest = {
        method: incoming.method ?? '',
        path: url.pathname,
        query: url.searchParams,
        headers: incoming.headers,
        json: text === '' ? {} : JSON.parse(text),
      };
      this.requests.push(request);
      const done = answer(request);
      const index = this.interruptions.findIndex(one => one(request) !== null);
      const [interruption] =
        index < 0 ? [] : this.interruptions.splice(index, 1);
      const { json, status } = interruption?.(request) ?? done;
      outgoing.writeHead(status, { 'content-type': 'application/json' });
      outgoing.end(json === undefined ? '' : JSON.stringify(json));
    });
  }

  /** Begins to listen; answers the base address. */
  async start(): Promise<string> {
    await new Promise<void>(resolve => {
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => {
      this.#server.close(resolve);
    });
  }
}
