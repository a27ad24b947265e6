import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from '../build.mjs';
import { createCertificates } from './certificates.mjs';
import {
  apiServerFlags,
  controllerManagerFlags,
  etcdFlags,
  kwokFlags,
  rolloutsControllerFlags,
  schedulerFlags,
} from './flags.mjs';
import { createKubeClient } from './kube-client.mjs';
import { writeKubeconfig } from './kubeconfig.mjs';
import { withLock } from './lock.mjs';
import { freePorts } from './ports.mjs';
import { modulesFolder } from './programs.mjs';
import { isRunning, startDetached } from './processes.mjs';
import { installRolloutCrds } from './rollouts.mjs';
import { joinStages } from './stages.mjs';
import { findState, isFree, isUp, planeFolder, writeState } from './state.mjs';
import { removePlane, stopProcesses } from './stop.mjs';

/** They act only on pods that ask for them. */
const ownStages = join(modulesFolder, 'stages');

const READY_WITHIN_MS = 120_000;
const POLL_MS = 100;

/**
 * Starts a control plane and resolves with its state once pods can be created
 * in its default namespace. With `rollouts` it has Argo Rollouts installed.
 *
 * @example
 *   const { kubeconfig } = await startControlPlane({ name: 'rollback' });
 */
export async function startControlPlane({
  name = 'default',
  dir,
  stages = [],
  rollouts = false,
  signal,
  report = () => {},
} = {}) {
  const programs = await build(
    ['kubernetes', 'kwok', ...(rollouts ? ['argo-rollouts'] : [])],
    { signal, report },
  );
  const folder = planeFolder({ name, dir });
  return withLock(
    `${folder}.lock`,
    async () => {
      await clearFolder(folder, name, report);
      const plane = await preparePlane({
        folder,
        name,
        programs,
        stages,
        rollouts,
        signal,
      });
      try {
        await launch(plane, { signal, report });
        return plane.state;
      } catch (error) {
        // A failed plane keeps its logs; the next start removes them.
        if (signal?.aborted) await removePlane(folder);
        else await stopProcesses(plane.state.processes);
        throw error;
      }
    },
    {
      signal,
      onWait: pid =>
        report(`waiting for process ${pid}, which is at ${folder}`),
    },
  );
}

/** Removes what a crashed or half-stopped plane left; spares a running one. */
async function clearFolder(folder, name, report) {
  const state = findState(folder);
  if (state === undefined) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!isFree(folder)) {
      throw new Error(`${folder} holds other files: choose an empty folder`);
    }
    return;
  }
  if (isUp(state)) {
    throw new Error(
      `control plane ${name} runs already (${state.kubeconfig}): stop it first, or choose another --name`,
    );
  }
  report(`removing what an earlier control plane ${name} left`);
  await removePlane(folder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
}

async function preparePlane({
  folder,
  name,
  programs,
  stages,
  rollouts,
  signal,
}) {
  const ports = await freePorts([
    'etcd',
    'etcdPeer',
    'apiServer',
    'controllerManager',
    'scheduler',
    'kwok',
    ...(rollouts ? ['rolloutsController', 'rolloutsMetrics'] : []),
  ]);
  const state = {
    name,
    folder,
    programs,
    ports,
    server: `https://127.0.0.1:${ports.apiServer}`,
    kubeconfig: join(folder, 'kubeconfig'),
    ready: false,
    processes: [],
  };
  // First of all, so that any later failure leaves a folder known to be ours.
  writeState(folder, state);
  const pki = join(folder, 'pki');
  await createCertificates(pki, { signal });
  const { server } = state;
  for (const [user, file] of [
    ['admin', 'kubeconfig'],
    ['kube-controller-manager', 'kube-controller-manager.kubeconfig'],
    ['kube-scheduler', 'kube-scheduler.kubeconfig'],
  ]) {
    writeKubeconfig(join(folder, file), { server, name, user, pki });
  }
  writeFileSync(
    join(folder, 'stages.yaml'),
    joinStages(join(programs, 'stages'), [ownStages, ...stages]),
  );
  mkdirSync(join(folder, 'logs'));
  return { folder, pki, ports, programs, rollouts, state };
}

async function launch(plane, { signal, report }) {
  const { folder, pki, ports, state } = plane;
  const client = createKubeClient(
    {
      server: state.server,
      ca: readFileSync(join(pki, 'ca.crt')),
      cert: readFileSync(join(pki, 'admin.crt')),
      key: readFileSync(join(pki, 'admin.key')),
    },
    { signal },
  );
  const loopback = (scheme, port, path) =>
    `${scheme}://127.0.0.1:${port}${path}`;
  const answers = url => async () => (await client.findStatus(url)) === 200;
  const until = (what, isReady) =>
    waitUntil(what, isReady, { state, signal, report });

  try {
    startProgram(plane, 'etcd', etcdFlags(plane));
    await until('etcd', () =>
      isHealthy(loopback('http', ports.etcd, '/health'), signal),
    );
    startProgram(plane, 'kube-apiserver', apiServerFlags(plane));
    await until('kube-apiserver', answers('/readyz'));
    startProgram(
      plane,
      'kube-controller-manager',
      controllerManagerFlags(plane),
    );
    startProgram(plane, 'kube-scheduler', schedulerFlags(plane));
    startProgram(plane, 'kwok', kwokFlags(plane));
    if (plane.rollouts) {
      await installRolloutCrds(plane, { signal });
      startProgram(
        plane,
        'rollouts-controller',
        rolloutsControllerFlags(plane),
      );
    }
    await Promise.all([
      until(
        'kube-scheduler',
        answers(loopback('https', ports.scheduler, '/healthz')),
      ),
      until('kwok', () =>
        isHealthy(loopback('http', ports.kwok, '/healthz'), signal),
      ),
      plane.rollouts &&
        until('rollouts-controller', () =>
          isHealthy(
            loopback('http', ports.rolloutsController, '/healthz'),
            signal,
          ),
        ),
      until(
        'serviceaccount/default',
        answers('/api/v1/namespaces/default/serviceaccounts/default'),
      ),
    ]);
  } finally {
    client.close();
  }
  state.ready = true;
  writeState(folder, state);
}

function startProgram({ folder, programs, state }, program, flags) {
  const record = startDetached(join(programs, program), flags, {
    logFile: join(folder, 'logs', `${program}.log`),
    cwd: folder,
    // A home of its own: kwok and etcd would read a person's settings.
    env: { PATH: process.env.PATH, HOME: folder },
  });
  state.processes.push(record);
  writeState(folder, state);
}

async function isHealthy(url, signal) {
  try {
    const answer = await fetch(url, { signal });
    await answer.text();
    return answer.status === 200;
  } catch (error) {
    if (signal?.aborted) throw error;
    return false;
  }
}

async function waitUntil(what, isReady, { state, signal, report }) {
  const started = Date.now();
  while (!(await isReady())) {
    const ended = state.processes.find(record => !isRunning(record));
    if (ended) {
      throw new Error(`${ended.program} has ended:\n${lastLines(ended)}`);
    }
    if (Date.now() - started > READY_WITHIN_MS) {
      throw new Error(
        `${what} is not ready after ${READY_WITHIN_MS / 1000} s; logs are in ${
          state.folder
        }/logs`,
      );
    }
    await sleep(POLL_MS, undefined, { signal });
  }
  report(
    `${what}: ready after ${((Date.now() - started) / 1000).toFixed(1)} s`,
  );
}

function lastLines({ logFile }) {
  return readFileSync(logFile, 'utf8')
    .trimEnd()
    .split('\n')
    .slice(-20)
    .join('\n');
}
