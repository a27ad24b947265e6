import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import type { ClusterAccess } from '../../../plugins/inference-backend/src/observe/clusters/config/ClusterConfig';

/** One request that went through. */
export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** Status code of the answer. */
  readonly status: number;
  /** When it was answered, in ms; only differences mean something. */
  readonly at: number;
}

/** Where a request is stopped for good: before the cluster gets it, or after it was done, so that only its answer is lost. */
export type Hold = 'before' | 'after';

type UrlAccess = Extract<ClusterAccess, { kind: 'url' }>;

/** Stands between the product and a cluster, and writes down what the product asks for. Knows no credentials. */
export class RecordingProxy {
  readonly requests: RecordedRequest[] = [];
  /** Paths of the requests that were held. */
  readonly held: string[] = [];
  /** Says which requests are held; none unless it is set. */
  holds: (method: string, target: URL) => Hold | undefined = () => undefined;
  private readonly server: http.Server;
  private readonly target: UrlAccess;

  private constructor(access: ClusterAccess) {
    if (access.kind !== 'url') {
      throw new Error('a proxy needs a cluster that is reached by its URL');
    }
    this.target = access;
    this.server = http.createServer((request, response) =>
      this.forward(request, response),
    );
  }

  static async start(access: ClusterAccess): Promise<RecordingProxy> {
    const proxy = new RecordingProxy(access);
    await new Promise<void>(done =>
      proxy.server.listen(0, '127.0.0.1', () => done()),
    );
    return proxy;
  }

  /** The cluster's access with the proxy in between. */
  get access(): ClusterAccess {
    const { port } = this.server.address() as AddressInfo;
    return {
      ...this.target,
      url: `http://127.0.0.1:${port}`,
      caData: null,
    };
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(done => this.server.close(done));
  }

  private forward(
    request: http.IncomingMessage,
    response: http.ServerResponse,
  ): void {
    const { url, caData } = this.target;
    const target = new URL(request.url ?? '/', url);
    const hold = this.holds(request.method ?? '', target);
    if (hold === 'before') {
      this.held.push(target.pathname);
      return;
    }
    const { request: open } = target.protocol === 'https:' ? https : http;
    const outgoing = open(
      target,
      {
        method: request.method,
        headers: { ...request.headers, host: target.host },
        ...(caData !== null && { ca: Buffer.from(caData, 'base64') }),
      },
      answer => {
        this.requests.push({
          method: request.method ?? '',
          path: target.pathname,
          query: target.searchParams,
          status: answer.statusCode ?? 0,
          at: performance.now(),
        });
        // What was refused, as by a writer who was faster, was not done: it is tried again, and held then.
        if (hold === 'after' && (answer.statusCode ?? 500) < 300) {
          answer.resume();
          this.held.push(target.pathname);
          return;
        }
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        response.flushHeaders();
        answer.pipe(response);
        answer.on('error', () => response.destroy());
      },
    );
    // A cluster that is gone looks gone through the proxy, too.
    outgoing.on('error', () => response.destroy());
    response.on('close', () => outgoing.destroy());
    request.pipe(outgoing);
  }
}
