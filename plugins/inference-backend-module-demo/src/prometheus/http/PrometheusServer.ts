import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { PromqlError } from '../promql/PromqlError';
import type { SeriesDatabase } from '../promql/values';
import type { ExporterList } from '../scrape/ExporterList';
import { answers } from './answers';
import { answerScrape } from './scrapeAnswers';

/** Bodies of POST requests are not read further than this. */
const MAX_BODY_BYTES = 1_000_000;

/** Serves series through the HTTP API of Prometheus on 127.0.0.1. */
export class PrometheusServer {
  private server: Server | undefined;

  constructor(
    private readonly options: {
      readonly database: SeriesDatabase;
      readonly clock: () => number;
      /** Metrics pages to serve below `/scrape/`. Default none. */
      readonly exporters?: ExporterList;
    },
  ) {}

  /** Port 0 picks a free one. Rejects with code EADDRINUSE when the port is taken. */
  async start(options: { readonly port: number }): Promise<{ url: string }> {
    const server = createServer((request, response) => {
      this.handle(request, response).catch(error => {
        sendError(response, 500, 'internal', String(error));
      });
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(options.port, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
    this.server = server;
    const address = server.address();
    const port =
      typeof address === 'object' && address ? address.port : options.port;
    return { url: `http://127.0.0.1:${port}` };
  }

  async stop(): Promise<void> {
    const server = this.server;
    this.server = undefined;
    if (!server) return;
    await new Promise<void>(resolve => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  }

  private async handle(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (url.pathname === '/-/ready' || url.pathname === '/-/healthy') {
      const word = url.pathname === '/-/ready' ? 'Ready' : 'Healthy';
      sendText(response, 200, `Prometheus Server is ${word}.\n`);
      return;
    }
    const { exporters, clock } = this.options;
    const scrape =
      exporters &&
      answerScrape(url, {
        exporters,
        clock,
        host: request.headers.host ?? '127.0.0.1',
      });
    if (scrape) {
      send(response, scrape.status, scrape.contentType, scrape.body);
      return;
    }
    const route = answers.find(({ path }) => path.test(url.pathname));
    if (!route) {
      sendText(response, 404, '404 page not found\n');
      return;
    }
    if (!route.methods.includes(request.method ?? '')) {
      sendText(response, 405, 'Method Not Allowed\n');
      return;
    }
    try {
      const params = await readParameters(request, url);
      const data = await route.answer(
        { ...this.options, params },
        route.path.exec(url.pathname)?.[1] ?? '',
      );
      sendJson(response, 200, { status: 'success', data });
    } catch (error) {
      if (!(error instanceof PromqlError)) throw error;
      const status = error.type === 'bad_data' ? 400 : 422;
      sendError(response, status, error.type, error.message);
    }
  }
}

async function readParameters(
  request: IncomingMessage,
  url: URL,
): Promise<URLSearchParams> {
  const params = new URLSearchParams(url.search);
  if (request.method !== 'POST') return params;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > MAX_BODY_BYTES) {
      throw new PromqlError('bad_data', 'http: request body too large');
    }
    chunks.push(chunk);
  }
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('application/x-www-form-urlencoded')) {
    const body = new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
    body.forEach((value, name) => params.append(name, value));
  }
  return params;
}

function send(
  response: ServerResponse,
  status: number,
  contentType: string,
  body: string,
) {
  response.writeHead(status, { 'content-type': contentType });
  response.end(body);
}

function sendText(response: ServerResponse, status: number, text: string) {
  send(response, status, 'text/plain; charset=utf-8', text);
}

function sendJson(response: ServerResponse, status: number, body: unknown) {
  send(response, status, 'application/json', JSON.stringify(body));
}

function sendError(
  response: ServerResponse,
  status: number,
  errorType: string,
  error: string,
) {
  sendJson(response, status, { status: 'error', errorType, error });
}
