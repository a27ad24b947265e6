import { spawn } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const READY_WITHIN_MS = 180_000;
const GRACE_MS = 10_000;

/**
 * Starts a server in a process group of its own, because MLflow starts workers, and waits until `healthUrl` answers. `stop` ends the
 * whole group.
 */
async function start({ program, args, env, folder, healthUrl, signal }) {
  mkdirSync(folder, { recursive: true });
  const logFile = join(folder, 'log');
  const log = openSync(logFile, 'a');
  const child = spawn(program, args, {
    cwd: folder,
    env: { ...process.env, ...env },
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  let failure;
  const ended = new Promise(resolve => {
    child.on('error', error => {
      failure = error;
      resolve();
    });
    child.on('exit', resolve);
  });
  const stop = async () => {
    if (child.pid === undefined) return;
    signalGroup(child.pid, 'SIGTERM');
    const deadline = Date.now() + GRACE_MS;
    while (isGroupAlive(child.pid) && Date.now() < deadline) await sleep(50);
    signalGroup(child.pid, 'SIGKILL');
    await ended;
  };
  try {
    const deadline = Date.now() + READY_WITHIN_MS;
    while (!(await answers(healthUrl, signal))) {
      signal.throwIfAborted();
      if (failure || child.exitCode !== null || Date.now() > deadline) {
        throw new Error(
          `${program} did not become ready: ${
            failure?.message ?? readFileSync(logFile, 'utf8').slice(-2_000)
          }`,
        );
      }
      await sleep(200);
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { stop };
}

async function answers(url, signal) {
  try {
    const response = await fetch(url, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(5_000)]),
    });
    return response.ok;
  } catch {
    return false;
  }
}

function signalGroup(pid, name) {
  try {
    process.kill(-pid, name);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

function isGroupAlive(pid) {
  try {
    process.kill(-pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** A real `mlflow server` with a SQLite store; its database is `<folder>/mlflow.db`. */
export async function startMlflow({ program, folder, port, signal }) {
  mkdirSync(folder, { recursive: true });
  const url = `http://127.0.0.1:${port}`;
  const { stop } = await start({
    program,
    args: [
      'server',
      `--backend-store-uri=sqlite:///${join(folder, 'mlflow.db')}`,
      `--artifacts-destination=${join(folder, 'artifacts')}`,
      '--host=127.0.0.1',
      `--port=${port}`,
      '--workers=2',
    ],
    env: {
      // Its background jobs are not needed and cost seven processes.
      MLFLOW_SERVER_ENABLE_JOB_EXECUTION: 'false',
      MLFLOW_DISABLE_TELEMETRY: 'true',
      DO_NOT_TRACK: 'true',
    },
    folder,
    healthUrl: `${url}/health`,
    signal,
  });
  return { url, database: join(folder, 'mlflow.db'), stop };
}

/** A real OCI registry that keeps its content in a folder. */
export async function startOciRegistry({ program, folder, port, signal }) {
  mkdirSync(folder, { recursive: true });
  const url = `http://127.0.0.1:${port}`;
  const config = join(folder, 'config.yml');
  writeFileSync(
    config,
    [
      'version: 0.1',
      'log: {level: warn}',
      `storage: {filesystem: {rootdirectory: ${join(
        folder,
        'storage',
      )}}, delete: {enabled: true}}`,
      `http: {addr: '127.0.0.1:${port}', secret: test}`,
      '',
    ].join('\n'),
  );
  const { stop } = await start({
    program,
    args: ['serve', config],
    env: { OTEL_TRACES_EXPORTER: 'none' },
    folder,
    healthUrl: `${url}/v2/`,
    signal,
  });
  return { url, stop };
}
