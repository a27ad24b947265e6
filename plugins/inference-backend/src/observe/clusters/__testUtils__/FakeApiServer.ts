import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { KubernetesObject } from '@kubernetes/client-node';
import {
  sendJson,
  sendStatus,
  type Answer,
  type SeenRequest,
} from './fakeAnswers';

interface Fault {
  readonly matches: (request: SeenRequest) => boolean;
  readonly answer: Answer;
  times: number;
}

interface Stored {
  readonly key: string;
  readonly object: KubernetesObject;
}

interface Change extends Stored {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly version: number;
}

/**
 * The reading half of a Kubernetes API over real HTTP: discovery, paginated lists, watches from a resource version, bookmarks and
 * 410. Faults are put in front of it.
 */
export class FakeApiServer {
  readonly requests: SeenRequest[] = [];
  /** Served resources: list path to plural and kind. */
  readonly #served = new Map<string, { plural: string; kind: string }>();
  readonly #objects = new Map<string, Map<string, Stored>>();
  readonly #changes = new Map<string, Change[]>();
  readonly #watches = new Set<{ path: string; response: ServerResponse }>();
  readonly #sockets = new Set<Socket>();
  readonly #faults: Fault[] = [];
  readonly #server: Server;
  #version = 100;
  #oldest = 0;
  #port = 0;

