// yarn bench:observe [--nodes 1000] [--servers 10000] [--pods-per-server 5]
// What observing a large cluster costs: first sync, memory, time until a change is visible through the HTTP API, latency of lists; and the
// ratio to listing the same objects with the bare client.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:net';
import { parseArgs } from 'node:util';
import {
  message,
  quantile,
  residentMiB,
  start,
  until,
} from './observe/measure.mjs';

const { values } = parseArgs({
  options: {
    nodes: { type: 'string', default: '1000' },
    servers: { type: 'string', default: '10000' },
    'pods-per-server': { type: 'string', default: '5' },
    changes: { type: 'string', default: '30' },
  },
});
const size = {
  nodes: Number(values.nodes),
  servers: Number(values.servers),
  podsPerServer: Number(values['pods-per-server']),
};
const token = 'benchmark-token';
const folder = mkdtempSync(join(tmpdir(), 'bench-observe-'));
const children = [];

async function freePort() {
  const server = createServer();
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise(done => server.close(done));
  return port;
}

function configuration(port, url) {
  return {
    app: { baseUrl: `http://127.0.0.1:${port}` },
    backend: {
      baseUrl: `http://127.0.0.1:${port}`,
      listen: { host: '127.0.0.1', port },
      database: { client: 'better-sqlite3', connection: { directory: folder } },
      auth: {
        externalAccess: [
          { type: 'static', options: { token, subject: 'bench' } },
        ],
      },
    },
    permission: { enabled: false },
    inference: {
      clusters: [{ name: 'bench', url, serviceAccountToken: 'none' }],
    },
  };
}

async function main() {
  console.log(
    `simulated cluster: ${size.nodes} nodes, ${size.servers} servers, ${
      size.servers * size.podsPerServer
    } pods`,
  );
  const cluster = start('./clusterProcess.ts', [JSON.stringify(size)]);
  children.push(cluster);
  const { url } = await message(cluster, 'ready');

  const bare = start('./listProcess.ts', [url]);
  const listed = await message(bare, 'listed');
  console.log(
    `bare client lists ${listed.objects} objects: ${listed.seconds.toFixed(
      1,
    )} s`,
  );

  const port = await freePort();
  const config = join(folder, 'app-config.yaml');
  writeFileSync(config, JSON.stringify(configuration(port, url)));
  const startedAt = performance.now();
  const portal = start('./portalProcess.ts', ['--config', config]);
  children.push(portal);
  const base = `http://127.0.0.1:${port}/api/inference`;
  const get = async path => {
    const response = await fetch(`${base}${path}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return response.ok ? response.json() : undefined;
  };
  await until(() => get('/data-sources').catch(() => undefined), 100);
  const up = (performance.now() - startedAt) / 1000;
  await until(
    async () => (await get('/summary'))?.servers === size.servers,
    200,
  );
  const synced = (performance.now() - startedAt) / 1000 - up;
  const memory = residentMiB(portal.pid);
  console.log(`backend starts: ${up.toFixed(1)} s`);
  console.log(
    `first sync: ${synced.toFixed(1)} s (goal < 60), ratio to the bare list ${(
      synced / listed.seconds
    ).toFixed(2)}`,
  );
  console.log(
    `resident after first sync: ${memory.now.toFixed(
      0,
    )} MiB, highest ${memory.peak.toFixed(0)} MiB (goal < 1536)`,
  );

  const first = (await get('/model-servers?limit=1000&cluster=bench')).items;
  const delays = [];
  for (let i = 0; i < Number(values.changes); i += 1) {
    const server = first[(i * 37) % first.length];
    const number = Number(server.name.slice('server-'.length));
    const changed = message(cluster, 'changed');
    cluster.send({ server: number, ready: false });
    const { at } = await changed;
    await until(
      async () =>
        (
          await get(`/model-servers/${server.id}`)
        )?.pods.some(pod => !pod.ready),
      10,
    );
    delays.push(Date.now() - at);
  }
  console.log(
    `a changed pod is visible after: median ${quantile(
      delays,
      0.5,
    )} ms, p95 ${quantile(delays, 0.95)} ms (goal < 2000)`,
  );

  const queries = [
    '/model-servers?limit=100',
    '/model-servers?limit=100&q=server-77',
    '/model-servers?limit=100&owner=group:default/team-7',
    '/model-servers?limit=100&state=degraded',
  ];
  for (const query of queries) {
    const times = [];
    for (let i = 0; i < 100; i += 1) {
      const before = performance.now();
      await get(query);
      times.push(performance.now() - before);
    }
    console.log(
      `GET ${query}: median ${quantile(times, 0.5).toFixed(
        0,
      )} ms, p95 ${quantile(times, 0.95).toFixed(0)} ms (goal < 100)`,
    );
  }
}

try {
  await main();
} finally {
  for (const child of children) {
    child.kill();
  }
  rmSync(folder, { recursive: true, force: true });
}
