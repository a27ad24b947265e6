import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { message, start, until } from './measure.mjs';

const token = 'benchmark-token';
const clusterName = 'bench';

/**
 * Starts the inference plugin alone in a backend with that cluster; resolves
 * once it answers. `firstRequestAt` is when it first asked the cluster, UTC ms.
 */
export async function startPortal(folder, access) {
  const port = await freePort();
  const file = join(folder, 'app-config.json');
  writeFileSync(file, JSON.stringify(configuration(port, folder, access)));
  const startedAt = Date.now();
  const child = start('./portalProcess.ts', ['--config', file], {
    // Not in the file: it is a key to a cluster.
    env: {
      BENCH_CLUSTER_URL: access.url,
      BENCH_CLUSTER_TOKEN: access.token,
    },
  });
  const firstRequest = message(child, 'first-request');
  // Whoever waits for it hears of it; nobody does before the portal answers.
  firstRequest.catch(() => {});
  const ended = new Promise(done => child.once('exit', done));
  let hasEnded = false;
  ended.then(() => {
    hasEnded = true;
  });
  const ask = (path, { headers, ...init } = {}) => {
    if (hasEnded) throw new Error('the portal has ended, see above');
    return fetch(`http://127.0.0.1:${port}/api/inference${path}`, {
      ...init,
      headers: { authorization: `Bearer ${token}`, ...headers },
    });
  };
  const get = async path => {
    const response = await ask(path).catch(() => undefined);
    return response?.ok ? response.json() : undefined;
  };
  const post = async (path, body) => {
    const response = await ask(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: {
        'content-type': 'application/json',
        'Idempotency-Key': randomUUID(),
      },
    });
    if (response.ok) return response.json();
    throw new Error(
      `POST ${path} answered ${response.status}: ${await response.text()}`,
    );
  };
  const stop = () => {
    child.kill();
    return ended;
  };
  try {
    await until(() => get('/data-sources'), 20);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    pid: child.pid,
    get,
    post,
    stop,
    secondsToStart: (Date.now() - startedAt) / 1000,
    firstRequestAt: (await firstRequest).at,
  };
}

function configuration(port, folder, access) {
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
          { type: 'static', options: { token, subject: 'bench' } },
        ],
      },
    },
    permission: { enabled: false },
    inference: { clusters: [clusterOf(access)] },
  };
}

function clusterOf({ url, caData }) {
  return {
    name: clusterName,
    url,
    serviceAccountToken: '${BENCH_CLUSTER_TOKEN}',
    ...(caData && { caData }),
  };
}

async function freePort() {
  const server = createServer();
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise(done => server.close(done));
  return port;
}
