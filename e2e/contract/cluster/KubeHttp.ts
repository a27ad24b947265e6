import { KubeConfig } from '@kubernetes/client-node';
import http from 'node:http';
import https from 'node:https';
import { WatchStream } from './WatchStream';

/** Content types of the patches that Kubernetes knows. */
export const patchTypes = {
  json: 'application/json-patch+json',
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json',
  apply: 'application/apply-patch+yaml',
} as const;

/** What an API server answered. */
export interface KubeAnswer<T> {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: T;
}

interface RequestOptions {
  readonly body?: unknown;
  readonly contentType?: string;
  readonly accept?: string;
}

/**
 * Requests as they go over the wire, without a client's conveniences in between.
 * Answers of any status resolve; `ok` turns unexpected ones into errors.
 */
export class KubeHttp {
  private constructor(
    readonly server: string,
    private readonly options: https.RequestOptions,
  ) {}

  /** With the current context of a kubeconfig. */
  static async fromKubeconfig(path: string): Promise<KubeHttp> {
    const config = new KubeConfig();
    config.loadFromFile(path);
    const cluster = config.getCurrentCluster();
    if (!cluster) throw new Error(`${path} has no current cluster`);
    const options: https.RequestOptions = {};
    if (cluster.server.startsWith('https:')) {
      await config.applyToHTTPSOptions(options);
    }
    return new KubeHttp(cluster.server, options);
  }

  /** The same server as somebody else. */
  withToken(token: string): KubeHttp {
    const { ca } = this.options;
    return new KubeHttp(this.server, {
      ca,
      headers: { authorization: `Bearer ${token}` },
    });
  }

  get<T = unknown>(path: string, accept?: string): Promise<KubeAnswer<T>> {
    return this.request<T>('GET', path, accept ? { accept } : {});
  }

  create<T = unknown>(path: string, body: unknown): Promise<KubeAnswer<T>> {
    return this.request<T>('POST', path, { body });
  }

  replace<T = unknown>(path: string, body: unknown): Promise<KubeAnswer<T>> {
    return this.request<T>('PUT', path, { body });
  }

  patch<T = unknown>(
    type: keyof typeof patchTypes,
    path: string,
    body: unknown,
  ): Promise<KubeAnswer<T>> {
    return this.request<T>('PATCH', path, {
      body,
      contentType: patchTypes[type],
    });
  }

  remove<T = unknown>(path: string, body?: unknown): Promise<KubeAnswer<T>> {
    return this.request<T>('DELETE', path, body === undefined ? {} : { body });
  }

  async request<T>(
    method: string,
    path: string,
    { body, contentType = 'application/json', accept }: RequestOptions,
  ): Promise<KubeAnswer<T>> {
    const response = await this.send(method, path, {
      payload: typeof body === 'string' ? body : JSON.stringify(body),
      contentType,
      accept,
    });
    const text = await readText(response);
    return {
      status: response.statusCode ?? 0,
      headers: response.headers,
      body: parse(text) as T,
    };
  }

  /** Opens a watch; `path` carries its query without `watch`. */
  async watch(path: string): Promise<WatchStream> {
    const separator = path.includes('?') ? '&' : '?';
    const response = await this.send(
      'GET',
      `${path}${separator}watch=true`,
      {},
    );
    return new WatchStream(response);
  }

  private send(
    method: string,
    path: string,
    options: { payload?: string; contentType?: string; accept?: string },
  ): Promise<http.IncomingMessage> {
    const { payload, contentType, accept = 'application/json' } = options;
    const { request } = this.server.startsWith('https:') ? https : http;
    return new Promise((onAnswer, onError) => {
      const outgoing = request(
        `${this.server}${path}`,
        {
          ...this.options,
          method,
          headers: {
            ...this.options.headers,
            accept,
            'user-agent': 'contract-suite',
            ...(payload !== undefined && {
              'content-type': contentType,
              'content-length': Buffer.byteLength(payload),
            }),
          },
        },
        onAnswer,
      );
      outgoing.on('error', onError);
      outgoing.end(payload);
    });
  }
}

async function readText(response: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The body of an answer that must be a good one. */
export function ok<T>(answer: KubeAnswer<T>): T {
  if (answer.status >= 300) {
    throw new Error(
      `the API server answered ${answer.status}: ${JSON.stringify(
        answer.body,
      )}`,
    );
  }
  return answer.body;
}
