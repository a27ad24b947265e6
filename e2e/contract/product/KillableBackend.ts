import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { ClusterAccess } from '../../../plugins/inference-backend/src/observe/clusters/config/ClusterConfig';
import { root } from '../cluster/environment';
import { until } from '../cluster/until';

/** Two processes start slowly where others work, too. */
const START_PATIENCE_MS = 120_000;
const TOKEN = 'token-of-the-contract-suite';

/** What an endpoint answered. */
export interface Answer<T> {
  readonly status: number;
  readonly body: T;
}

/** The product as one backend process of its own, with its database in a folder. */
export class KillableBackend {
  private constructor(
    private readonly child: ChildProcess,
    private readonly ended: Promise<NodeJS.Signals | null>,
    private readonly baseUrl: string,
  ) {}

  /** Starts it on the database of `folder`, which the one before may have left behind; resolves when it answers. `settings` stand under `inference`. */
  static async start(
    folder: string,
    access: ClusterAccess,
    settings: object = {},
  ): Promise<KillableBackend> {
    if (access.kind !== 'url' || access.credential.kind !== 'token') {
      throw new Error('a backend process needs a URL and a token');
    }
    const port = await freePort();
    const file = join(folder, 'app-config.json');
    writeFileSync(
      file,
      JSON.stringify({
        ...configuration(port, folder),
        inference: { ...settings, clusters: [clusterOf(access)] },
      }),
    );
    const child = fork(join(__dirname, 'backendMain.ts'), ['--config', file], {
      cwd: root,
      execArgv: [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      ],
      env: {
        ...process.env,
        NODE_ENV: 'development',
        LOG_LEVEL: 'warn',
        CONTRACT_TOKEN: access.credential.token,
      },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const ended = new Promise<NodeJS.Signals | null>(done =>
      child.once('exit', (_, signal) => done(signal)),
    );
    const backend = new KillableBackend(
      child,
      ended,
      `http://127.0.0.1:${port}/api/inference`,
    );
    try {
      await until(
        'the backend to answer',
        async () =>
          backend.get('/data-sources').then(
            ({ status }) => status === 200,
            () => false,
          ),
        START_PATIENCE_MS,
      );
    } catch (error) {
      await backend.kill();
      throw error;
    }
    return backend;
  }

  get<T>(path: string): Promise<Answer<T>> {
    return this.ask<T>(path, {});
  }

  post<T>(
    path: string,
    body: object,
    key: string = randomUUID(),
  ): Promise<Answer<T>> {
    return this.send<T>('POST', path, body, { 'Idempotency-Key': key });
  }

  put<T>(path: string, body: object): Promise<Answer<T>> {
    return this.send<T>('PUT', path, body, {});
  }

  /** Ends it without notice; resolves with the signal that it ended by. */
  async kill(): Promise<NodeJS.Signals | null> {
    this.child.kill('SIGKILL');
    return this.ended;
  }

  private send<T>(
    method: string,
    path: string,
    body: object,
    headers: { readonly [name: string]: string },
  ): Promise<Answer<T>> {
    return this.ask<T>(path, {
      method,
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    });
  }

  private async ask<T>(path: string, init: RequestInit): Promise<Answer<T>> {
    const response = await fetch(`${this.baseUrl}${path}`, {
      ...init,
      headers: { ...init.headers, authorization: `Bearer ${TOKEN}` },
    });
    return {
      status: response.status,
      body: (await response.json()) as T,
    };
  }
}

function clusterOf(access: Extract<ClusterAccess, { kind: 'url' }>) {
  return {
    name: 'contract',
    url: access.url,
    // Not in the file: it is a key to a cluster.
    serviceAccountToken: '${CONTRACT_TOKEN}',
    ...(access.caData !== null && { caData: access.caData }),
  };
}

function configuration(port: number, folder: string) {
  const baseUrl = `http://127.0.0.1:${port}`;
  return {
    app: { baseUrl },
    backend: {
      baseUrl,
      listen: { host: '127.0.0.1', port },
      database: {
        client: 'better-sqlite3',
        connection: { directory: folder },
      },
      auth: {
        externalAccess: [
          { type: 'static', options: { token: TOKEN, subject: 'contract' } },
        ],
      },
    },
    permission: { enabled: false },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise(done => server.close(done));
  return port;
}