  private constructor() {
    this.#server = createServer((request, response) => {
      void this.#handle(request, response);
    });
    this.#server.on('connection', socket => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }

  static async start(): Promise<FakeApiServer> {
    const fake = new FakeApiServer();
    await fake.restart();
    return fake;
  }

  /** Listens where it listened before. */
  async restart(): Promise<void> {
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get openWatches(): number {
    return this.#watches.size;
  }

  /** Requests for a list or a watch of a path. */
  of(path: string, kind: 'list' | 'watch'): SeenRequest[] {
    return this.requests.filter(
      request =>
        request.path === path && request.isWatch === (kind === 'watch'),
    );
  }

  /** Serves a resource under its list path, such as `/apis/apps/v1/deployments`. */
  serve(path: string, kind: string): void {
    const plural = path.split('/').at(-1) ?? '';
    this.#served.set(path, { plural, kind });
    this.#objects.set(path, new Map());
    this.#changes.set(path, []);
  }

  unserve(path: string): void {
    this.#served.delete(path);
    this.disconnect(path);
  }

  /** Creates or replaces an object and tells the watches. */
  put(path: string, object: KubernetesObject): void {
    const { namespace = '', name = '' } = object.metadata ?? {};
    const key = `${namespace}/${name}`;
    const known = this.#objects.get(path)?.has(key);
    this.#change(path, key, known ? 'MODIFIED' : 'ADDED', object);
  }

  remove(path: string, namespace: string, name: string): void {
    const key = `${namespace}/${name}`;
    const stored = this.#objects.get(path)?.get(key);
    if (stored) {
      this.#change(path, key, 'DELETED', stored.object);
    }
  }

  bookmark(path: string): void {
    this.#version += 1;
    this.send(path, {
      type: 'BOOKMARK',
      object: { metadata: { resourceVersion: String(this.#version) } },
    });
  }

  /** Writes a line into every open watch of a path. */
  send(path: string, line: unknown): void {
    for (const watch of this.#watches) {
      if (watch.path === path) {
        const text = typeof line === 'string' ? line : JSON.stringify(line);
        watch.response.write(`${text}\n`);
      }
    }
  }

  /** Cuts the connections of the watches of a path. */
  disconnect(path: string): void {
    for (const watch of this.#watches) {
      if (watch.path === path) {
        watch.response.destroy();
      }
    }
  }

  /** Ends the watches of a path in good order, as a server does after timeoutSeconds. */
  finish(path: string): void {
    for (const watch of this.#watches) {
      if (watch.path === path) {
        watch.response.end();
      }
    }
  }

  /** Forgets the history: watches from before now get 410. */
  compact(): void {
    this.#oldest = this.#version;
  }

  /** The next `times` requests that match are answered by `answer`. */
  fault(
    matches: (request: SeenRequest) => boolean,
    answer: Answer,
    times = 1,
  ): void {
    this.#faults.push({ matches, answer, times });
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) {
      socket.destroy();
    }
    if (this.#server.listening) {
      this.#server.close();
      await once(this.#server, 'close');
    }
  }

  #change(
    path: string,
    key: string,
    type: Change['type'],
    object: KubernetesObject,
  ): void {
    this.#version += 1;
    const version = this.#version;
    const stored: KubernetesObject = {
      ...object,
      metadata: { ...object.metadata, resourceVersion: String(version) },
    };
    if (type === 'DELETED') {
      this.#objects.get(path)?.delete(key);
    } else {
      this.#objects.get(path)?.set(key, { key, object: stored });
    }
    this.#changes.get(path)?.push({ key, type, version, object: stored });
    this.send(path, { type, object: this.#typed(path, stored) });
  }

  /** Objects of watches say what they are, entries of lists do not. */
  #typed(path: string, object: KubernetesObject): KubernetesObject {
    const apiVersion = path.split('/').slice(2, -1).join('/');
    return { apiVersion, kind: this.#served.get(path)?.kind, ...object };
  }

  async #handle(
    incoming: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const url = new URL(incoming.url ?? '/', 'http://fake');
    const request: SeenRequest = {
      path: url.pathname,
      query: url.searchParams,
      headers: incoming.headers,
      isWatch: url.searchParams.get('watch') === 'true',
    };
    this.requests.push(request);
    const fault = this.#faults.find(
      one => one.times > 0 && one.matches(request),
    );
    if (fault) {
      fault.times -= 1;
      await fault.answer(request, response);
      return;
    }
    this.#answer(request, response);
  }

  #answer(request: SeenRequest, response: ServerResponse): void {
    const { path } = request;
    if (path === '/version') {
      sendJson(response, { gitVersion: 'v1.36.3' });
    } else if (this.#served.has(path)) {
      (request.isWatch ? this.#watch : this.#list).call(
        this,
        request,
        response,
      );
    } else {
      this.#discover(path, response);
    }
  }

  #discover(path: string, response: ServerResponse): void {
    const below = [...this.#served].filter(([served]) =>
      served.startsWith(`${path}/`),
    );
    if (below.length === 0) {
      sendStatus(
        response,
        404,
        'the server could not find the requested resource',
      );
    } else if (path.split('/').length === 3 && path.startsWith('/apis/')) {
      const versions = below.map(([served]) => served.split('/')[3]);
      sendJson(response, {
        kind: 'APIGroup',
        versions: [...new Set(versions)].map(version => ({ version })),
      });
    } else {
      const resources = below.map(([, { plural, kind }]) => ({
        name: plural,
        kind,
      }));
      sendJson(response, { kind: 'APIResourceList', resources });
    }
  }

  #list({ path, query }: SeenRequest, response: ServerResponse): void {
    const all = [...(this.#objects.get(path)?.values() ?? [])];
    const limit = Number(query.get('limit') ?? all.length);
    const start = Number(query.get('continue') ?? 0);
    const end = start + limit;
    sendJson(response, {
      kind: `${this.#served.get(path)?.kind}List`,
      metadata: {
        resourceVersion: String(this.#version),
        ...(end < all.length && { continue: String(end) }),
      },
      items: all.slice(start, end).map(({ object }) => object),
    });
  }

  #watch({ path, query }: SeenRequest, response: ServerResponse): void {
    const since = Number(query.get('resourceVersion'));
    response.writeHead(200, { 'content-type': 'application/json' });
    response.flushHeaders();
    if (since < this.#oldest) {
      const status = {
        kind: 'Status',
        code: 410,
        message: 'too old resource version',
      };
      response.end(`${JSON.stringify({ type: 'ERROR', object: status })}\n`);
      return;
    }
    const watch = { path, response };
    this.#watches.add(watch);
    response.on('close', () => this.#watches.delete(watch));
    for (const change of this.#changes.get(path) ?? []) {
      if (change.version > since) {
        const object = this.#typed(path, change.object);
        response.write(`${JSON.stringify({ type: change.type, object })}\n`);
      }
    }
  }
}
