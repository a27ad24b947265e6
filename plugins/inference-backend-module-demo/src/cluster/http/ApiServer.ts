import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApiError, methodNotAllowed, pathNotFound } from '../ApiError';
import type { Cluster } from '../Cluster';
import { deleteCollection, deleteObject } from './deleteHandlers';
import { Discovery } from './discovery';
import {
  acceptsJson,
  notAcceptable,
  wantsAggregatedDiscovery,
} from './negotiation';
import { asCoreEvents } from './eventsView';
import { OpenApi } from './openApi';
import { readObjectBody } from './readBody';
import { getObject, listObjects, viewOf, type Answer } from './readHandlers';
import { review } from './reviews';
import { routeOf, type ResourceRoute } from './routes';
import { versionInfo } from './versionInfo';
import { WatchHub } from './WatchHub';
import {
  createObject,
  patchObject,
  updateObject,
  type WriteRequest,
} from './writeHandlers';

/** The Kubernetes REST protocol over plain HTTP on the loopback interface. */
export class ApiServer {
  private readonly discovery: Discovery;
  private readonly openApi: OpenApi;
  private readonly tokens: ReadonlySet<string>;
  private server: Server | undefined;
  private watches: WatchHub | undefined;

  constructor(
    private readonly cluster: Cluster,
    private readonly options: {
      readonly tokens: readonly string[];
      /** Whether requests without a token are let in. */
      readonly anonymous: boolean;
      readonly bookmarkIntervalMs: number;
    },
  ) {
    this.discovery = new Discovery(cluster.registry);
    this.openApi = new OpenApi(this.discovery, cluster.version);
    this.tokens = new Set(options.tokens);
  }

  async listen(host: string, port: number): Promise<string> {
    const server = createServer((request, response) => {
      this.handle(request, response).catch(error => sendError(response, error));
    });
    this.watches = new WatchHub(this.cluster, this.options.bookmarkIntervalMs);
    this.server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, () => resolve());
    });
    // A listening TCP server has an address of this form.
    const { port: chosen } = server.address() as AddressInfo;
    return `http://${host}:${chosen}`;
  }

  async close(): Promise<void> {
    const { server } = this;
    this.watches?.stop();
    this.server = undefined;
    if (!server) return;
    await new Promise<void>(resolve => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  }

  /** Breaks all watches off without a word. */
  disconnectWatches(): void {
    this.watches?.disconnect();
  }

  get openWatches(): number {
    return this.watches?.size ?? 0;
  }

  private async handle(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://cluster');
    const method = request.method ?? 'GET';
    const route = parseRoute(url.pathname, this.cluster);
    if (route.kind !== 'health') this.authenticate(request);
    if (route.kind === 'resource') {
      await this.serveResource(route, url.searchParams, request, response);
      return;
    }
    if (route.kind === 'review') {
      send(
        response,
        review(method, route.plural, await readObjectBody(request)),
      );
      return;
    }
    if (method !== 'GET' && method !== 'HEAD') throw methodNotAllowed();
    send(response, this.document(route, request));
  }

  private document(
    route: Exclude<ReturnType<typeof routeOf>, ResourceRoute>,
    request: IncomingMessage,
  ): Answer {
    switch (route.kind) {
      case 'health':
        return {
          code: 200,
          body: 'ok',
          contentType: 'text/plain; charset=utf-8',
        };
      case 'version':
        return { code: 200, body: versionInfo(this.cluster.version) };
      case 'root':
        return {
          code: 200,
          body: {
            paths: [
              '/api',
              '/apis',
              '/healthz',
              '/livez',
              '/openapi/v2',
              '/openapi/v3',
              '/readyz',
              '/version',
            ],
          },
        };
      case 'api':
      case 'apis': {
        const version = wantsAggregatedDiscovery(request);
        if (version !== null) {
          return {
            code: 200,
            body: this.discovery.aggregated(route.kind === 'api', version),
            contentType: `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`,
          };
        }
        return {
          code: 200,
          body:
            route.kind === 'api'
              ? this.discovery.coreVersions()
              : this.discovery.groups(),
        };
      }
      case 'group':
        return found(this.discovery.findGroup(route.group));
      case 'group-version':
        return found(this.discovery.findResources(route.group, route.version));
      case 'openapi-v2':
        // kubectl asks for protobuf only and falls back to its own types without it.
        if (!acceptsJson(request)) throw notAcceptable();
        return { code: 200, body: this.openApi.documentV2() };
      case 'openapi-v3':
        return { code: 200, body: this.openApi.index() };
      case 'openapi-v3-group':
        return found(this.openApi.findDocument(route.path));
      default:
        throw pathNotFound();
    }
  }

  private async serveResource(
    asked: ResourceRoute,
    query: URLSearchParams,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { cluster } = this;
    const { route, view } = asCoreEvents(
      asked,
      viewOf(request, query, asked, cluster),
      request.method ?? 'GET',
      cluster.registry,
    );
    const write: WriteRequest = { cluster, route, query, request, view };
    switch (request.method) {
      case 'GET':
        if (
          ['true', '1'].includes(query.get('watch') ?? '') &&
          !route.subresource
        ) {
          this.watches?.serve(route, query, view, response);
        } else if (route.name === undefined) {
          send(response, listObjects(cluster, route, query, view));
        } else {
          send(response, getObject(cluster, route, view));
        }
        return;
      case 'POST':
        send(response, await createObject(write));
        return;
      case 'PUT':
        send(response, await updateObject(write));
        return;
      case 'PATCH':
        send(response, await patchObject(write));
        return;
      case 'DELETE':
        send(
          response,
          await (route.name === undefined
            ? deleteCollection(write)
            : deleteObject(write)),
        );
        return;
      default:
        throw methodNotAllowed();
    }
  }

  private authenticate(request: IncomingMessage): void {
    const { authorization } = request.headers;
    if (authorization === undefined && this.options.anonymous) return;
    const token = /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1];
    const known =
      token !== undefined && (this.tokens.size === 0 || this.tokens.has(token));
    if (!known) {
      throw new ApiError(401, 'Unauthorized', 'Unauthorized');
    }
  }
}

function parseRoute(
  path: string,
  cluster: Cluster,
): ReturnType<typeof routeOf> {
  try {
    return routeOf(path, cluster.registry);
  } catch (error) {
    // A path with a broken percent escape.
    if (error instanceof URIError) return { kind: 'not-found' };
    throw error;
  }
}

/** A path outside of what is served at all, answered by the server's mux and not by the API. */
class PathUnknown extends Error {}

function found(body: object | undefined): Answer {
  if (!body) throw new PathUnknown();
  return { code: 200, body };
}

function send(
  response: ServerResponse,
  { code, body, contentType = 'application/json' }: Answer,
): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(code, {
    'Content-Type': contentType,
    'Content-Length': Buffer.byteLength(text),
    'Cache-Control': 'no-cache, private',
  });
  response.end(text);
}

function sendError(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const known =
    error instanceof ApiError
      ? error
      : new ApiError(
          500,
          'InternalError',
          `Internal error occurred: ${
            error instanceof Error ? error.message : error
          }`,
        );
  if (error instanceof PathUnknown) {
    send(response, {
      code: 404,
      body: '404 page not found\n',
      contentType: 'text/plain; charset=utf-8',
    });
    return;
  }
  send(response, { code: known.code, body: known.toStatus() });
}
