#!/usr/bin/env node
/**
 * Fills a control plane with GPU nodes and model servers.
 *
 *   node fill.mjs --kubeconfig FILE --nodes 20 --servers 50
 *                 [--max-gpus 1] [--parallel 32] [--wait SECONDS]
 *
 * `--max-gpus` leaves out servers that need more. Running it again with larger numbers adds what is missing. `--wait` holds on
 * until every server is available or the rest waits for GPUs.
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { gpuNode, modelServer, namespaceNames } from './lib/fleet.mjs';
import { runMain } from './lib/interruption.mjs';
import { createKubeClient } from './lib/kube-client.mjs';
import { readConnection } from './lib/kubeconfig.mjs';
import { inParallel } from './lib/parallel.mjs';

const SERVERS_PATH = '/apis/apps/v1/deployments';
const SERVER_SELECTOR = 'app.kubernetes.io/component=model-server';

const report = line => console.error(line);

async function fill(
  { kubeconfig, nodes, servers, maxGpus, parallel, wait },
  { signal },
) {
  const programs = await build(['kubernetes'], { signal, report });
  const connection = readConnection(kubeconfig, join(programs, 'kubectl'));
  const client = createKubeClient(connection, {
    connections: parallel,
    signal,
  });
  try {
    await createAll(client, 'namespaces', namespaceNames(), {
      parallel,
      toRequest: name => ['/api/v1/namespaces', namespaceObject(name)],
    });
    await createAll(client, 'nodes', range(nodes), {
      parallel,
      toRequest: index => ['/api/v1/nodes', gpuNode(index)],
    });
    for (const name of namespaceNames()) {
      await untilPodsCanBeCreated(client, name, signal);
    }
    await createAll(client, 'model servers', range(servers), {
      parallel,
      toRequest: index => toServerRequest(modelServer(index, { maxGpus })),
    });
    if (wait > 0) await untilSettled(client, wait, signal);
  } finally {
    client.close();
  }
}

function namespaceObject(name) {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
}

function toServerRequest(server) {
  const { namespace } = server.metadata;
  return [`/apis/apps/v1/namespaces/${namespace}/deployments`, server];
}

async function createAll(client, title, items, { parallel, toRequest }) {
  const began = Date.now();
  let created = 0;
  await inParallel(items, parallel, async item => {
    if (await client.create(...toRequest(item))) created += 1;
  });
  const present = items.length - created;
  report(
    `${title}: ${created} created in ${secondsSince(began)} s${
      present > 0 ? `, ${present} were there already` : ''
    }`,
  );
}

/** Pods are refused until the namespace's default service account exists. */
async function untilPodsCanBeCreated(client, namespace, signal) {
  const path = `/api/v1/namespaces/${namespace}/serviceaccounts/default`;
  while ((await client.findStatus(path)) !== 200) {
    await sleep(100, undefined, { signal });
  }
}

async function untilSettled(client, seconds, signal) {
  const began = Date.now();
  let progress;
  let pauseMs = 500;
  do {
    await sleep(pauseMs, undefined, { signal });
    const asked = Date.now();
    progress = await readProgress(client);
    // Looking at thousands of servers must not slow their start down.
    pauseMs = Math.max(500, 10 * (Date.now() - asked));
  } while (!progress.isSettled && Date.now() - began < seconds * 1000);
  report(
    `${progress.available} of ${progress.servers} servers available after ` +
      `${secondsSince(began)} s, ${progress.unschedulable} pods wait for GPUs`,
  );
  if (!progress.isSettled) {
    throw new Error(`the fleet has not settled within ${seconds} s`);
  }
}

async function readProgress(client) {
  const query = `?labelSelector=${encodeURIComponent(SERVER_SELECTOR)}`;
  const [deployments, pods] = await Promise.all([
    client.get(`${SERVERS_PATH}${query}`),
    client.get(`/api/v1/pods${query}&fieldSelector=status.phase%3DPending`),
  ]);
  const wanted = sum(deployments.items, ({ spec }) => spec.replicas);
  const ready = sum(
    deployments.items,
    ({ status }) => status.availableReplicas ?? 0,
  );
  const unschedulable = pods.items.filter(isUnschedulable).length;
  return {
    servers: deployments.items.length,
    available: deployments.items.filter(
      ({ spec, status }) => status.availableReplicas === spec.replicas,
    ).length,
    unschedulable,
    isSettled: ready + unschedulable === wanted,
  };
}

function isUnschedulable({ status }) {
  return (status.conditions ?? []).some(
    ({ type, reason }) => type === 'PodScheduled' && reason === 'Unschedulable',
  );
}

function sum(items, toNumber) {
  return items.reduce((total, item) => total + toNumber(item), 0);
}

function range(length) {
  return Array.from({ length }, (_, index) => index);
}

function secondsSince(began) {
  return ((Date.now() - began) / 1000).toFixed(1);
}

function readArguments() {
  const { values } = parseArgs({
    options: {
      kubeconfig: { type: 'string', default: process.env.KUBECONFIG },
      nodes: { type: 'string', default: '20' },
      servers: { type: 'string', default: '50' },
      'max-gpus': { type: 'string', default: '64' },
      parallel: { type: 'string', default: '32' },
      wait: { type: 'string', default: '0' },
    },
  });
  if (!values.kubeconfig) throw new Error('--kubeconfig FILE is required');
  return {
    kubeconfig: values.kubeconfig,
    nodes: requiredCount('nodes', values.nodes, { min: 0 }),
    servers: requiredCount('servers', values.servers, { min: 0 }),
    maxGpus: requiredCount('max-gpus', values['max-gpus'], { min: 1 }),
    parallel: requiredCount('parallel', values.parallel, { min: 1 }),
    wait: requiredCount('wait', values.wait, { min: 0 }),
  };
}

function requiredCount(name, text, { min }) {
  const count = Number(text);
  if (!Number.isSafeInteger(count) || count < min) {
    throw new Error(`--${name} is ${text}: give a whole number from ${min} up`);
  }
  return count;
}

await runMain(context => fill(readArguments(), context));
