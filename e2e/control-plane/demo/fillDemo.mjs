import { setTimeout as sleep } from 'node:timers/promises';
import {
  asWritten,
  collectionPath,
  modelCache,
  releaseSteps,
  runnableServers,
} from '../lib/demo-manifests.mjs';
import { inParallel } from '../lib/parallel.mjs';

const PARALLEL = 12;
const SETTLE_WITHIN_MS = 60_000;

/**
 * Fills a plane with one cluster of the demo (what `exportFleet.ts` prints for
 * it): its machines, what else holds GPUs, and its servers with their releases
 * in order, each written by whom the story says. What a plane cannot run is
 * left out; answers the names of those servers.
 */
export async function fillDemo(client, cluster, { rollouts, signal, report }) {
  const create = (object, by) =>
    client.create(`${collectionPath(object)}${managedBy(by)}`, object);
  const createAll = objects =>
    inParallel(objects, PARALLEL, object => create(asWritten(object)));

  await createAll(cluster.namespaces);
  await createAll(cluster.nodes);
  for (const { metadata } of cluster.namespaces) {
    await untilPodsCanBeCreated(client, metadata.name, signal);
  }
  await createAll(cluster.bystanders);
  const servers = runnableServers(cluster.servers, { rollouts });
  const namespaces = new Set(servers.map(({ namespace }) => namespace));
  for (const namespace of namespaces) {
    for (const object of modelCache(namespace)) await create(object);
  }
  await createAll(servers.flatMap(({ beside }) => beside));

  const plans = servers.map(server => ({
    ...server,
    steps: releaseSteps(server),
  }));
  const writer = { client, create, signal };
  await inParallel(plans, PARALLEL, async plan => {
    for (const step of plan.steps.slice(0, -1)) {
      await write(writer, plan, step);
      await untilObserved(writer, plan, step);
    }
  });
  // In order, so that the largest find their machines empty.
  for (const plan of plans) await write(writer, plan, plan.steps.at(-1));
  for (const plan of plans) await untilTaken(writer, plan);
  report(`${plans.length} servers with their releases`);
  return cluster.servers
    .filter(server => !servers.includes(server))
    .map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`);
}

const managedBy = manager =>
  manager === undefined ? '' : `?fieldManager=${encodeURIComponent(manager)}`;

function pathOf(plan) {
  const [{ object }] = plan.releases;
  return `${collectionPath(object)}/${plan.name}`;
}

async function write({ client, create }, plan, { by, ...step }) {
  if (step.create) await create(step.create, by);
  else await client.patch(`${pathOf(plan)}${managedBy(by)}`, step.patch);
}

/** Holds on until the controller has made a revision of the release; a second write before that would hide it. */
async function untilObserved({ client, signal }, plan, { replicas }) {
  const path = pathOf(plan);
  const isRollout = plan.kind === 'Rollout';
  let isPromoted = !isRollout;
  await poll(`${plan.namespace}/${plan.name}`, signal, async () => {
    const { metadata, spec, status = {} } = await client.get(path);
    if (String(status.observedGeneration) !== String(metadata.generation)) {
      return false;
    }
    // A canary would stop at its first pause for good.
    if (!isPromoted && status.currentPodHash !== status.stableRS) {
      await client.patch(`${path}/status`, { status: { promoteFull: true } });
      isPromoted = true;
      return false;
    }
    return (
      spec.replicas === replicas &&
      (status.availableReplicas ?? 0) === replicas &&
      (!isRollout || status.currentPodHash === status.stableRS)
    );
  });
}

/** Holds on until the controller has seen the last release; whether its pods start is their affair. */
async function untilTaken({ client, signal }, plan) {
  if (plan.kind === 'Pod') return;
  await poll(`${plan.namespace}/${plan.name}`, signal, async () => {
    const { metadata, status = {} } = await client.get(pathOf(plan));
    return String(status.observedGeneration) === String(metadata.generation);
  });
}

/** Pods are refused until the namespace's default service account exists. */
function untilPodsCanBeCreated(client, namespace, signal) {
  const path = `/api/v1/namespaces/${namespace}/serviceaccounts/default`;
  return poll(
    path,
    signal,
    async () => (await client.findStatus(path)) === 200,
  );
}

async function poll(what, signal, isReached) {
  const began = Date.now();
  while (!(await isReached())) {
    if (Date.now() - began > SETTLE_WITHIN_MS) {
      throw new Error(
        `${what} has not come so far within ${SETTLE_WITHIN_MS / 1000} s`,
      );
    }
    await sleep(50, undefined, { signal });
  }
}
