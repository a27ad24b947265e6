// yarn bench:observe [--nodes 1000] [--servers 10000] [--pods-per-server 5] [--changes 30]
// yarn bench:observe --real [--nodes 300] [--servers 2000] [--changes 30]
// What observing a cluster costs: first sync, memory, time until a change is visible through the HTTP API, latency of lists; beside
// a bare client's list and watch of the same objects. With --real the cluster is a Kubernetes control plane instead of a simulated one.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runMain } from '../e2e/control-plane/lib/interruption.mjs';
import {
  message,
  quantile,
  residentMiB,
  start,
  until,
} from './observe/measure.mjs';
import { startPortal } from './observe/portal.mjs';
import { startRealCluster } from './observe/realCluster.mjs';
import { startSimulatedCluster } from './observe/simulatedCluster.mjs';

const { values } = parseArgs({
  options: {
    real: { type: 'boolean', default: false },
    nodes: { type: 'string' },
    servers: { type: 'string' },
    'pods-per-server': { type: 'string', default: '5' },
    changes: { type: 'string', default: '30' },
  },
});

function size() {
  const [nodes, servers] = values.real ? [300, 2_000] : [1_000, 10_000];
  return {
    nodes: Number(values.nodes ?? nodes),
    servers: Number(values.servers ?? servers),
    podsPerServer: Number(values['pods-per-server']),
  };
}

const accessEnvironment = ({ access }) => ({
  env: { BENCH_ACCESS: JSON.stringify(access) },
});

async function listBarely(cluster) {
  const child = start('./listProcess.ts', [], accessEnvironment(cluster));
  const { objects, seconds } = await message(child, 'listed');
  console.log(`bare client lists ${objects} objects: ${seconds.toFixed(1)} s`);
  return seconds;
}

async function measureSync(portal, cluster, bareList) {
  await until(
    async () => (await portal.get('/summary'))?.servers === cluster.servers,
    50,
  );
  const sync = (Date.now() - portal.firstRequestAt) / 1000;
  const memory = residentMiB(portal.pid);
  console.log(`backend answers after ${portal.secondsToStart.toFixed(1)} s`);
  console.log(
    `first sync: ${sync.toFixed(
      1,
    )} s from its first request on (goal < 60), ratio to the bare list ${(
      sync / bareList
    ).toFixed(2)}`,
  );
  console.log(
    `resident after first sync: ${memory.now.toFixed(
      0,
    )} MiB, highest ${memory.peak.toFixed(0)} MiB (goal < 1536)`,
  );
}

/** Time from sending a change until a bare watch has it, and until the HTTP API shows it. */
async function measureChanges(portal, cluster) {
  const watch = start(
    './watchProcess.ts',
    [cluster.watched],
    accessEnvironment(cluster),
  );
  const seen = new Map();
  watch.on('message', event => {
    if (event.kind === 'seen') seen.set(event.resourceVersion, event.at);
  });
  try {
    await message(watch, 'watching');
    const { items } = await portal.get(
      '/model-servers?limit=1000&cluster=bench',
    );
    const bare = [];
    const ours = [];
    for (let i = 0; i < Number(values.changes); i += 1) {
      const server = items[(i * 37) % items.length];
      const change = await cluster.change(server);
      await until(async () => {
        const detail = await portal.get(`/model-servers/${server.id}`);
        return detail !== undefined && change.isVisible(detail);
      }, 5);
      ours.push(Date.now() - change.at);
      const at = await until(() => seen.get(change.resourceVersion), 5);
      bare.push(at - change.at);
    }
    reportChanges(cluster, { bare, ours });
  } finally {
    watch.kill();
  }
}

function reportChanges({ changeTitle }, { bare, ours }) {
  const text = delays =>
    `median ${quantile(delays, 0.5)} ms, p95 ${quantile(delays, 0.95)} ms`;
  const ratio = quantile(ours, 0.5) / Math.max(1, quantile(bare, 0.5));
  console.log(`${changeTitle} reaches a bare watch after: ${text(bare)}`);
  console.log(
    `${changeTitle} is visible through the HTTP API after: ${text(
      ours,
    )} (goal < 2000), ratio of the medians ${ratio.toFixed(1)}`,
  );
}

async function measureLists(portal) {
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
      await portal.get(query);
      times.push(performance.now() - before);
    }
    console.log(
      `GET ${query}: median ${quantile(times, 0.5).toFixed(
        0,
      )} ms, p95 ${quantile(times, 0.95).toFixed(0)} ms (goal < 100)`,
    );
  }
}

async function main({ signal }) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-observe-'));
  const stops = [() => rmSync(folder, { recursive: true, force: true })];
  try {
    const cluster = await (values.real
      ? startRealCluster
      : startSimulatedCluster)(size(), { signal });
    stops.push(cluster.stop);
    console.log(cluster.title);
    const bareList = await listBarely(cluster);
    const portal = await startPortal(folder, cluster.access);
    stops.push(portal.stop);
    const work = async () => {
      await measureSync(portal, cluster, bareList);
      await measureChanges(portal, cluster);
      await measureLists(portal);
    };
    await Promise.race([work(), interrupted(signal)]);
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

function interrupted(signal) {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), {
      once: true,
    });
  });
}

await runMain(main);
