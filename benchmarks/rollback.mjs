// yarn bench:rollback [--runs 100] [--revisions 100]
// From the click to the patched object: plan, dry run and execution through the portal's HTTP API, beside `kubectl rollout undo` on the same
// control plane; and how long a plan takes for a server with many revisions.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { runMain } from '../e2e/control-plane/lib/interruption.mjs';
import { createKubeClient } from '../e2e/control-plane/lib/kube-client.mjs';
import { readConnection } from '../e2e/control-plane/lib/kubeconfig.mjs';
import { quantile, until } from './observe/measure.mjs';
import { startPortal } from './observe/portal.mjs';
import { startRealCluster } from './observe/realCluster.mjs';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '100' },
    revisions: { type: 'string', default: '100' },
  },
});
const RUNS = Number(values.runs);
const REVISIONS = Number(values.revisions);
const PLANS = 20;
const LOOK_MS = 2;
const WRITE_ROLE = join(
  import.meta.dirname,
  '../deploy/cluster-role-write.yaml',
);

const isRecorded = async (portal, server, revisions) =>
  (await portal.get(`/model-servers/${server.id}`))?.currentRevision ===
  revisions;

/** Milliseconds from the click until the cluster shows a newer specification. */
async function untilPatched(client, { namespace, name }, click) {
  const path = `/apis/apps/v1/namespaces/${namespace}/deployments/${name}`;
  const { metadata } = await client.get(path);
  const began = performance.now();
  const clicked = click();
  const patched = until(
    async () =>
      (await client.get(path)).metadata.generation > metadata.generation,
    LOOK_MS,
  ).then(() => performance.now() - began);
  // What the click was refused for is the reason why nothing is patched.
  await clicked;
  return patched;
}

async function clickInPortal(portal, server) {
  const plan = await portal.post(
    `/model-servers/${server.id}/rollback-plans`,
    {},
  );
  await portal.post('/rollbacks', {
    planId: plan.id,
    planHash: plan.hash,
    reason: 'bench',
  });
}

/** Both roll the same kind of server back, in turn; each server once. */
async function measureClicks(portal, cluster, client, servers, kubectl) {
  const ours = [];
  const theirs = [];
  for (let run = 0; run < RUNS; run += 1) {
    const [one, other] = [servers[2 * run], servers[2 * run + 1]];
    await cluster.change(one);
    await cluster.change(other);
    await until(
      async () =>
        (await isRecorded(portal, one, 2)) &&
        (await isRecorded(portal, other, 2)),
      20,
    );
    ours.push(
      await untilPatched(client, one, () => clickInPortal(portal, one)),
    );
    theirs.push(
      await untilPatched(client, other, () =>
        kubectl(
          'rollout',
          'undo',
          `deployment/${other.name}`,
          `--namespace=${other.namespace}`,
        ),
      ),
    );
  }
  return { ours, theirs };
}

async function measurePlans(portal, cluster, server) {
  for (let number = 2; number <= REVISIONS; number += 1) {
    await cluster.change(server);
    await until(() => isRecorded(portal, server, number), 20);
  }
  const times = [];
  for (let i = 0; i < PLANS; i += 1) {
    const before = performance.now();
    await portal.post(`/model-servers/${server.id}/rollback-plans`, {});
    times.push(performance.now() - before);
  }
  return times;
}

const figures = times =>
  `p50 ${quantile(times, 0.5).toFixed(0)} ms, p95 ${quantile(
    times,
    0.95,
  ).toFixed(0)} ms`;

async function work(portal, cluster, client, kubectl) {
  await until(
    async () => (await portal.get('/summary'))?.servers === cluster.servers,
    50,
  );
  const { items: servers } = await portal.get(
    '/model-servers?limit=1000&cluster=bench',
  );
  const { ours, theirs } = await measureClicks(
    portal,
    cluster,
    client,
    servers,
    kubectl,
  );
  console.log(
    `click to patched, portal (plan, dry run, execution), ${
      ours.length
    } runs: ${figures(ours)}`,
  );
  console.log(`click to patched, kubectl rollout undo: ${figures(theirs)}`);
  const ratio = q => (quantile(ours, q) / quantile(theirs, q)).toFixed(2);
  console.log(`ratio: p50 ${ratio(0.5)} (goal <= 1.5), p95 ${ratio(0.95)}`);
  const plans = await measurePlans(portal, cluster, servers.at(-1));
  console.log(
    `plan for a server with ${REVISIONS} revisions: ${figures(
      plans,
    )} (goal < 1000 ms)`,
  );
}

async function main({ signal }) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-rollback-'));
  const stops = [() => rmSync(folder, { recursive: true, force: true })];
  try {
    const servers = 2 * RUNS + 1;
    const cluster = await startRealCluster(
      // Releases bring new pods before the old ones go.
      { nodes: Math.ceil(servers / 4), servers },
      { signal },
    );
    stops.push(cluster.stop);
    console.log(cluster.title);
    const { kubeconfig, programs } = cluster.plane;
    const program = join(programs, 'kubectl');
    const kubectl = (...args) =>
      promisify(execFile)(program, [`--kubeconfig=${kubeconfig}`, ...args], {
        signal,
      });
    await kubectl('apply', `--filename=${WRITE_ROLE}`);
    const client = createKubeClient(readConnection(kubeconfig, program), {
      signal,
    });
    stops.push(() => client.close());
    const portal = await startPortal(folder, cluster.access);
    stops.push(portal.stop);
    const interrupted = new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), {
        once: true,
      });
    });
    await Promise.race([work(portal, cluster, client, kubectl), interrupted]);
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

await runMain(main);
