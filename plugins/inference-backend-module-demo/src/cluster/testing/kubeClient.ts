import { SimulatedCluster } from '../SimulatedCluster';
import type { SimulatedClusterOptions } from '../SimulatedClusterOptions';
import { behaviourByImage } from './clusterInTime';

const PATCH_TYPES = {
  json: 'application/json-patch+json',
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json',
  apply: 'application/apply-patch+yaml',
} as const;

type PatchType = keyof typeof PATCH_TYPES;

/** What a request was answered with. */
export interface KubeAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // Tests read answers of every shape.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}

/** One line of a watch. */
export interface WatchLine {
  readonly type: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly object: any;
}

/** A listening cluster without controllers, and a client that speaks HTTP with it. */
export async function listeningCluster(
  options: Partial<SimulatedClusterOptions> = {},
) {
  const cluster = new SimulatedCluster({
    name: 'wire',
    seed: 3,
    clock: Date.now,
    controllers: false,
    podBehaviour: behaviourByImage,
    ...options,
  });
  const { url } = await cluster.start({ port: 0 });

  async function request(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<KubeAnswer> {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(url + path, {
      method,
      ...(body === undefined ? {} : { body: text }),
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        'user-agent': 'portal-test/1.0',
        ...headers,
      },
    });
    const answer = await response.text();
    const json = response.headers.get('content-type')?.includes('json');
    return {
      status: response.status,
      headers: response.headers,
      text: answer,
      body: json ? JSON.parse(answer) : answer,
    };
  }

  return {
    cluster,
    url,
    request,
    get: (path: string, headers?: Record<string, string>) =>
      request('GET', path, undefined, headers),
    post: (path: string, body: unknown) => request('POST', path, body),
    put: (path: string, body: unknown) => request('PUT', path, body),
    delete: (path: string, body?: unknown) => request('DELETE', path, body),
    patch: (path: string, type: PatchType, body: unknown) =>
      request('PATCH', path, body, { 'content-type': PATCH_TYPES[type] }),
    watch: (path: string, headers?: Record<string, string>) =>
      openWatch(url + path, headers),
  };
}

async function openWatch(url: string, headers: Record<string, string> = {}) {
  const abort = new AbortController();
  const response = await fetch(url, { signal: abort.signal, headers });
  const reader = response.body
    ?.pipeThrough(new TextDecoderStream())
    .getReader();
  let buffer = '';
  return {
    status: response.status,
    /** The next event; undefined when the server has ended the watch. */
    async next(): Promise<WatchLine | undefined> {
      while (!buffer.includes('\n')) {
        const chunk = await reader?.read();
        if (!chunk || chunk.done) return undefined;
        buffer += chunk.value;
      }
      const end = buffer.indexOf('\n');
      const line = buffer.slice(0, end);
      buffer = buffer.slice(end + 1);
      return JSON.parse(line);
    },
    async take(count: number): Promise<string[]> {
      const lines: string[] = [];
      for (let i = 0; i < count; i++) {
        const line = await this.next();
        lines.push(
          line
            ? `${line.type} ${line.object.metadata?.name ?? line.object.code}`
            : 'END',
        );
      }
      return lines;
    },
    close: () => abort.abort(),
  };
}
