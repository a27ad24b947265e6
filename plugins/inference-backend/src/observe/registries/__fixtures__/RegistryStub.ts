import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as the stub saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly params: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  /** Of a POST, else empty. */
  readonly body: string;
}

/** What the stub answers; a body that is no text or buffer is sent as JSON. `hang` leaves the connection open. */
export type StubAnswer =
  | 'hang'
  | {
      readonly status?: number;
      readonly headers?: { readonly [name: string]: string };
      readonly body?: unknown;
    };

/** An HTTP server that answers as the test says; 404 where it says nothing. */
export class RegistryStub {
  readonly requests: SeenRequest[] = [];
  readonly #server: Server;
  answer: (request: SeenRequest) => StubAnswer | undefined = () => undefined;

  private constructor() {
    this.#server = createServer(async (incoming, outgoing) => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) {
        chunks.push(chunk);
      }
      const url = new URL(incoming.url ?? '/', 'http://stub');
      const request: SeenRequest = {
        method: incoming.method ?? '',
        path: decodeURIComponent(url.pathname),
        params: url.searchParams,
        headers: incoming.headers,
        body: Buffer.concat(chunks).toString(),
      };
      this.requests.push(request);
      const answer = this.answer(request) ?? {
        status: 404,
        body: { message: 'no such thing' },
      };
      if (answer === 'hang') {
        return;
      }
      const { status = 200, headers = {}, body } = answer;
      outgoing.writeHead(status, {
        'content-type': 'application/json',
        ...headers,
      });
      outgoing.end(
        typeof body === 'string' || Buffer.isBuffer(body)
          ? body
          : JSON.stringify(body ?? {}),
      );
    });
  }

  static async start(): Promise<RegistryStub> {
    const stub = new RegistryStub();
    await new Promise<void>(resolve => {
      stub.#server.listen(0, '127.0.0.1', resolve);
    });
    return stub;
  }

  get url(): string {
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
