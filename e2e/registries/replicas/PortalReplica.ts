import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JsonObject } from '@backstage/types';
import type {
  ImportRun,
  ImportRunDetail,
  Model,
  Page,
} from '../../../plugins/inference-common/src';

const root = join(__dirname, '../../..');
const READY_WITHIN_MS = 120_000;
const token = 'replica-token';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** An answer of the API. */
export interface Answer<T> {
  readonly status: number;
  readonly body: T;
}

/** The inference plugin in a backend of its own: a process with a database that it shares with other replicas. */
export class PortalReplica {
  readonly #child: ChildProcess;
  readonly #url: string;
  readonly #ended: Promise<unknown>;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.#url = url;
    this.#ended = once(child, 'exit');
  }

  static async start(options: {
    folder: string;
    database: JsonObject;
    registries: JsonObject[];
  }): Promise<PortalReplica> {
    const port = await freePort();
    const baseUrl = `http://127.0.0.1:${port}`;
    const file = join(options.folder, `app-config.${port}.json`);
    writeFileSync(
      file,
      JSON.stringify({
        app: { baseUrl },
        backend: {
          baseUrl,
          listen: { host: '127.0.0.1', port },
          database: options.database,
          auth: {
            externalAccess: [
              { type: 'static', options: { token, subject: 'test' } },
            ],
          },
        },
        permission: { enabled: false },
        inference: { registries: options.registries },
      }),
    );
    const child = fork(
      join(root, 'benchmarks/registry/portalProcess.ts'),
      ['--config', file],
      {
        cwd: root,
        execArgv: [
          '--require',
          join(root, 'scripts/lib/end-with-parent.cjs'),
          '--require',
          require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        ],
        env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'warn' },
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      },
    );
    const replica = new PortalReplica(child, baseUrl);
    const deadline = Date.now() + READY_WITHIN_MS;
    while (!(await replica.#answers())) {
      if (child.exitCode !== null || Date.now() > deadline) {
        await replica.kill();
        throw new Error('the portal did not start, see above');
      }
      await sleep(100);
    }
    return replica;
  }

  /** Asks for an import; answers at once. */
  import(source: string, dryRun = false): Promise<Answer<ImportRun>> {
    return this.call('POST', '/registry-imports', { source, dryRun });
  }

  /** Of the registry under test, newest first. */
  async runs(): Promise<ImportRun[]> {
    const { body } = await this.call<{ items: ImportRun[] }>(
      'GET',
      '/registry-imports?source=training',
    );
    return body.items;
  }

  /** The newest run once it has ended as wanted. */
  async newest(state: ImportRun['state']): Promise<ImportRunDetail> {
    for (;;) {
      const [run] = await this.runs();
      if (run?.state === state) {
        return (
          await this.call<ImportRunDetail>('GET', `/registry-imports/${run.id}`)
        ).body;
      }
      await sleep(100);
    }
  }

  async models(): Promise<Model[]> {
    const { body } = await this.call<Page<Model>>('GET', '/models?limit=1000');
    return body.items;
  }

  async call<T>(
    method: string,
    path: string,
    body?: object,
  ): Promise<Answer<T>> {
    const response = await fetch(`${this.#url}/api/inference${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      body: body && JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as T };
  }

  /** As `kill -9`: nothing is tidied up. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }

  async stop(): Promise<void> {
    this.#child.kill('SIGTERM');
    await this.#ended;
  }

  async #answers(): Promise<boolean> {
    try {
      return (await this.call('GET', '/registry-imports')).status === 200;
    } catch {
      return false;
    }
  }
}
