import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as the stub saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly params: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
}

/** What the stub answers. `hang` leaves the connection open. */
export type StubAnswer =
  | 'hang'
  | {
      readonly status?: number;
      readonly type?: string;
      readonly location?: string;
      readonly body: unknown;
    };

/** Answer of an instant query in the format of the Prometheus HTTP API. */
export function vector(
  ...samples: readonly {
    labels?: Record<string, string>;
    at?: number;
    value: string;
  }[]
): StubAnswer {
  return {
    body: {
      status: 'success',
      data: {
        resultType: 'vector',
        result: samples.map(({ labels = {}, at = 1_762_070_400, value }) => ({
          metric: labels,
          value: [at, value],
        })),
      },
    },
  };
}

/** Refusal in the format of the Prometheus HTTP API. */
export function refusal(
  status: number,
  errorType: string,
  error: string,
): StubAnswer {
  return { status, body: { status: 'error', errorType, error } };
}

/** An HTTP server that answers as the test says. */
export class PrometheusStub {
  readonly requests: SeenRequest[] = [];
  readonly #server: Server;
  #answer: (request: SeenRequest) => StubAnswer = () => vector();

  private constructor() {
    this.#server = createServer(async (incoming, outgoing) => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) {
        chunks.push(chunk);
      }
      const url = new URL(incoming.url ?? '/', 'http://stub');
      const request: SeenRequest = {
        method: incoming.method ?? '',
        path: url.pathname,
        params:
          incoming.method === 'POST'
            ? new URLSearchParams(Buffer.concat(chunks).toString())
            : url.searchParams,
        headers: incoming.headers,
      };
      this.requests.push(request);
      const answer = this.#answer(request);
      if (answer === 'hang') {
        return;
      }
      outgoing.statusCode = answer.status ?? 200;
      outgoing.setHeader('content-type', answer.type ?? 'application/json');
      if (answer.location) {
        outgoing.setHeader('location', answer.location);
      }
      outgoing.end(
        typeof answer.body === 'string'
          ? answer.body
          : JSON.stringify(answer.body),
      );
    });
  }

  static async start(): Promise<PrometheusStub> {
    const stub = new PrometheusStub();
    await new Promise<void>(resolve => {
      stub.#server.listen(0, '127.0.0.1', resolve);
    });
    return stub;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  answer(answer: StubAnswer | ((request: SeenRequest) => StubAnswer)): void {
    this.#answer = typeof answer === 'function' ? answer : () => answer;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => {
      this.#server.close(resolve);
    });
  }
}
